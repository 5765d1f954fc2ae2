"""The lines of a PDF in the order in which a person reads them, without what stands on every page."""

import re
from collections import Counter
from dataclasses import dataclass, replace

from ..asking import strength

MARGIN = 0.09  # the part of a page at its top and bottom where headers and footers stand
MIN_REPEATS = 3
NUMBERED = re.compile(
    r"^(?:q(?:uestion)?\s*)?\d{1,4}\s*[.):]\s*\S|^(?:frage|pregunta|pergunta|вопрос|问题)\s*\d"
)
DIGITS = re.compile(r"\d+")
PAGE_NUMBER = re.compile(
    r"^\W*(?:(?:page|seite|página|pagina|страница|стр\.?|p\.|第)\s*)?\d{1,4}\s*"
    r"(?:页)?(?:\s*(?:of|/|von|de|из|sur)\s*\d{1,4})?\W*$",
    re.IGNORECASE,
)
SIGN = re.compile(r"^\s*(?:[^\w\s]|\(?\w{1,3}[.)]|Q\d{0,3}[.:)]?|\(cid:\d+\)|o)\s*$", re.IGNORECASE)
MIN_COLUMN, MIN_LINES, STEPS = 0.2, 6, 40


@dataclass(frozen=True)
class Line:
    """One line of text: where it stands (points, from the lower left), how large, how heavy, which font."""

    page: int
    x0: float
    x1: float
    y0: float
    y1: float
    text: str
    size: float
    bold: bool
    code: bool
    page_width: float
    page_height: float


def in_reading_order(pages: list[list[Line]]) -> tuple[list[Line], int]:
    """Return all lines, columns after each other, and how many headers, footers and page numbers were left
    out.
    """
    repeated = _repeated(pages)
    kept: list[Line] = []
    left_out = 0
    for page in pages:
        own = [line for line in page if not _is_furniture(line, repeated, len(pages))]
        left_out += len(page) - len(own)
        kept += _ordered(_joined(own))
    return kept, left_out


def _in_margin(line: Line) -> bool:
    return line.y0 > line.page_height * (1 - MARGIN) or line.y1 < line.page_height * MARGIN


def _key(line: Line) -> tuple[str, int]:
    """Return text and height; numbers count as equal, but not in what may be a numbered question."""
    text = line.text.strip().lower()
    may_be_question = strength(text) > 0 or NUMBERED.match(text)
    return text if may_be_question else DIGITS.sub("#", text), round(line.y0 / 4)


def _repeated(pages: list[list[Line]]) -> set[tuple[str, int]]:
    """Return the texts that stand at one place in the margins of many pages."""
    counts = Counter(key for page in pages for key in {_key(line) for line in page if _in_margin(line)})
    least = max(MIN_REPEATS, len(pages) * 0.3)
    return {key for key, count in counts.items() if count >= least or (len(pages) == 2 == count)}


def _is_furniture(line: Line, repeated: set[tuple[str, int]], pages: int) -> bool:
    if not _in_margin(line):
        return False
    return _key(line) in repeated or (pages > 1 and bool(PAGE_NUMBER.match(line.text)))


def _joined(lines: list[Line]) -> list[Line]:
    """Put a bullet or a number before the text that stands beside it."""
    found: list[Line] = []
    ordered = sorted(lines, key=lambda line: (-round(line.y0 / 3), line.x0))
    for line in ordered:
        before = found[-1] if found else None
        beside = before and abs(before.y0 - line.y0) < line.size * 0.6 and 0 <= line.x0 - before.x1 < 60
        if before and beside and SIGN.match(before.text):
            text = f"{before.text.strip()} {line.text.strip()}"
            found[-1] = replace(line, x0=before.x0, text=text, y0=min(before.y0, line.y0))
        else:
            found.append(line)
    return found


def _ordered(lines: list[Line]) -> list[Line]:
    """Return the lines of one page: bands between lines that run over both columns, left before right."""
    gutter = _gutter(lines)
    if gutter is None:
        return sorted(lines, key=lambda line: (-round(line.y0 / 3), line.x0))
    ordered: list[Line] = []
    left: list[Line] = []
    right: list[Line] = []
    for line in sorted(lines, key=lambda line: -line.y1):
        if line.x0 < gutter < line.x1:
            ordered += [*left, *right, line]
            left, right = [], []
        else:
            (left if line.x1 <= gutter else right).append(line)
    return [*ordered, *left, *right]


def _gutter(lines: list[Line]) -> float | None:
    """Return the middle of the white stripe between two columns, or None for a page of one column."""
    if len(lines) < 2 * MIN_LINES:
        return None
    width = lines[0].page_width
    best: tuple[int, float] | None = None
    for step in range(STEPS + 1):
        at = width * (0.3 + 0.4 * step / STEPS)
        crossing = sum(1 for line in lines if line.x0 < at < line.x1)
        left = [line for line in lines if line.x1 <= at]
        right = [line for line in lines if line.x0 >= at]
        if crossing > 0.15 * len(lines) or not (_is_column(left, width) and _is_column(right, width)):
            continue
        if best is None or crossing < best[0]:
            best = (crossing, at)
    return best[1] if best else None


def _is_column(lines: list[Line], width: float) -> bool:
    """Tell a column of text from the cells of a table: many lines, the most of them long, one left edge."""
    if len(lines) < MIN_LINES:
        return False
    lengths = sorted(line.x1 - line.x0 for line in lines)
    return lengths[len(lengths) // 2] > MIN_COLUMN * width
