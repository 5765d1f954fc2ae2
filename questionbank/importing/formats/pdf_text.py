"""Lines in reading order made into headings, paragraphs, lists and code."""

import re
from collections import Counter
from itertools import pairwise

from .flow import Flow, Piece
from .pdf_pages import Line

BULLET = re.compile(
    r"^\s*(?:[•◦▪▫●○■□‣⁃∙·➢➤❖✓✔–—*+-]|\(cid:\d+\)|\uf0b7|\uf0a7|\uf0d8|o(?=\s+[A-Z]))\s+(?=\S)"
)
ITEM = re.compile(r"^\s*(?P<label>\d{1,4}[.)]|\(?[a-zA-Z][.)])\s+(?P<text>\S.*)$")
START = re.compile(
    r"^\s*(?:\d{1,4}[.)]\s|(?:q|question|frage|pregunta|pergunta|вопрос|问题?)\s*#?\d{0,4}\s*[.:)：]|"
    r"(?:a|answer|ans|antwort|respuesta|resposta|réponse|ответ|答案?)\s*\d{0,4}\s*[.:)：])",
    re.IGNORECASE,
)
SENTENCE_END = (".", "?", "!", ":", "。", "？", "！", "…", "”", '"', ";")
HYPHENS = ("-", "\u00ad", "\u2010")
MAX_LEVELS, LARGER, MAX_HEADING = 4, 1.12, 300


def as_markdown(lines: list[Line]) -> str:
    """Return the lines as Markdown: headings by size, bold lines in bold, fixed-width letters as code."""
    return "\n".join(_Writer(lines).written())


class _Writer:
    def __init__(self, lines: list[Line]) -> None:
        self.lines = lines
        self.body = _most([(line.size, len(line.text)) for line in lines if not line.code] or [(1.0, 1)])
        sizes = {line.size for line in lines if self._is_large(line)}
        self.levels = {size: min(at, MAX_LEVELS) for at, size in enumerate(sorted(sizes, reverse=True), 1)}
        self.all_code = sum(line.code for line in lines) > 0.8 * len(lines)
        self.all_bold = sum(line.bold for line in lines) > 0.6 * len(lines)
        self.spacing = _spacing(lines)
        self.right = _right_edges(lines)
        self.words = Counter(word.lower() for line in lines for word in re.findall(r"[\w-]+", line.text))
        self.flow = Flow()
        self.bullets: list[float] = []

    def written(self) -> list[str]:
        """Return the lines of Markdown."""
        block: list[Line] = []
        for line in self.lines:
            if block and not self._belongs(block, line):
                self._write(block)
                block = []
            block.append(line)
        if block:
            self._write(block)
        return self.flow.finished()

    def _is_large(self, line: Line) -> bool:
        return line.size >= self.body * LARGER and len(line.text) < MAX_HEADING and not line.code

    def _is_code(self, line: Line) -> bool:
        return line.code and not self.all_code

    def _is_bold(self, line: Line) -> bool:
        return line.bold and not self.all_bold

    def _belongs(self, block: list[Line], line: Line) -> bool:
        """Tell whether a line goes on with the block above it."""
        last = block[-1]
        if self._is_code(line) or self._is_code(last):
            return self._is_code(line) and self._is_code(last)
        if (line.size != last.size and max(line.size, last.size) >= self.body * LARGER) or BULLET.match(
            line.text
        ):
            return False
        if self._is_bold(line) != self._is_bold(last) and not (len(block) == 1 and BULLET.match(last.text)):
            return False
        if START.match(line.text) and not self._is_large(line):
            return False
        if ITEM.match(line.text) and ITEM.match(block[0].text):
            return False
        if self._is_large(line) and ITEM.match(line.text):
            return False
        goes_on = not last.text.rstrip().endswith(SENTENCE_END) and line.text.lstrip()[:1].islower()
        gap = last.y0 - line.y1
        if line.page != last.page or gap < -2 * last.size:
            return goes_on
        if gap > self.spacing + 0.45 * self.body:
            return False
        short = last.x1 < self.right.get(last.page, last.x1) - 0.25 * last.page_width
        ended = last.text.rstrip().endswith(SENTENCE_END)
        return goes_on or not (short and ended)

    def _write(self, block: list[Line]) -> None:
        first = block[0]
        if self._is_code(first):
            self.flow.code("\n".join(self._code_lines(block)))
            return
        text = self._text(block)
        bullet, item = BULLET.match(text), ITEM.match(text)
        if self._is_large(first) and not bullet:
            self.flow.heading(self.levels[first.size], text)
        elif bullet:
            pieces = [Piece(text[bullet.end() :], self._is_bold(first) and all(map(self._is_bold, block)))]
            self.flow.item(self._depth(first.x0), "-", pieces)
        elif item:
            self.bullets = []
            self.flow.item(0, item["label"], [Piece(item["text"], self._is_bold(first))])
        else:
            self.bullets = []
            self.flow.paragraph([Piece(text, self._is_bold(first))])

    def _depth(self, x0: float) -> int:
        """Return how deep a bullet stands, by the places of those above it."""
        while self.bullets and x0 < self.bullets[-1] - 4:
            self.bullets.pop()
        if not self.bullets or x0 > self.bullets[-1] + 4:
            self.bullets.append(x0)
        return len(self.bullets) - 1

    def _text(self, block: list[Line]) -> str:
        text = ""
        for line in block:
            text = self._continued(text, " ".join(line.text.split()))
        return text

    def _continued(self, text: str, more: str) -> str:
        """Return text with the next line; a word that was cut at the line's end is whole again."""
        if not text:
            return more
        if text.endswith(HYPHENS) and text[-2:-1].isalpha() and more[:1].islower():
            head, tail = re.findall(r"[\w-]+$", text[:-1]), re.findall(r"^[\w-]+", more)
            with_hyphen = f"{head[0]}-{tail[0]}".lower() if head and tail else ""
            kept = text if text[-1] == "-" and self.words[with_hyphen] else text[:-1]
            return kept + more
        wide = ord(text[-1]) > 0x2E7F and ord(more[0]) > 0x2E7F
        return text + more if wide else f"{text} {more}"

    def _code_lines(self, block: list[Line]) -> list[str]:
        """Return lines of code with the indent that their place shows."""
        left = min(line.x0 for line in block)
        widths = [(line.x1 - line.x0) / max(len(line.text.rstrip()), 1) for line in block]
        width = sorted(widths)[len(widths) // 2] or 1.0
        found: list[str] = []
        for at, line in enumerate(block):
            above = block[at - 1] if at else line
            if at and above.page == line.page and above.y0 - line.y1 > 1.0 * line.size:
                found.append("")
            found.append(" " * max(0, round((line.x0 - left) / width)) + line.text.strip())
        return found


def _most(weights: list[tuple[float, int]]) -> float:
    counts: Counter[float] = Counter()
    for size, weight in weights:
        counts[size] += weight
    return counts.most_common(1)[0][0]


def _spacing(lines: list[Line]) -> float:
    """Return the usual room between two lines of a paragraph."""
    gaps = sorted(a.y0 - b.y1 for a, b in pairwise(lines) if a.page == b.page and a.y0 > b.y0)
    return max(0.0, gaps[len(gaps) // 3]) if gaps else 0.0


def _right_edges(lines: list[Line]) -> dict[int, float]:
    """Return for each page where full lines end."""
    edges: dict[int, list[float]] = {}
    for line in lines:
        edges.setdefault(line.page, []).append(line.x1)
    return {page: sorted(ends)[int(len(ends) * 0.9)] for page, ends in edges.items()}
