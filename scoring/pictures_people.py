"""Where the marks of the pictures of interviewers stand. Pure: numbers in, coordinates as text out."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor

from accounts.templatetags.figure_geometry import Axis, text

# --- severities as a caterpillar: a line for each interviewer, harshest first, subset by subset -------------

NAMES_END, PLOT_LEFT, PLOT_RIGHT, PLOT_WIDTH = 172, 188.0, 704.0, 720
HEAD, GAP, LABEL_ROOM = 30.0, 30.0, 13.0
FOCUSABLE = 30  # more marks than these are no stops of the keyboard: the table beside has every name


@dataclass(frozen=True)
class Line:
    """One interviewer to be drawn: all three numbers, and the subset that they are comparable within."""

    name: str
    words: str
    low: float
    value: float
    high: float
    subset: int
    url: str
    flagged: bool = False


@dataclass(frozen=True)
class Mark:
    """The line as it stands in the picture; `label` is empty where there is no room for the name."""

    line: Line
    label: str
    top: str  # of the strip that a pointer hits
    y: str
    low_x: str
    value_x: str
    high_x: str


@dataclass(frozen=True)
class Band:
    """One subset: where its heading stands, empty while there is one subset alone."""

    number: int
    y: str
    title_y: str


@dataclass(frozen=True)
class Caterpillar:
    """The whole picture. `focusable`: whether the marks are stops of the keyboard; `dense`: whether they are
    too small for an outline.
    """

    marks: list[Mark]
    bands: list[Band]
    ticks: list[tuple[str, str]]
    zero: str
    floor: str
    height: int
    strip: str
    radius: str
    focusable: bool
    dense: bool


def caterpillar(lines: Sequence[Line], reach: float) -> Caterpillar:
    """Lines in the order in which they are drawn, subset by subset; the axis runs from -reach to reach."""
    across = Axis(-reach, reach, PLOT_LEFT, PLOT_RIGHT)
    step = min(22.0, max(4.0, 900 / max(len(lines), 1)))
    every = ceil(LABEL_ROOM / step)
    several = len({line.subset for line in lines}) > 1
    marks: list[Mark] = []
    bands: list[Band] = []
    y, place, subset = HEAD, 0, None
    for line in lines:
        if line.subset != subset:
            top = y
            y += GAP if several else 0
            bands.append(Band(line.subset, text(top), text(top + 18) if several else ""))
            subset, place = line.subset, 0
        label = _short(line.name) if place % every == 0 else ""
        at = [text(across.at(value)) for value in (line.low, line.value, line.high)]
        marks.append(Mark(line, label, text(y), text(y + step / 2), at[0], at[1], at[2]))
        y, place = y + step, place + 1
    return Caterpillar(
        marks=marks,
        bands=bands,
        ticks=[(text(across.at(value)), _signed(value)) for value in _ticks(reach)],
        zero=text(across.at(0)),
        floor=text(y + 4),
        height=round(y + 10),
        strip=text(step),
        radius=text(min(4.5, max(2, step / 3))),
        focusable=len(lines) <= FOCUSABLE,
        dense=step < 10,
    )


# --- how many stand where -----------------------------------------------------------------------------------

HIST_WIDTH, HIST_FLOOR, HIST_TOP = 480.0, 112.0, 22.0


@dataclass(frozen=True)
class Bin:
    """One bar: what it covers and how many are in it."""

    words: str
    count: int
    x: str
    width: str
    middle: str
    y: str
    height: str
    over: str


@dataclass(frozen=True)
class Histogram:
    """Bars side by side over an axis that is the same to both sides of 0."""

    bins: list[Bin]
    ticks: list[tuple[str, str]]
    zero: str


def histogram(values: Sequence[float], reach: float) -> Histogram:
    """How many of the values lie in each step of the axis; values beyond an end are counted at that end."""
    step = next(step for step in (0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0) if reach / step <= 10 or step == 10.0)
    half = max(ceil(round(reach / step, 6)), 1)
    counts = [0] * (2 * half)
    for value in values:
        counts[min(max(floor(value / step) + half, 0), 2 * half - 1)] += 1
    across = Axis(-half * step, half * step, 20, HIST_WIDTH - 20)
    width = (HIST_WIDTH - 40) / (2 * half)
    tallest = max(counts) or 1
    bins = []
    for place, count in enumerate(counts):
        low = (place - half) * step
        height = (HIST_FLOOR - HIST_TOP) * count / tallest
        left, top = across.at(low), HIST_FLOOR - height
        bins.append(
            Bin(
                words=f"{_signed(low)} to {_signed(low + step)}",
                count=count,
                x=text(left + 1),
                width=text(width - 2),
                middle=text(left + width / 2),
                y=text(top),
                height=text(height),
                over=text(top - 5),
            )
        )
    ticks = [(text(across.at(value)), _signed(value)) for value in (-half * step, 0.0, half * step)]
    return Histogram(bins, ticks, text(across.at(0)))


# --- what was given beside what was to be expected ----------------------------------------------------------

PAIR_STEP, PAIR_WIDTH, PAIR_HEIGHT = 76, 28, 96


@dataclass(frozen=True)
class Pair:
    """One point of the scale: how often it was given, and how often colleagues would have."""

    label: str
    given: int
    expected: float
    given_x: str
    expected_x: str
    middle: str
    given_y: str
    given_height: str
    expected_y: str
    expected_height: str


def pairs(rows: Sequence[tuple[str, int, float]]) -> list[Pair]:
    """Two columns a point, on one scale: the tallest of all is as high as there is room."""
    tallest = max((max(given, expected) for _, given, expected in rows), default=0) or 1
    drawn = []
    for place, (label, given, expected) in enumerate(rows):
        left = 8 + place * PAIR_STEP
        heights = [PAIR_HEIGHT * value / tallest for value in (given, expected)]
        drawn.append(
            Pair(
                label,
                given,
                expected,
                text(left),
                text(left + PAIR_WIDTH + 4),
                text(left + PAIR_WIDTH + 2),
                text(20 + PAIR_HEIGHT - heights[0]),
                text(heights[0]),
                text(20 + PAIR_HEIGHT - heights[1]),
                text(heights[1]),
            )
        )
    return drawn


def _ticks(reach: float) -> list[float]:
    step = 0.5 if reach <= 2 else 1.0 if reach <= 5 else 2.0
    return [step * place for place in range(-int(reach / step), int(reach / step) + 1)]


def _signed(value: float) -> str:
    words = text(abs(value))
    return words if words == "0" else f"{'−' if value < 0 else '+'}{words}"


def _short(name: str) -> str:
    return name if len(name) <= 24 else f"{name[:23]}…"
