"""Krippendorff's alpha: agreement of any number of raters, values missing, at four levels of measurement.

alpha = 1 - (n - 1) sum_u D_u / (m_u - 1) / sum_c sum_k n_c n_k delta_ck, with D_u the sum of delta over the
ordered pairs of values of unit u, m_u its values (2 or more; units with one have no pair), n_c the pairable
values of category c and n all of them (Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability"). The
disagreement delta is 0 or 1, or the squared difference of the values' places in the ranking (ordinal: midway
through their own ties), of the values, or of the values divided by their sum (ratio). The interval is Gwet's
(2014, Handbook of Inter-Rater Reliability, 4th ed., ch. 6): the variance of the units' linearised
contributions, by Student's t.
"""

from collections.abc import Sequence

import numpy as np

from scoring.calibration.coefficients.coefficient import Coefficient, refuse, with_interval
from scoring.calibration.coefficients.rating_table import (
    LEVELS,
    MOST_CATEGORIES,
    Counts,
    Floats,
    Ints,
    RatingTable,
)

MOST_RATIO = 2000  # different values at the ratio level, which compares each with each


def alpha(table: RatingTable, level: str) -> Coefficient:
    """Alpha of a table. ValueError for an unknown level."""
    size = len(table.labels)
    if size <= MOST_CATEGORIES:
        unit, category = np.nonzero(table.counts)
        count = table.counts[unit, category]
    else:
        unit, category, count = table.unit, table.category, np.ones(table.n)
    return _alpha(unit, category, count, table.points, size, level)


def alpha_from_counts(counts: Counts, level: str, points: Sequence[float] | None = None) -> Coefficient:
    """Alpha from units (rows) by categories (columns): how many raters gave the unit that category.

    `points` are the categories' values in rising order; without them 1, 2, 3 and so on. ValueError for an
    unknown level, counts below 0, or points that do not rise.
    """
    table = np.atleast_2d(np.asarray(counts, dtype=np.float64))
    if (table < 0).any() or not np.isfinite(table).all():
        raise ValueError("counts must be 0 or more")
    values = np.arange(1, table.shape[1] + 1) if points is None else np.asarray(points, dtype=np.float64)
    if values.shape != (table.shape[1],) or (np.diff(values) <= 0).any():
        raise ValueError("points must be as many as the columns, and rising")
    unit, category = np.nonzero(table)
    return _alpha(unit, category, table[unit, category], values.astype(np.float64), values.size, level)


def _alpha(
    unit: Ints, category: Ints, count: Floats, points: Floats | None, size: int, level: str
) -> Coefficient:
    if level not in LEVELS:
        raise ValueError(f"level must be one of {', '.join(LEVELS)}, not {level!r}")
    if level != "nominal" and points is None:
        return refuse(f"labels have no order, so there is no {level} alpha: give numbers, or level nominal")
    if level == "ratio" and points is not None and float(points.min(initial=0.0)) < 0:
        return refuse("the ratio level needs values of 0 or more")
    if level == "ratio" and size > MOST_RATIO:
        return refuse(f"more than {MOST_RATIO} different values at the ratio level")
    values = _sums(unit, count, 0)
    pairable = values[unit] >= 2
    if not pairable.any():
        return refuse("no unit has two values: there is nothing to compare")
    kept, unit = np.unique(unit[pairable], return_inverse=True)
    category, count = category[pairable], count[pairable]
    used = _sums(category, count, size)
    if np.count_nonzero(used) == 1:
        return refuse("all values are the same: agreement by chance cannot be told from agreement")
    distance = _Distance(level, points, used)
    own = distance.within(unit, category, count, kept.size)
    return _estimate(values[kept], own, _sums(unit, count * distance.to_all[category], 0))


def _sums(codes: Ints, weights: Floats, size: int) -> Floats:
    return np.bincount(codes, weights=weights, minlength=size).astype(np.float64)


class _Distance:
    """The disagreements delta at one level; `to_all` sums those of a category with all pairable values."""

    def __init__(self, level: str, points: Floats | None, used: Floats) -> None:
        self.level = level
        if level == "ratio" and points is not None:
            total = points[:, None] + points
            self.table = ((points[:, None] - points) / np.where(total == 0, 1.0, total)) ** 2
            self.to_all = self.table @ used
        elif level == "nominal" or points is None:
            self.to_all = used.sum() - used
        else:
            place = np.cumsum(used) - used / 2 if level == "ordinal" else points
            # Around their mean and in units of their spread: squares neither cancel nor overflow.
            centred = place - float(place @ used) / used.sum()
            self.place = centred / float(np.abs(centred).max())
            self.to_all = used.sum() * self.place**2 + float(used @ self.place**2)

    def within(self, unit: Ints, category: Ints, count: Floats, units: int) -> Floats:
        """The sum of delta over all ordered pairs of values of each unit."""
        values = _sums(unit, count, units)
        if self.level in ("ordinal", "interval"):
            place = self.place[category]
            # Around the unit's own mean the differences do not cancel.
            mean = _sums(unit, count * place, units) / values
            spread = _sums(unit, count * (place - mean[unit]) ** 2, units)
            return np.asarray(2 * values * spread)
        size = self.to_all.size
        key, where = np.unique(unit * size + category, return_inverse=True)
        cell = _sums(where, count, 0)
        unit, category = key // size, key % size
        if self.level == "nominal":
            return np.asarray(values**2 - _sums(unit, cell**2, units))
        return self._within_ratio(unit, category, cell, units)

    def _within_ratio(self, unit: Ints, category: Ints, cell: Floats, units: int) -> Floats:
        """Pairs of cells of one unit: each cell with the next, the one after, and so on."""
        total = np.zeros(units)
        for step in range(1, unit.size):
            same = np.flatnonzero(unit[step:] == unit[:-step])
            if not same.size:
                break
            delta = self.table[category[same], category[same + step]]
            weights = 2 * cell[same] * cell[same + step] * delta
            total += _sums(unit[same], weights, units)
        return total


def _estimate(values: Floats, own: Floats, to_all: Floats) -> Coefficient:
    """Alpha and the variance of the units' contributions (Gwet 2014); see the module for the symbols."""
    units, total = values.size, float(values.sum())
    mean = total / units
    observed = own / (values - 1) / mean
    chance = float(to_all.sum()) / total**2
    raw = float(observed.mean()) / chance
    value = 1 - raw * (total - 1) / total
    share = values / mean
    lost = float(observed.mean()) * (total - 1) / total
    near = 1 + (lost * (share - 1) - observed) / chance
    expected = share - to_all / mean / total / chance
    contribution = near - 2 * raw * expected
    spread = float(((contribution - (1 - raw)) ** 2).sum())
    return with_interval(value, spread / (units * max(units - 1, 1)), units)
