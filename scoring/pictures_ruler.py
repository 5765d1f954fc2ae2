"""Where the marks of the ruler (Wright map) stand. Pure: logits in, coordinates as text out."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import ceil, exp, floor

from accounts.templatetags.figure_geometry import Axis, text

TOP, FLOOR, HEIGHT = 40.0, 560.0, 580
COLUMN_TOP = 16
DOTS = 60  # of more elements than these each bar says how many
NAMED = 14  # so few elements stand under each other, with their names
STEP = 0.25  # logits a row
LINE = 14.0  # between two names


@dataclass(frozen=True)
class Item:
    """One element to stand on the ruler; nameless and without an address where it must not be told."""

    logit: float
    name: str = ""
    url: str = ""


@dataclass(frozen=True)
class Dot:
    """One element: a link where there is something to go to. `label` and its height only where names fit."""

    item: Item
    x: str
    y: str
    label: str = ""
    label_y: str = ""
    leader_x: str = ""  # where the line from the dot to its name ends


@dataclass(frozen=True)
class Row:
    """How many elements of a column stand about here."""

    count: int
    words: str
    x: str
    y: str
    width: str
    height: str


@dataclass(frozen=True)
class Column:
    """One facet: as dots, or as bars when it has many elements or must name none."""

    title: str
    x: str
    middle: str
    dots: list[Dot] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)


@dataclass(frozen=True)
class Ruler:
    """The whole picture: two axes, the columns, and the steps of the scale as lines across."""

    columns: list[Column]
    logits: list[tuple[str, str]]
    points: list[tuple[str, str]]
    steps: list[tuple[str, str]]
    zero: str


@dataclass(frozen=True)
class Facet:
    """A column before it is drawn; `bars`: never as single dots."""

    title: str
    items: Sequence[Item]
    bars: bool = False


def ruler(facets: Sequence[Facet], thresholds: Sequence[float], lowest: int) -> Ruler:
    """All facets on one axis in logits, the highest at the top. `thresholds` are centred, the scale begins
    at `lowest`. The axis of points says what is expected of somebody who stands there, were all else average.
    """
    ends = [item.logit for facet in facets for item in facet.items] + [*thresholds, -1.0, 1.0]
    low, high = floor(min(ends)), ceil(max(ends))
    up = Axis(low, high, FLOOR, TOP)
    step = 1 if high - low <= 12 else 2
    return Ruler(
        columns=[_column(facet, place, up) for place, facet in enumerate(facets)],
        logits=[
            (text(up.at(value)), f"{value:+d}".replace("-", "−") if value else "0")
            for value in range(low, high + 1, step)
        ],
        points=[
            (text(up.at(where)), text(point))
            for point, where in _points(thresholds, lowest)
            if low <= where <= high
        ],
        steps=[
            (text(up.at(value)), f"{lowest + place}|{lowest + place + 1}")
            for place, value in enumerate(thresholds)
        ],
        zero=text(up.at(0)),
    )


def expected_points(location: float, thresholds: Sequence[float], lowest: int) -> float:
    """The score that the rating-scale model expects at this place (Andrich 1978), in points of the scale."""
    total, logs = 0.0, [0.0]
    for threshold in thresholds:
        total += location - threshold
        logs.append(total)
    largest = max(logs)
    weights = [exp(value - largest) for value in logs]
    return lowest + sum(place * weight for place, weight in enumerate(weights)) / sum(weights)


def _points(thresholds: Sequence[float], lowest: int) -> list[tuple[float, float]]:
    """Half points with where they are expected; the ends of the scale are never reached."""
    halves = [lowest + half / 2 for half in range(1, 2 * len(thresholds))]
    return [(point, _where(point, thresholds, lowest)) for point in halves]


def _where(point: float, thresholds: Sequence[float], lowest: int) -> float:
    low, high = min(thresholds) - 12.0, max(thresholds) + 12.0
    for _ in range(50):
        middle = (low + high) / 2
        if expected_points(middle, thresholds, lowest) < point:
            low = middle
        else:
            high = middle
    return (low + high) / 2


COLUMN_LEFT, COLUMN_STEP, COLUMN_ROOM = 64, 160, 140


def _column(facet: Facet, place: int, up: Axis) -> Column:
    left = COLUMN_LEFT + place * COLUMN_STEP
    bins: dict[int, list[Item]] = {}
    for item in sorted(facet.items, key=lambda item: (item.logit, item.name)):
        bins.setdefault(floor(item.logit / STEP), []).append(item)
    fullest = max(map(len, bins.values()), default=1)
    column = Column(facet.title, text(left), text(left + COLUMN_ROOM / 2))
    if len(facet.items) <= NAMED and not facet.bars:
        column.dots.extend(_named(facet.items, left, up))
    elif facet.bars or len(facet.items) > DOTS:
        column.rows.extend(_row(place, found, left, fullest, up) for place, found in sorted(bins.items()))
    else:
        apart = min(12.0, (COLUMN_ROOM - 12) / fullest)
        column.dots.extend(
            Dot(item, text(left + 6 + number * apart), text(up.at(item.logit)))
            for found in bins.values()
            for number, item in enumerate(found)
        )
    return column


def _named(items: Sequence[Item], left: float, up: Axis) -> list[Dot]:
    """Each at its height with its name beside it."""
    order = sorted(items, key=lambda item: (-item.logit, item.name))
    heights = [up.at(item.logit) for item in order]
    return [
        Dot(item, text(left + 6), text(y), _short(item.name), text(label), text(left + 17))
        for item, y, label in zip(order, heights, apart(heights, LINE), strict=True)
    ]


def apart(heights: Sequence[float], least: float) -> list[float]:
    """Places in the same order, each at least so far below the last, and as near to `heights` (rising) as
    that allows: least squares by pooling neighbours (Barlow et al. 1972).
    """
    pools: list[tuple[float, int]] = []  # sum and number of what stands together
    for place, height in enumerate(heights):
        pool = (height - place * least, 1)
        while pools and pools[-1][0] / pools[-1][1] > pool[0] / pool[1]:
            before = pools.pop()
            pool = (before[0] + pool[0], before[1] + pool[1])
        pools.append(pool)
    means = [total / number for total, number in pools for _ in range(number)]
    return [mean + place * least for place, mean in enumerate(means)]


def _short(name: str) -> str:
    return name if len(name) <= 20 else f"{name[:19]}…"


def _row(place: int, found: list[Item], left: float, fullest: int, up: Axis) -> Row:
    low, high = place * STEP, (place + 1) * STEP
    top, bottom = up.at(high), up.at(low)
    return Row(
        count=len(found),
        words=f"{len(found)} from {low:+.2f} to {high:+.2f}".replace("-", "−"),
        x=text(left),
        y=text(top + 0.5),
        width=text(max(2.0, COLUMN_ROOM * len(found) / fullest)),
        height=text(bottom - top - 1),
    )
