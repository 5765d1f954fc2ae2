"""Paragraphs, headings, items and code one after another, written as Markdown."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..answers.tables import as_markdown

BACKTICKS = re.compile(r"`{3,}")


@dataclass(frozen=True)
class Piece:
    """A run of letters of one look."""

    text: str
    bold: bool = False
    code: bool = False


class Flow:
    """What has been written so far; blocks are set apart by blank lines, items of one list are not."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self._code: list[str] = []
        self._in_list = False

    def heading(self, level: int, text: str) -> None:
        """Add a heading."""
        words = " ".join(text.split())
        self._block([f"{'#' * level} {words}"] if words else [])

    def paragraph(self, pieces: Sequence[Piece]) -> None:
        """Add a paragraph; an empty one only ends what is open."""
        text = inline(pieces)
        if not text.strip() and self._code:
            self._code.append("")
            return
        self._block([line.strip() for line in text.strip().split("\n")] if text.strip() else [])

    def item(self, depth: int, label: str, pieces: Sequence[Piece]) -> None:
        """Add an item of a list with its number, letter or '-'."""
        text = inline(pieces).strip()
        if not text:
            return
        self._end_code()
        indent = "   " * min(depth, 12)
        hang = " " * (len(label) + 1)
        if not self._in_list and self.lines and self.lines[-1]:
            self.lines.append("")
        first, *more = text.split("\n")
        self.lines.append(f"{indent}{label} {first.strip()}")
        self.lines += [f"{indent}{hang}{line.strip()}" for line in more if line.strip()]
        self._in_list = True

    def code(self, text: str) -> None:
        """Add lines of code; neighbours become one block."""
        if self._in_list:
            self.lines.append("")
        self._in_list = False
        self._code += text.split("\n")

    def table(self, rows: Sequence[Sequence[str]]) -> None:
        """Add a table, its first row as the head; rows of uneven length are filled up."""
        width = max(map(len, rows), default=0)
        even = [[*row, *[""] * (width - len(row))] for row in rows if any(cell.strip() for cell in row)]
        self._block(as_markdown(even).split("\n") if even else [])

    def finished(self) -> list[str]:
        """Return all lines."""
        self._end_code()
        return self.lines

    def _block(self, lines: list[str]) -> None:
        self._end_code()
        if self.lines and self.lines[-1]:
            self.lines.append("")
        self._in_list = False
        self.lines += [*lines, ""] if lines else []

    def _end_code(self) -> None:
        body = "\n".join(self._code).strip("\n")
        self._code = []
        if not body:
            return
        fence = "`" * max([3, *(len(run) + 1 for run in BACKTICKS.findall(body))])
        if self.lines and self.lines[-1]:
            self.lines.append("")
        self.lines += [fence, *body.split("\n"), fence, ""]


def inline(pieces: Sequence[Piece]) -> str:
    """Return runs as text with bold and code marked; neighbours of one look are one."""
    joined: list[Piece] = []
    for piece in pieces:
        same = joined and (joined[-1].bold, joined[-1].code) == (piece.bold, piece.code)
        if joined and (same or not piece.text.strip()):
            joined[-1] = Piece(joined[-1].text + piece.text, joined[-1].bold, joined[-1].code)
        elif piece.text:
            joined.append(piece)
    return "".join(map(_marked, joined))


def _marked(piece: Piece) -> str:
    bare = piece.text.strip()
    if not bare or not (piece.bold or piece.code) or "\n" in bare:
        return piece.text
    sign = "`" if piece.code and "`" not in bare else "**" if piece.bold else ""
    before = piece.text[: len(piece.text) - len(piece.text.lstrip())]
    after = piece.text[len(piece.text.rstrip()) :]
    return f"{before}{sign}{bare}{sign}{after}"


def cells_of(texts: Iterable[str]) -> str:
    """Return the paragraphs of a cell as one line."""
    return " ".join(" ".join(text.split()) for text in texts if text.strip())
