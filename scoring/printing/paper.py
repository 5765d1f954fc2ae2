"""A sheet of our paper: its head and foot, its words and rules, boxes to tick and lines to write on."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import cast

from fpdf import FPDF
from fpdf.enums import MethodReturnValue, WrapMode, XPos, YPos
from fpdf.util import Padding

from scoring.printing.fonts import MONO, SANS, add_fonts, printable

Color = tuple[int, int, int]
INK: Color = (30, 28, 25)
SOFT: Color = (84, 80, 71)
ACCENT: Color = (29, 59, 107)
LINE: Color = (176, 169, 156)
HAIR: Color = (217, 212, 203)
GROUND: Color = (246, 244, 240)
WHITE: Color = (255, 255, 255)

MARGIN, TOP, BOTTOM = 18.0, 24.0, 20.0  # mm
TEXT, SMALL, TINY = 10.0, 8.5, 7.5  # points
LEAD = 0.49  # height of a line in mm for each point of the letter
WRITING = 8.0  # mm from one line to write on to the next
BOX = 3.6  # mm, a box to tick
LONGEST_LINE = 200  # characters; more never stand on one line


class Paper(FPDF):
    """An A4 document. Every text goes through `printable`, so that no character can stop it."""

    def __init__(self, *, title: str, about: str, made_at: datetime) -> None:
        super().__init__(unit="mm", format="A4")
        self.about = about
        add_fonts(self)
        self.set_title(printable(title))
        self.set_creator("Plumbline")
        self.set_producer("Plumbline")
        self.set_lang("en")
        self.set_creation_date(made_at)
        self.set_margins(MARGIN, TOP, MARGIN)
        self.c_margin = 0  # words begin where rules begin
        self.set_auto_page_break(True, BOTTOM)
        self.alias_nb_pages()
        self.head_title = title
        self._heights: dict[tuple[str, float, float, str], float] = {}
        self.made = f"{made_at:%d %B %Y, %H:%M} UTC"
        self.add_page()
        self.text_font()

    def normalize_text(self, text: str) -> str:
        """The library asks this of every text before it sets it."""
        return super().normalize_text(printable(text))

    def header(self) -> None:
        """The mark, what this is, and that it is confidential."""
        self.set_draw_color(*ACCENT)
        self.set_line_width(0.3)
        self.line(MARGIN + 1, 8.5, MARGIN + 1, 12.5)
        self.set_fill_color(*ACCENT)
        self.polygon([(MARGIN + 1, 12.2), (MARGIN + 2, 13.6), (MARGIN + 1, 15.6), (MARGIN, 13.6)], style="F")
        self.set_xy(MARGIN + 5, 10)
        self.text_font(TINY, color=SOFT)
        self.cell(120, 4, self.cut(self.head_title, 120))
        self.text_font(TINY, "B", ACCENT)
        self.set_xy(self.w - MARGIN - 40, 10)
        self.cell(40, 4, "Confidential", align="R")
        self._hairline(18)
        self.set_y(TOP)

    def footer(self) -> None:
        """Whom it is about, when it was made, which page of how many."""
        self._hairline(self.h - 15)
        self.set_y(self.h - 13)
        self.text_font(TINY, color=SOFT)
        self.cell(110, 4, self.cut(self.about, 110))
        self.cell(0, 4, f"{self.made}    Page {self.page_no()} of {{nb}}", align="R")

    def _hairline(self, y: float) -> None:
        self.set_draw_color(*LINE)
        self.set_line_width(0.15)
        self.line(MARGIN, y, self.w - MARGIN, y)

    # --- words ----------------------------------------------------------------------------------------------

    def text_font(self, size: float = TEXT, style: str = "", color: Color = INK, family: str = SANS) -> None:
        """The letter of what comes next."""
        self.set_font(family, style, size)
        self.set_text_color(*color)

    def cut(self, text: str, width: float) -> str:
        """The text on one line, as much as has room."""
        line = printable(" ".join(text.split())[:LONGEST_LINE])
        if self.get_string_width(line) <= width:
            return line
        while line and self.get_string_width(line + "…") > width:
            line = line[:-1]
        return line.rstrip() + "…"

    def words(
        self, text: str, size: float = TEXT, style: str = "", color: Color = INK, *, after: float = 1.5
    ) -> None:
        """A text as typed, over the whole width, its line ends kept."""
        self.text_font(size, style, color)
        self.multi_cell(0, size * LEAD, text, align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        self.space(after)

    def title_line(self, text: str) -> None:
        """The title of the document."""
        self.words(text, 17, "B", ACCENT, after=1)

    def heading(self, text: str, *, room: float = 30) -> None:
        """A heading that is not left alone at the foot of a page: `room` in mm is kept with it."""
        self.keep(room)
        self.space(2)
        self.words(text, 12, "B", after=1.5)

    def label(self, text: str, *, room: float = 12) -> None:
        """A small word above what it names."""
        self.keep(room)
        self.space(1.2)
        self.words(text, TINY, "B", SOFT, after=0.5)

    def facts(self, rows: Sequence[tuple[str, str]]) -> None:
        """Names and what they are, in two columns; what is empty is left out."""
        for name, value in rows:
            if value:
                self.text_font(SMALL, color=SOFT)
                self.cell(32, SMALL * LEAD + 0.6, name)
                self.text_font(SMALL)
                self.multi_cell(0, SMALL * LEAD + 0.6, value, align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        self.space(2)

    def code(self, text: str, size: float = SMALL) -> None:
        """A block of code on its own ground; lines that are too long are broken anywhere."""
        self.text_font(size, family=MONO)
        self.set_fill_color(*GROUND)
        self.multi_cell(
            0,
            size * LEAD,
            text.rstrip("\n") or " ",
            align="L",
            fill=True,
            wrapmode=WrapMode.CHAR,
            padding=Padding(1.2, 2, 1.2, 2),
            new_x=XPos.LMARGIN,
            new_y=YPos.NEXT,
        )
        self.space(2)

    # --- room -----------------------------------------------------------------------------------------------

    def space(self, height: float) -> None:
        """Room below; none at the head of a page."""
        if self.get_y() > TOP:
            self.set_y(self.get_y() + height)

    def keep(self, height: float) -> None:
        """A new page, if less than this much room is left on this one."""
        if self.get_y() + height > self.h - BOTTOM:
            self.add_page()

    def height_of(self, text: str, width: float, size: float, style: str = "") -> float:
        """How high a text will be in a column of this width."""
        key = (text, width, size, style)
        if key not in self._heights:  # criteria come again with every question
            self.text_font(size, style)
            found = self.multi_cell(
                width, size * LEAD, text, align="L", dry_run=True, output=MethodReturnValue.HEIGHT
            )
            self._heights[key] = cast(float, found)
        return self._heights[key]

    def column(
        self, x: float, y: float, width: float, text: str, size: float, style: str = "", color: Color = INK
    ) -> float:
        """A text in a column; where it ends."""
        self.text_font(size, style, color)
        self.set_xy(x, y)
        self.multi_cell(width, size * LEAD, text, align="L", new_x=XPos.LEFT, new_y=YPos.NEXT)
        return float(self.get_y())

    @contextmanager
    def indented(self, by: float) -> Iterator[None]:
        """Everything further in, for as long as the `with` lasts."""
        before = self.l_margin
        self.set_left_margin(before + by)
        try:
            yield
        finally:
            self.set_left_margin(before)
            self.set_x(before)

    # --- to be filled in by hand ----------------------------------------------------------------------------

    def box(self, x: float, y: float, side: float = BOX) -> None:
        """A box to tick."""
        self.set_draw_color(*SOFT)
        self.set_line_width(0.3)
        self.rect(x, y, side, side, round_corners=True, corner_radius=0.5)

    def write_line(self, x: float, y: float) -> None:
        """A line to write on, to the right margin."""
        self.set_draw_color(*LINE)
        self.set_line_width(0.2)
        self.line(x, y, self.w - self.r_margin, y)

    def writing_lines(self, count: int) -> None:
        """Lines to write on; they go on over the page if they must."""
        for _ in range(count):
            self.keep(WRITING)
            self.set_y(self.get_y() + WRITING)
            self.write_line(self.l_margin, self.get_y())
        self.space(2.5)

    def choices(self, words: Sequence[str], *, line: bool = False) -> None:
        """Boxes with their words on one row; a line to write on behind the last, if wished."""
        self.keep(8)
        self.text_font(SMALL)
        x, y = self.l_margin, self.get_y()
        for word in words:
            self.box(x, y + 0.6)
            self.set_xy(x + BOX + 1.2, y)
            self.cell(self.get_string_width(word) + 1, BOX + 1.2, word)
            x += BOX + 1.2 + self.get_string_width(word) + 7
        if line:
            self.write_line(x - 5, y + BOX + 1)
        self.set_xy(self.l_margin, y + BOX + 3)
