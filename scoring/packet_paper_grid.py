"""Criteria by interviewer on paper: dots on the scale, the mean as a plumb line, a column for each card."""

from collections.abc import Sequence

from accounts.templatetags.figure_geometry import Axis, mean_of
from scoring.enums import POINT_WORDS
from scoring.packet_parts import Summary
from scoring.printing.paper import ACCENT, INK, LEAD, SMALL, SOFT, TINY, WHITE, Paper
from scoring.snapshot import Packet
from scoring.spread import GridRow, Spread

NAME, PICTURE, FIGURE = 34.0, 30.0, 11.0  # mm, the columns before those of the cards
DOT, STEP, RISE = 0.9, 1.9, 9.0  # mm: a dot's radius, from one dot to the next above it, room for them
ROW = RISE + 5


def grid(paper: Paper, spread: Spread) -> None:
    """The table, and below it who is behind which number."""
    if not spread.grid:
        return
    paper.keep(ROW * 2 + 8)
    heads = ["mean", "bar", "n", *(str(number) for number in range(1, len(spread.raters) + 1))]
    _row(paper, "", heads, style="B")
    paper.space(5)
    for row in spread.grid:
        paper.keep(ROW + 2)
        _criterion(paper, row)
    _total(paper, spread)
    for number, rater in enumerate(spread.raters, start=1):
        counted = "" if rater.counted else ", not counted"
        paper.words(
            f"{number}  {rater.name}{counted}: {'; '.join(map(_said, rater.cards))}", SMALL, after=0.5
        )


def _said(card: Packet) -> str:
    word = card["recommendation_word"].lower()
    return f"{word} ({card['seat_word'].lower()}, {card['session_title']})"


def _criterion(paper: Paper, row: GridRow) -> None:
    y = paper.get_y()
    paper.write_line(paper.l_margin, y)
    _picture(paper, row, paper.l_margin + NAME, y + RISE)
    paper.set_y(y + RISE / 2)
    figures = [_mean(row.summary), "–" if row.bar is None else str(row.bar), str(row.summary.n)]
    _row(paper, row.name, [*figures, *(_mean(summary, 1) for _, summary in row.cells)])
    if row.first_mean is not None:
        paper.column(
            paper.l_margin + NAME + PICTURE,
            y + RISE / 2 + 4,
            FIGURE * 2,
            f"first {row.first_mean:.2f}",
            TINY,
            color=SOFT,
        )
    paper.set_xy(paper.l_margin, y + ROW)


def _row(paper: Paper, name: str, figures: Sequence[str], *, style: str = "") -> None:
    y, x = paper.get_y(), paper.l_margin
    if name:
        paper.column(x, y, NAME - 2, name, SMALL, "B")
    x += NAME + PICTURE
    rest = paper.w - paper.r_margin - x
    width = min(FIGURE, rest / max(len(figures), 1))
    for text in figures:
        paper.column(x, y, width, text, SMALL, style)
        x += width
    paper.set_xy(paper.l_margin, y)


def _picture(paper: Paper, row: GridRow, left: float, floor: float) -> None:
    axis = Axis(min(POINT_WORDS), max(POINT_WORDS), left + 2, left + PICTURE - 5)
    paper.set_draw_color(*SOFT)
    paper.set_line_width(0.2)
    paper.line(axis.left, floor, axis.right, floor)
    for point in POINT_WORDS:
        paper.line(axis.at(point), floor - 0.7, axis.at(point), floor + 0.7)
        paper.text_font(TINY, color=SOFT)
        paper.set_xy(axis.at(point) - 2, floor + 1)
        paper.cell(4, 3, str(point), align="C")
    _bar_and_mean(paper, row, axis, floor)
    paper.set_draw_color(*INK)
    paper.set_fill_color(*WHITE)
    for value in POINT_WORDS:
        count = row.summary.rated.count(value)
        step = min(STEP, (RISE - 3) / max(count - 1, 1))
        for level in range(count):
            paper.circle(axis.at(value), floor - 1.6 - level * step, DOT, style="DF")


def _bar_and_mean(paper: Paper, row: GridRow, axis: Axis, floor: float) -> None:
    if row.bar is not None:
        paper.set_dash_pattern(dash=0.6, gap=0.6)
        paper.line(axis.at(row.bar), floor - RISE + 1.5, axis.at(row.bar), floor)
        paper.set_dash_pattern()
    mean = mean_of(row.summary.rated)
    if mean is not None:
        paper.set_draw_color(*ACCENT)
        paper.line(axis.at(mean), floor - RISE + 1.5, axis.at(mean), floor + 1)


def _total(paper: Paper, spread: Spread) -> None:
    paper.set_x(paper.l_margin)
    first = f" (at first {_mean(spread.first)})" if spread.amended and spread.first.n else ""
    rated = f"{spread.summary.n} ratings, {spread.summary.not_assessed} not assessed"
    amended = " as amended" if spread.amended else ""
    paper.space(SMALL * LEAD * 0.5)
    paper.words(f"Raw mean{amended} {_mean(spread.summary)}{first}; {rated}.", SMALL, "B")


def _mean(summary: Summary, digits: int = 2) -> str:
    return "–" if summary.mean is None else f"{summary.mean:.{digits}f}"
