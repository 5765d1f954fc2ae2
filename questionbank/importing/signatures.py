"""Kinds of file told by their first bytes and by their names: how each is read, or why it is not."""

import re
from dataclasses import dataclass

UNPACK = "unpack it first and import the documents inside, or pack them as a zip"
SAVE_AS_TEXT = "save it as text, Markdown, DOCX or PDF and import that"
NOT_A_PICTURE = "choose the document instead of a picture of it"
NOT_A_DOCUMENT = "choose the document instead"
EXPORT = "export the questions as CSV or JSON and import that"


@dataclass(frozen=True)
class Kind:
    """A kind of file: ``format`` names how it is read, '' if it is not; ``advice`` says what to do then."""

    format: str
    words: str
    advice: str = ""


ZIP = Kind("zip", "a zip archive")
SIGNATURES: tuple[tuple[bytes, Kind], ...] = (
    (b"PK\x03\x04", ZIP),
    (b"PK\x05\x06", ZIP),
    (b"%PDF-", Kind("pdf", "a PDF")),
    (b"\x1f\x8b", Kind("tar", "a gzip archive")),
    (b"BZh", Kind("", "a bzip2 archive", UNPACK)),
    (b"\xfd7zXZ\x00", Kind("", "an xz archive", UNPACK)),
    (b"(\xb5/\xfd", Kind("", "a Zstandard archive", UNPACK)),
    (b"7z\xbc\xaf\x27\x1c", Kind("", "a 7-Zip archive", UNPACK)),
    (b"Rar!\x1a\x07", Kind("", "a RAR archive", UNPACK)),
    (b"{\\rtf", Kind("", "an RTF document", SAVE_AS_TEXT)),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Kind("", "an old Office document", SAVE_AS_TEXT)),
    (b"%!PS", Kind("", "a PostScript document", SAVE_AS_TEXT)),
    (b"AT&TFORM", Kind("", "a DjVu document", SAVE_AS_TEXT)),
    (b"bplist00", Kind("", "a property list", EXPORT)),
    (b"\x89PNG\r\n\x1a\n", Kind("", "a PNG image", NOT_A_PICTURE)),
    (b"\xff\xd8\xff", Kind("", "a JPEG image", NOT_A_PICTURE)),
    (b"GIF87a", Kind("", "a GIF image", NOT_A_PICTURE)),
    (b"GIF89a", Kind("", "a GIF image", NOT_A_PICTURE)),
    (b"II*\x00", Kind("", "a TIFF image", NOT_A_PICTURE)),
    (b"MM\x00*", Kind("", "a TIFF image", NOT_A_PICTURE)),
    (b"RIFF", Kind("", "a sound, film or WebP image", NOT_A_DOCUMENT)),
    (b"\x1aE\xdf\xa3", Kind("", "a film", NOT_A_DOCUMENT)),
    (b"ID3", Kind("", "a sound", NOT_A_DOCUMENT)),
    (b"OggS", Kind("", "a sound or film", NOT_A_DOCUMENT)),
    (b"\x7fELF", Kind("", "a program", NOT_A_DOCUMENT)),
    (b"MZ\x90\x00", Kind("", "a Windows program", NOT_A_DOCUMENT)),
    (b"\xca\xfe\xba\xbe", Kind("", "a compiled program", NOT_A_DOCUMENT)),
    (b"\xcf\xfa\xed\xfe", Kind("", "a program", NOT_A_DOCUMENT)),
    (b"\x00asm", Kind("", "a compiled program", NOT_A_DOCUMENT)),
    (b"SQLite format 3\x00", Kind("", "a SQLite database", EXPORT)),
    (b"PAR1", Kind("", "a Parquet table", EXPORT)),
)
# Files whose bytes say nothing, or say only that they are a zip or an old Office document.
UNREADABLE: dict[str, Kind] = {
    "doc": Kind("", "an old Word document", "save it as DOCX and import that"),
    "dot": Kind("", "an old Word document", "save it as DOCX and import that"),
    "xls": Kind("", "an old Excel table", "save it as XLSX or CSV and import that"),
    "ppt": Kind("", "an old PowerPoint presentation", "save its text as DOCX, PDF or Markdown"),
    "pptx": Kind("", "a PowerPoint presentation", "save its text as DOCX, PDF or Markdown"),
    "odp": Kind("", "a presentation", "save its text as DOCX, PDF or Markdown"),
    "ods": Kind("", "an OpenDocument table", "save it as XLSX or CSV and import that"),
    "pages": Kind("", "a Pages document", "export it as DOCX or PDF and import that"),
    "numbers": Kind("", "a Numbers table", "export it as XLSX or CSV and import that"),
    "key": Kind("", "a Keynote presentation", "export its text as DOCX or PDF"),
    "apkg": Kind("", "an Anki deck", "export the notes as plain text (tab separated) and import that"),
    "mobi": Kind("", "a Kindle book", "convert it to EPUB and import that"),
    "azw3": Kind("", "a Kindle book", "convert it to EPUB and import that"),
    "svg": Kind("", "an SVG image", NOT_A_PICTURE),
    "mp3": Kind("", "a sound", NOT_A_DOCUMENT),
    "mp4": Kind("", "a film", NOT_A_DOCUMENT),
}
MAX_HEAD = 4096
PROLOG = re.compile(rb"(?:<\?[^>]{0,300}\?>|<!--.{0,1500}?-->|\s+)*", re.DOTALL)
HTML_START = re.compile(rb"<(?:!doctype\s+html|html)\b", re.IGNORECASE)
XML_START = re.compile(rb"<(?:!DOCTYPE\s+\w|\w[\w.:-]*(?:\s[^<>]*)?/?>)")
XML_ROOT = re.compile(rb"<(?:[\w.-]+:)?(?:quiz|qti-[\w-]+|assessment\w+|questestinterop|manifest)[\s>]")


def recognise(name: str, data: bytes) -> Kind | None:
    """Return the kind of file that name and bytes say, or None: then it is a text."""
    ending = extension(name)
    for start, kind in SIGNATURES:
        if data.startswith(start):
            named = UNREADABLE.get(ending)
            return named if named and (kind is ZIP or "old Office" in kind.words) else kind
    if data[4:8] == b"ftyp":
        return Kind("", "a film or photo", NOT_A_DOCUMENT)
    if data[257:262] == b"ustar":
        return Kind("tar", "a tar archive")
    return _markup(data[:MAX_HEAD].lstrip(b"\xef\xbb\xbf"), ending)


def extension(name: str) -> str:
    """Return the ending of a file name in small letters, without its dot."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    return last.rsplit(".", 1)[-1].lower() if "." in last else ""


def _markup(head: bytes, ending: str) -> Kind | None:
    prolog = PROLOG.match(head)
    start = head[prolog.end() :] if prolog else head
    if start.startswith(b"<svg"):
        return UNREADABLE["svg"]
    if HTML_START.match(start) or (ending in ("html", "htm", "xhtml") and b"\x00" not in head):
        return Kind("html", "an HTML page")
    said = b"<?xml" in head[: prolog.end() if prolog else 0] or ending in ("xml", "qti")
    if XML_ROOT.match(start) or (said and XML_START.match(start)):
        return Kind("xml", "an XML file")
    return None
