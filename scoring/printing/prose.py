"""Markdown on paper: prompts, model answers, hints. Raw HTML is printed as it was typed; links are words."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from fpdf.enums import TableBordersLayout
from fpdf.fonts import FontFace
from markdown_it import MarkdownIt
from markdown_it.token import Token

from scoring.printing.fonts import MONO, SANS
from scoring.printing.paper import GROUND, INK, LEAD, LINE, SOFT, TEXT, WHITE, Color, Paper

INDENT = 5.0  # mm, each list or quotation
DEEPEST = 5  # further in than this nothing is set
MOST_COLUMNS, LONGEST_CELL = 8, 400  # a larger table is printed line by line
BULLETS = ("•", "–", "·")


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    # As on the pages (accounts/ground/markdown.py): raw HTML is text.
    return MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])


def prose(paper: Paper, text: str, size: float = TEXT, color: Color = INK) -> None:
    """Sets a Markdown text at the left margin, over as many pages as it takes."""
    _Setter(paper, size, color).set(_parser().parse(text))


class _Setter:
    """Walks the tokens of a text and sets them; knows how deep it is in lists and quotations."""

    def __init__(self, paper: Paper, size: float, color: Color) -> None:
        self.paper, self.size, self.color = paper, size, color
        self.lists: list[int | None] = []  # the next number; None: bullets
        self.depth = 0
        self.margin = paper.l_margin

    def set(self, tokens: Sequence[Token]) -> None:
        """Sets all of them, and leaves the margin where it was."""
        walk = iter(tokens)
        for token in walk:
            match token.type:
                case "heading_open":
                    self._line(next(walk), style="B")
                case "inline":
                    self._line(token)
                case "fence" | "code_block":
                    self.paper.code(token.content, self.size * 0.85)
                case "hr":
                    self.paper.write_line(self.paper.l_margin, self.paper.get_y() + 1)
                    self.paper.space(3)
                case "table_open":
                    self._table(walk)
                case _:
                    self._step(token)
        self.paper.set_left_margin(self.margin)
        self.paper.set_x(self.margin)

    def _step(self, token: Token) -> None:
        """Into a list, an item or a quotation, and out of it."""
        match token.type:
            case "bullet_list_open":
                self.lists.append(None)
            case "ordered_list_open":
                self.lists.append(int(token.attrGet("start") or 1))
            case "bullet_list_close" | "ordered_list_close":
                self.lists.pop()
            case "list_item_open":
                self._indent(1)
                self._marker()
            case "blockquote_open":
                self._indent(1)
            case "list_item_close" | "blockquote_close":
                self._indent(-1)

    def _indent(self, by: int) -> None:
        self.depth += by
        left = self.margin + INDENT * min(self.depth, DEEPEST)
        self.paper.set_left_margin(left)
        self.paper.set_x(left)

    def _marker(self) -> None:
        number = self.lists[-1]
        mark = BULLETS[(len(self.lists) - 1) % len(BULLETS)] if number is None else f"{number}."
        if number is not None:
            self.lists[-1] = number + 1
        paper = self.paper
        paper.keep(self.size * LEAD)
        paper.text_font(self.size, color=SOFT)
        paper.set_x(paper.l_margin - INDENT)
        paper.cell(INDENT, self.size * LEAD, mark)
        paper.set_x(paper.l_margin)

    def _line(self, token: Token, style: str = "") -> None:
        """A paragraph, with its emphasis, code and links."""
        for words, how, family in _runs(token.children or [], style):
            size = self.size * 0.9 if family == MONO else self.size
            self.paper.text_font(size, how, self.color, family)
            self.paper.write(self.size * LEAD, words)
        self.paper.ln(self.size * LEAD)
        self.paper.space(self.size * (0.06 if self.lists else 0.18))

    def _table(self, walk: Iterator[Token]) -> None:
        rows = _table_rows(walk)
        if max(map(len, rows)) > MOST_COLUMNS or any(
            len(cell) > LONGEST_CELL for row in rows for cell in row
        ):
            for row in rows:
                self.paper.words("  |  ".join(row), self.size * 0.9, color=self.color)
            return
        paper = self.paper
        paper.text_font(self.size * 0.9, color=self.color)
        paper.set_draw_color(*LINE)
        paper.set_line_width(0.15)
        paper.set_fill_color(*WHITE)  # else the rows take the ground of the code above
        with paper.table(
            rows,
            align="LEFT",
            text_align="LEFT",
            v_align="TOP",
            width=int(paper.w - paper.l_margin - paper.r_margin),
            line_height=self.size * LEAD,
            padding=(0.8, 1.5),
            borders_layout=TableBordersLayout.HORIZONTAL_LINES,
            headings_style=FontFace(emphasis="BOLD", fill_color=GROUND),
        ):
            pass
        paper.space(2)


def _table_rows(walk: Iterator[Token]) -> list[list[str]]:
    """The texts of a table's cells, the heads first; takes the tokens up to its end."""
    rows: list[list[str]] = []
    for token in walk:
        if token.type == "table_close":
            break
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline":
            rows[-1].append("".join(words for words, _, _ in _runs(token.children or [], "")))
    return rows


def _runs(children: Sequence[Token], style: str) -> Iterator[tuple[str, str, str]]:
    """The pieces of a paragraph: words, emphasis, family. A link that leads elsewhere names its address."""
    always_bold = "B" in style
    bold, italic, address = always_bold, False, ""
    for child in children:
        if child.type in ("strong_open", "strong_close"):
            bold = always_bold or child.type == "strong_open"
        elif child.type in ("em_open", "em_close"):
            italic = child.type == "em_open"
        elif child.type == "link_open":
            address = str(child.attrGet("href") or "")
        elif child.type == "code_inline":
            yield child.content, "B" if bold else "", MONO
        elif words := _words(child, address):
            yield words, "B" if bold else "I" if italic else "", SANS


def _words(child: Token, address: str) -> str:
    if child.type == "link_close":
        return f" ({address})" if address.startswith(("http://", "https://", "mailto:")) else ""
    return {"softbreak": " ", "hardbreak": "\n"}.get(child.type, child.content)
