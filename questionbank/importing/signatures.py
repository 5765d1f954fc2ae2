"""Kinds of file known by their first bytes, so that a wrong one is named instead of read as text."""

ARCHIVE = "unpack it first and import the documents inside"
SAVE_AS_TEXT = "save it as text or Markdown and import that"

SIGNATURES: tuple[tuple[bytes, str, str], ...] = (
    (b"PK\x03\x04", "a zip archive or an Office document", f"{ARCHIVE}, or {SAVE_AS_TEXT}"),
    (b"PK\x05\x06", "an empty zip archive", ARCHIVE),
    (b"\x1f\x8b", "a gzip archive", ARCHIVE),
    (b"BZh", "a bzip2 archive", ARCHIVE),
    (b"\xfd7zXZ\x00", "an xz archive", ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", ARCHIVE),
    (b"Rar!\x1a\x07", "a RAR archive", ARCHIVE),
    (b"%PDF-", "a PDF", SAVE_AS_TEXT),
    (b"{\\rtf", "an RTF document", SAVE_AS_TEXT),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document", SAVE_AS_TEXT),
    (b"\x89PNG\r\n\x1a\n", "a PNG image", "choose the document instead of a picture of it"),
    (b"\xff\xd8\xff", "a JPEG image", "choose the document instead of a picture of it"),
    (b"GIF87a", "a GIF image", "choose the document instead of a picture of it"),
    (b"GIF89a", "a GIF image", "choose the document instead of a picture of it"),
    (b"RIFF", "a sound, film or WebP image", "choose the document instead"),
    (b"ID3", "a sound", "choose the document instead"),
    (b"OggS", "a sound or film", "choose the document instead"),
    (b"\x7fELF", "a program", "choose the document instead"),
    (b"MZ\x90\x00", "a Windows program", "choose the document instead"),
    (b"\xca\xfe\xba\xbe", "a compiled program", "choose the document instead"),
    (b"\xcf\xfa\xed\xfe", "a program", "choose the document instead"),
    (b"\x00asm", "a compiled program", "choose the document instead"),
    (b"SQLite format 3\x00", "a SQLite database", "export the questions as CSV or JSON and import that"),
)
MARKUP: tuple[tuple[bytes, str, str], ...] = (
    (b"<!doctype html", "an HTML page", SAVE_AS_TEXT),
    (b"<html", "an HTML page", SAVE_AS_TEXT),
    (b"<?xml", "an XML file", "export the questions as CSV, JSON or Markdown and import that"),
)


def recognise(data: bytes) -> tuple[str, str] | None:
    """Return what kind of unreadable file these bytes are and what to do about it, or None for none known."""
    for start, kind, advice in SIGNATURES:
        if data.startswith(start):
            return kind, advice
    if data[4:8] == b"ftyp":
        return "a film or photo", "choose the document instead"
    head = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    for start, kind, advice in MARKUP:
        if head.startswith(start):
            return kind, advice
    return None
