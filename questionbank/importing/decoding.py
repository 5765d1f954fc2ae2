"""Bytes to lines of text. Whatever had to be guessed is said in a warning; nothing is garbled in silence."""

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

from .limits import DEFAULT_LIMITS, MEGABYTE, Limits
from .refusals import ImportRefused

SAMPLE_BYTES = 64 * 1024
MAX_CONTROL_SHARE = 0.002
MIN_ZEROS, MIN_BLANKS = 0.01, 0.02
# Letters of Latin-2 that Windows-1250 takes for signs, inside words.
LATIN_2 = re.compile(r"(?<=[^\W\d_])[\xb1\xb6\xa6\xac\xa1]|[\xb1\xb6\xa6\xac\xa1](?=[^\W\d_])")
BOMS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark is the beginning of this one
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
CODE_PAGES = [
    "cp1252",
    "cp1250",
    "cp1251",
    "cp1253",
    "cp1254",
    "cp1257",
    "iso8859_2",
    "iso8859_5",
    "koi8_r",
    "mac_roman",
    "cp437",
    "cp850",
    "cp866",
    "shift_jis",
    "euc_jp",
    "gb18030",
    "big5",
    "euc_kr",
]
LINE_END = re.compile(r"\r\n|\r|\n")
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\x80-\x84\x86-\x9f]")
# UTF-8 that was once read as Windows-1252: a lead byte's letter, then a continuation byte's sign.
MOJIBAKE = re.compile(
    "[\u00c2\u00c3][\u0080-\u00bf\u20ac\u2122\u0153]|\u00e2\u20ac[\u0080-\u00bf\u2122\u0153\u201c\u02dc\u00a6]"
)


@dataclass(frozen=True)
class Decoded:
    """The lines of a document without their ends, and what was doubtful in decoding them."""

    lines: tuple[str, ...]
    warnings: tuple[str, ...]


def decode(name: str, data: bytes, limits: Limits = DEFAULT_LIMITS) -> Decoded:
    """Return the lines of a text.

    Reads UTF-8, UTF-16 and UTF-32 (with or without byte order mark) and common code pages, any line ends.
    Raises ImportRefused for what is empty, too big, binary or in no encoding that can be told.
    """
    refuse_by_size(name, data, limits)
    text, warnings = _text(name, data)
    if not text.strip():
        raise ImportRefused(
            f"{name} is empty: it holds nothing but blanks. Choose a document with questions."
        )
    _refuse_binary(name, text)
    if len(MOJIBAKE.findall(text)) > 2:
        warnings.append(
            "Some letters look as if the text had been decoded wrongly before it was saved; "
            "check accents and quotation marks, or import the original."
        )
    lines = LINE_END.split(text)
    if lines and not lines[-1]:
        lines.pop()
    return Decoded(tuple(lines), tuple(warnings))


def refuse_by_size(name: str, data: bytes, limits: Limits) -> None:
    """Raise ImportRefused for what is empty or larger than the limit."""
    if not data:
        raise ImportRefused(f"{name} is empty (0 bytes). Choose a document with questions.")
    if len(data) > limits.size:
        raise ImportRefused(
            f"{name} has {len(data) / MEGABYTE:.0f} MB; the limit is {limits.size // MEGABYTE} MB. "
            "Split it, or leave pictures out."
        )


def _refuse_binary(name: str, text: str) -> None:
    found = CONTROL.search(text)
    if found and ("\x00" in text or len(CONTROL.findall(text)) > MAX_CONTROL_SHARE * len(text)):
        line = text.count("\n", 0, found.start()) + 1
        raise ImportRefused(
            f"{name} is not text: line {line} holds bytes that no text has. "
            "Choose the document itself, saved as text, Markdown, CSV, JSON or YAML."
        )


def _text(name: str, data: bytes) -> tuple[str, list[str]]:
    for bom, encoding in BOMS:
        if data.startswith(bom):
            return _strict(name, data[len(bom) :], encoding), []
    wide = _wide_encoding(data)
    if wide:
        return _strict(name, data, wide), [f"Read as {wide.upper()}, guessed: the file does not say so."]
    try:
        return data.decode("utf-8"), []
    except UnicodeDecodeError as error:
        damaged = _damaged_utf8(data)
        return damaged if damaged else _guessed(name, data, error)


def _strict(name: str, data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ImportRefused(
            f"{name} says it is {encoding.upper()} but byte {error.start} is not. Save it again as UTF-8."
        ) from error


def _wide_encoding(data: bytes) -> str | None:
    """Tell UTF-16 without a mark: read so, it has blanks and no signs that no text has."""
    sample = data[: SAMPLE_BYTES // 2 * 2]
    if len(sample) < 4 or len(data) % 2 or sample.count(0) < len(sample) * MIN_ZEROS:
        return None
    for encoding in ("utf-16-le", "utf-16-be"):
        text = sample.decode(encoding, errors="replace")
        blanks = sum(text.count(blank) for blank in " \n\t")
        if blanks >= len(text) * MIN_BLANKS and "\ufffd" not in text[:-1] and not CONTROL.search(text):
            return encoding
    return None


def _damaged_utf8(data: bytes) -> tuple[str, list[str]] | None:
    """Read UTF-8 with a few broken bytes, if its good many-byte letters far outnumber them."""
    text = data.decode("utf-8", errors="replace")
    broken = text.count("\ufffd") - data.count(b"\xef\xbf\xbd")
    good = sum(1 for letter in text[: SAMPLE_BYTES * 8] if letter > "\x7f" and letter != "\ufffd")
    if good < 4 * broken:
        return None
    where = [number for number, line in enumerate(LINE_END.split(text), 1) if "\ufffd" in line]
    shown = ", ".join(map(str, where[:5])) + (" and more" if len(where) > 5 else "")
    return text, [f"Damaged UTF-8: {broken} broken letter(s) shown as \ufffd, on line {shown}. Check them."]


def _guessed(name: str, data: bytes, error: UnicodeDecodeError) -> tuple[str, list[str]]:
    start = max(0, error.start - SAMPLE_BYTES // 2)
    best = from_bytes(data[start : start + SAMPLE_BYTES], cp_isolation=CODE_PAGES).best()
    advice = (
        f"byte {error.start} is not UTF-8 and no other encoding fits. Save it as UTF-8 and import it again."
    )
    if best is None:
        raise ImportRefused(f"{name} cannot be decoded: {advice}")
    encoding = best.encoding
    try:
        text = data.decode(encoding)
        if encoding in ("cp1250", "cp1252", "cp1257") and len(LATIN_2.findall(text)) > 2:
            encoding, text = "iso8859_2", data.decode("iso8859_2")
    except UnicodeDecodeError as second:
        raise ImportRefused(f"{name} cannot be decoded: {advice}") from second
    return text, [f"Read as {encoding}, guessed: the file is not UTF-8. Check accents before accepting."]
