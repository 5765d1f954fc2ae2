"""PDF: the lines of every page with size, weight and place, put in reading order and written as Markdown."""

import io
import logging
import re
import zlib
from collections.abc import Iterator

from pdfminer.high_level import extract_pages
from pdfminer.layout import LAParams, LTChar, LTContainer, LTPage, LTTextLine
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect

from ..limits import MEGABYTE, Limits
from ..refusals import ImportRefused
from .parts import Opened, text_part
from .pdf_pages import Line, in_reading_order
from .pdf_text import as_markdown

STREAM = re.compile(rb"stream\r?\n")
BOLD = re.compile(r"bold|black|heavy|semibold|demi(?!lune)", re.IGNORECASE)
MONOSPACE = re.compile(r"courier|consol|mono|menlo|monaco|typewriter|cmtt|code", re.IGNORECASE)
CID = re.compile(r"\(cid:\d+\)")
LIGATURES = str.maketrans(
    {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\u00a0": " "}
)
MIN_LETTERS_A_PAGE, MAX_UNKNOWN = 5, 0.2
# The library reports every oddity of a file there; what matters is said in our warnings.
logging.getLogger("pdfminer").setLevel(logging.ERROR)


def open_document(name: str, data: bytes, limits: Limits) -> Opened:
    """Return a PDF as Markdown. Refuses what is encrypted, damaged, too long, or only pictures of pages."""
    _refuse_bomb(name, data, limits)
    pages = _pages(name, data, limits)
    letters = sum(len(line.text.strip()) for page in pages for line in page)
    if letters < MIN_LETTERS_A_PAGE * len(pages) or not letters:
        raise ImportRefused(
            f"{name} is a PDF without text: its pages are pictures, as a scanner makes them. "
            "Run text recognition over it, save it with text, and import that."
        )
    unknown = sum(len(CID.findall(line.text)) for page in pages for line in page)
    if unknown > MAX_UNKNOWN * letters / 8:
        raise ImportRefused(
            f"{name} is a PDF whose letters have no known meaning: its fonts carry none. "
            "Save it anew from the program that made it, as DOCX or text."
        )
    lines, left_out = in_reading_order(pages)
    said = (f"Left out of the pages: {left_out} headers, footers and page numbers.",) if left_out else ()
    return Opened((text_part(name, as_markdown(lines), said),))


def _refuse_bomb(name: str, data: bytes, limits: Limits) -> None:
    """Unpack what is packed, piece by piece and throwing it away, to see how large it gets."""
    total = 0
    for match in STREAM.finditer(data):
        unpacker = zlib.decompressobj()
        rest = data[match.end() : match.end() + MEGABYTE]
        try:
            while rest and not unpacker.eof:
                total += len(unpacker.decompress(rest, MEGABYTE))
                rest = unpacker.unconsumed_tail
                if total > limits.unpacked:
                    most = limits.unpacked // MEGABYTE
                    raise ImportRefused(f"{name} is a PDF that unpacks to more than {most} MB. Split it.")
        except zlib.error:
            continue  # packed in another way, or not at all


def _pages(name: str, data: bytes, limits: Limits) -> list[list[Line]]:
    pages: list[list[Line]] = []
    layout = LAParams(boxes_flow=None, char_margin=2.0, line_margin=0.3)
    try:
        for page in extract_pages(io.BytesIO(data), laparams=layout, maxpages=limits.pages + 1):
            pages.append(list(_lines(page, len(pages))))
            if len(pages) > limits.pages:
                raise ImportRefused(f"{name} has more than {limits.pages} pages. Split it into parts.")
    except ImportRefused:
        raise
    except (PDFPasswordIncorrect, PDFEncryptionError) as error:
        raise ImportRefused(
            f"{name} is a PDF with a password. Save it without one and import that."
        ) from error
    except Exception as error:
        # On broken files the library raises nearly anything, from KeyError to RecursionError.
        raise ImportRefused(
            f"{name} is a damaged PDF ({type(error).__name__}). Save it again, or choose its text."
        ) from error
    if not pages:
        raise ImportRefused(f"{name} is a PDF without pages. Choose the document itself.")
    return pages


def _lines(page: LTPage, number: int) -> Iterator[Line]:
    for line in _text_lines(page):
        letters = [item for item in line if isinstance(item, LTChar) and item.get_text().strip()]
        text = line.get_text().translate(LIGATURES).rstrip("\n")
        if not letters or not text.strip():
            continue
        sizes = sorted(letter.size for letter in letters)
        yield Line(
            page=number,
            x0=letters[0].x0,
            x1=line.x1,
            y0=line.y0,
            y1=line.y1,
            text=text,
            size=round(sizes[len(sizes) // 2] * 2) / 2,
            bold=_share(letters, BOLD) > 0.9,
            code=_share(letters, MONOSPACE) > 0.8,
            page_width=page.width,
            page_height=page.height,
        )


def _share(letters: list[LTChar], pattern: re.Pattern[str]) -> float:
    return sum(1 for letter in letters if pattern.search(letter.fontname)) / len(letters)


def _text_lines(container: LTContainer) -> Iterator[LTTextLine]:
    """All lines of text on a page, those in frames too."""
    todo = list(container)[::-1]
    while todo:
        item = todo.pop()
        if isinstance(item, LTTextLine):
            yield item
        elif isinstance(item, LTContainer):
            todo += list(item)[::-1]
