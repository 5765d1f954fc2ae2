"""What each interviewer or question gave month by month, beyond what the model expected."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scoring.calibration.design import Design, Facet, Floats, Ints
from scoring.calibration.model.fit import Fit
from scoring.calibration.model.moments import locate

FEWEST = 5  # ratings of a month that stand alone; fewer are counted together with the next month's
FARTHEST = 60.0  # logits beyond which a location says no more: nine steps of it still fit a float
PIECE = 1 << 18  # rows summed at a time
OLDEST, NEWEST = -719_162, 2_932_896  # days from the year 1 to 9999; a day outside is no date


@dataclass(frozen=True, eq=False)
class Months:
    """Sums by element and month, shape (elements, months); `use` counts the categories, with a third axis.

    `names` are the months that occur, oldest first, as "2026-03". `residual` is the sum of rating less
    expectation in points, `variance` what the model says its variance is.
    """

    names: tuple[str, ...]
    n: Ints
    residual: Floats
    variance: Floats
    use: Ints


def residual_rows(design: Design, fit: Fit) -> tuple[Floats, Floats]:
    """Of every row: rating less expectation in points, and the variance the model gives it."""
    residual, variance = np.empty(design.n), np.empty(design.n)
    for rows in design.blocks():
        expected, variance[rows] = _expected(locate(design, fit, rows), fit.thresholds)
        np.subtract(design.category[rows], expected, out=residual[rows])
    return residual, variance


def by_month(design: Design, fit: Fit, facet: Facet, rows: tuple[Floats, Floats] | None = None) -> Months:
    """The sums of one facet; `rows` spares the pass where the caller has `residual_rows` already.

    ValueError where the ratings have no days.
    """
    names, month = months_of(design)
    residual, variance = rows or residual_rows(design, fit)
    shape, points = (facet.size, len(names)), design.steps + 1
    use = np.zeros(facet.size * len(names) * points, dtype=np.int64)
    sums = np.zeros((2, facet.size * len(names)))
    # Some rows at a time: ten million would need half a gigabyte for the cells of all at once.
    piece = max(PIECE, use.size)
    for start in range(0, design.n, piece):
        some = slice(start, start + piece)
        cell = facet.codes[some].astype(np.int64) * len(names) + month[some]
        use += np.bincount(cell * points + design.category[some], minlength=use.size)
        for total, values in zip(sums, (residual, variance), strict=True):
            total += np.bincount(cell, weights=values[some], minlength=total.size)
    counts = use.reshape(*shape, points)
    return Months(names, counts.sum(axis=2), sums[0].reshape(shape), sums[1].reshape(shape), counts)


def gathered(months: Months) -> Months:
    """The same with thin months emptied into the next one, so that every filled one has FEWEST ratings.

    What is left over at the end of an element's series stays where it is, too little to judge.
    """
    n, use = months.n.copy(), months.use.copy()
    residual, variance = months.residual.copy(), months.variance.copy()
    parts: tuple[NDArray[Any], ...] = (n, residual, variance, use)
    for month in range(len(months.names) - 1):
        thin = (n[:, month] > 0) & (n[:, month] < FEWEST)
        later = n[:, month + 1 :].any(axis=1)
        moved = np.flatnonzero(thin & later)
        for part in parts:
            part[moved, month + 1] += part[moved, month]
            part[moved, month] = 0
    return Months(months.names, n, residual, variance, use)


def months_of(design: Design) -> tuple[tuple[str, ...], Ints]:
    """The months that occur, and which of them each row is in."""
    if design.day is None:
        raise ValueError("without the day of each rating there are no months")
    day = np.clip(design.day, OLDEST, NEWEST)
    first = int(day.min())
    calendar = np.arange(first, int(day.max()) + 1).astype("datetime64[D]").astype("datetime64[M]")
    number = calendar.astype(np.int64) - int(calendar[0].astype(np.int64))
    seen = np.bincount(number[day - first]) > 0
    place = np.cumsum(seen) - 1
    found = calendar[0] + np.flatnonzero(seen)
    return tuple(str(name) for name in found), place[number][day - first]


def _expected(location: Floats, thresholds: Floats) -> tuple[Floats, NDArray[np.float64]]:
    """Mean and variance of each row's category: `moments` without the higher two, one exp a row."""
    weights = np.exp(np.clip(-np.cumsum(thresholds), -FARTHEST, FARTHEST))
    step = np.exp(np.clip(location, -FARTHEST, FARTHEST))
    power = step * weights[0]
    total, first, second = 1 + power, power.copy(), power.copy()
    for category in range(2, thresholds.size + 1):
        power = power * step * (weights[category - 1] / weights[category - 2])
        total += power
        first += category * power
        second += category * category * power
    first /= total
    return first, np.maximum(second / total - first * first, 0.0)
