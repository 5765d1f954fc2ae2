"""Where the marks stand in the picture of questions against their level's bar. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from accounts.templatetags.figure_geometry import Axis, text
from scoring.level_bar import Reach

LEFT, RIGHT = 64.0, 668.0
WIDTH = 680
TOP, ROW, HEAD, GAP = 24.0, 18.0, 24.0, 10.0
USE_HEIGHT, USE_WIDTH, USE_STEP = 20, 9, 12


@dataclass(frozen=True)
class Spot:
    """One question to be drawn: its number in the table, what it is called, where it leads, its figure."""

    strip: str
    number: int
    name: str
    url: str
    words: str
    reach: Reach


@dataclass(frozen=True)
class Mark:
    """One question drawn: its interval with its ends, and the dot."""

    number: int
    label: str
    url: str
    y: str
    text_y: str
    x: str
    path: str


@dataclass(frozen=True)
class Strip:
    """A level: its name, where it stands, and its marks."""

    name: str
    y: str
    top: str
    height: str
    marks: list[Mark]


@dataclass(frozen=True)
class Strips:
    """The picture; `ticks` are (x, label)."""

    width: int
    height: str
    bar: str
    floor: str
    ticks: list[tuple[str, str]]
    strips: list[Strip]


def strips(spots: Iterable[Spot], low: float, high: float, bar: float, ticks: Sequence[float]) -> Strips:
    """One strip a level, one line a question, in the order given; the axis runs from `low` to `high`."""
    axis = Axis(low, high, LEFT, RIGHT)
    found, y = [], TOP
    for name, members in groupby(spots, key=lambda spot: spot.strip):
        top = y
        y += HEAD
        marks = []
        for spot in members:
            marks.append(_mark(spot, axis, y))
            y += ROW
        found.append(Strip(name, text(top + 16), text(top), text(y - top), marks))
        y += GAP
    return Strips(
        WIDTH,
        text(y + 20),
        text(axis.at(bar)),
        text(y),
        [(text(axis.at(tick)), f"{tick:g}".replace("-", "−")) for tick in ticks],
        found,
    )


def _mark(spot: Spot, axis: Axis, y: float) -> Mark:
    left, right = axis.at(spot.reach.low), axis.at(spot.reach.high)
    middle = text(y + ROW / 2)
    ends = "".join(
        f"M{text(x)} {text(y + ROW / 2 - 3)}v6"
        for x, value in ((left, spot.reach.low), (right, spot.reach.high))
        if axis.low <= value <= axis.high
    )
    return Mark(
        spot.number,
        f"{spot.number}: {spot.name}: {spot.words}",
        spot.url,
        middle,
        text(y + ROW / 2 + 4),
        text(axis.at(spot.reach.value)),
        f"M{text(left)} {middle}H{text(right)}{ends}",
    )


@dataclass(frozen=True)
class Column:
    """How often one point was given, as a small column."""

    point: int
    count: int
    x: str
    y: str
    height: str


def use_columns(counts: Sequence[int], lowest: int) -> list[Column]:
    """Small columns side by side, the tallest as high as there is room; a point never given has none."""
    tallest = max(counts, default=0) or 1
    return [
        Column(
            lowest + place,
            count,
            text(place * USE_STEP + 1),
            text(USE_HEIGHT - USE_HEIGHT * count / tallest),
            text(USE_HEIGHT * count / tallest),
        )
        for place, count in enumerate(counts)
    ]
