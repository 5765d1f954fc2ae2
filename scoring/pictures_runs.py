"""Where the lines of two runs' comparison stand. Pure."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from accounts.templatetags.figure_geometry import Axis, text

WIDTH, HEIGHT = 560, 340
BEFORE, AFTER, TOP, FLOOR = 120.0, 440.0, 36.0, 316.0
NEAREST = 0.2  # points: a picture that reaches less far makes much of nothing
APART = 14.0  # so that two numbers do not stand on each other


@dataclass(frozen=True)
class Slope:
    """One element in two runs: a line from what the first said to what the second says."""

    number: int
    label: str
    before: str
    after: str
    left: str  # where its number stands on each side
    right: str
    far: bool  # it moved beyond its interval


@dataclass(frozen=True)
class Slopes:
    """The picture; `ticks` are (y, label), `zero` the mean of all."""

    width: int
    height: int
    zero: str
    ticks: list[tuple[str, str]]
    lines: list[Slope]


def slopes(rows: Sequence[tuple[int, str, float, float, bool]]) -> Slopes:
    """Rows are (number, label, before, after, moved beyond the interval); up is harsher or harder."""
    furthest = max([NEAREST, *(max(abs(before), abs(after)) for _, _, before, after, _ in rows)])
    reach = math.ceil(10 * furthest) / 10
    up = Axis(-reach, reach, FLOOR, TOP)
    left = spread_out([up.at(row[2]) for row in rows])
    right = spread_out([up.at(row[3]) for row in rows])
    lines = [
        Slope(
            number, label, text(up.at(before)), text(up.at(after)), text(at_left + 4), text(at_right + 4), far
        )
        for (number, label, before, after, far), at_left, at_right in zip(rows, left, right, strict=True)
    ]
    ticks = [(text(up.at(end)), f"{end:+.1f}".replace("-", "−")) for end in (reach, -reach)]
    return Slopes(WIDTH, HEIGHT, text(up.at(0)), ticks, lines)


def spread_out(places: Sequence[float], apart: float = APART) -> list[float]:
    """The places in their order, moved as little as can be so that none is closer to another than `apart`.

    Neighbours that would overlap form a heap, evenly spaced around the mean of its members (the pooling of
    isotonic regression, least squares).
    """
    order = sorted(range(len(places)), key=places.__getitem__)
    heaps: list[tuple[float, int]] = []  # the mean of place less what stands above it, and how many
    for rank, place in enumerate(order):
        heaps.append((places[place] - rank * apart, 1))
        while len(heaps) > 1 and heaps[-2][0] > heaps[-1][0]:
            (below, few), (above, many) = heaps.pop(), heaps.pop()
            heaps.append(((below * few + above * many) / (few + many), few + many))
    found = [0.0] * len(places)
    tops = [top for top, size in heaps for _ in range(size)]
    for rank, (place, top) in enumerate(zip(order, tops, strict=True)):
        found[place] = top + rank * apart
    return found
