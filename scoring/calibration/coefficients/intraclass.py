"""Intraclass correlations: the share of the variance of values that the units make.

Six forms for a complete table (Shrout & Fleiss 1979, Psychol. Bull. 86, 420-428), with the names of McGraw &
Wong 1996 (Psychol. Methods 1, 30-46): raters drawn anew for each unit (1), the same raters, drawn from many,
absolute agreement (2), or only these raters, consistency (3); one rater or the mean of k. Intervals by F;
those of the second form by Satterthwaite's degrees of freedom (Fleiss & Shrout 1978). An incomplete table
allows the one-way form alone, with the mean number of values of unbalanced one-way analysis (Donner 1986,
Int. Stat. Rev. 54, 67-82) and an interval that is approximate.
"""

from dataclasses import dataclass

import numpy as np
from scipy import stats

from scoring.calibration.coefficients.coefficient import Coefficient, refuse
from scoring.calibration.coefficients.rating_table import Floats, RatingTable

FORMS = {
    "icc1_1": "ICC(1)",
    "icc2_1": "ICC(A,1)",
    "icc3_1": "ICC(C,1)",
    "icc1_k": "ICC(k)",
    "icc2_k": "ICC(A,k)",
    "icc3_k": "ICC(C,k)",
}


@dataclass(frozen=True)
class Intraclass:
    """The forms by key (see FORMS), each a coefficient or a refusal; `k` is the number of values of a unit.

    `remark` says why only the one-way forms are given. `k` is a mean where units have different numbers.
    """

    forms: dict[str, Coefficient]
    k: float | None = None
    remark: str = ""


@dataclass(frozen=True)
class _Squares:
    """Mean squares of a complete table: between units, between raters, error, within units."""

    units: int
    raters: int
    between: float
    rater: float
    error: float
    within: float


def icc(table: RatingTable, *, level: float = 0.95) -> Intraclass:
    """All six forms where every rater rated every unit once; else the one-way forms alone, and why.

    `level` is that of the intervals. Never raises for data.
    """
    reason = _refusal(table)
    if reason:
        return Intraclass({name: refuse(reason) for name in FORMS})
    if not table.complete:
        return _one_way_alone(table, level)
    squares = _mean_squares(table.matrix)
    forms = _one_way(squares.between, squares.within, squares.units, float(squares.raters), level)
    forms |= _absolute(squares, level) | _consistency(squares, level)
    return Intraclass({name: forms[name] for name in FORMS}, k=float(squares.raters))


def _refusal(table: RatingTable) -> str:
    if table.points is None:
        return "the values are labels, not numbers: there is no variance"
    if table.units < 2:
        return "one unit has no variance between units"
    if table.n == table.units:
        return "no unit has two values: there is no variance within units"
    if table.points.size == 1:
        return "all values are the same: there is no variance"
    return ""


def _mean_squares(matrix: Floats) -> _Squares:
    units, raters = matrix.shape
    unit = matrix.mean(axis=1, keepdims=True)
    rater = matrix.mean(axis=0, keepdims=True)
    mean = matrix.mean()
    between = raters * float(((unit - mean) ** 2).sum()) / (units - 1)
    by_rater = units * float(((rater - mean) ** 2).sum()) / (raters - 1)
    error = float(((matrix - unit - rater + mean) ** 2).sum()) / ((units - 1) * (raters - 1))
    within = float(((matrix - unit) ** 2).sum()) / (units * (raters - 1))
    # What is left of rounding where raters agree to the last bit is no error.
    dust = 1e-20 * float((matrix**2).sum())
    squares = [0.0 if square < dust else square for square in (between, by_rater, error, within)]
    return _Squares(units, raters, *squares)


def _one_way_alone(table: RatingTable, level: float) -> Intraclass:
    if table.twice:
        remark = "Raters rated units more than once: only the one-way forms are defined."
    else:
        remark = (
            "Not every rater rated every unit: only the one-way forms are defined, their intervals roughly."
        )
    sizes = np.bincount(table.unit).astype(np.float64)
    means = np.bincount(table.unit, weights=table.values) / sizes
    mean = float(table.values.mean())
    between = float((sizes * (means - mean) ** 2).sum()) / (table.units - 1)
    within = float(((table.values - means[table.unit]) ** 2).sum()) / (table.n - table.units)
    k = (table.n - float((sizes**2).sum()) / table.n) / (table.units - 1)
    forms = _one_way(between, within, table.units, k, level, table.n - table.units)
    missing = refuse("not every rater rated every unit exactly once")
    return Intraclass({name: forms.get(name, missing) for name in FORMS}, k=k, remark=remark)


def _one_way(
    between: float, within: float, units: int, k: float, level: float, freedom: int | None = None
) -> dict[str, Coefficient]:
    """Forms 1: F = between / within on units - 1 and units (k - 1) degrees."""
    freedom = round(units * (k - 1)) if freedom is None else freedom
    if between + (k - 1) * within <= 0:
        reason = refuse("all units have the same mean and no variance within")
        return {"icc1_1": reason, "icc1_k": reason}
    low, high = _ratio_interval(between, within, units - 1, freedom, level)
    single = Coefficient(
        (between - within) / (between + (k - 1) * within), None, *_single(low, high, k), units
    )
    return {"icc1_1": single, "icc1_k": _mean_of_k(between, within, low, high, units)}


def _consistency(squares: _Squares, level: float) -> dict[str, Coefficient]:
    """Forms 3: F = between / error."""
    k, units = squares.raters, squares.units
    if squares.between + (k - 1) * squares.error <= 0:
        reason = refuse("beyond the raters' means no value differs from another")
        return {"icc3_1": reason, "icc3_k": reason}
    low, high = _ratio_interval(squares.between, squares.error, units - 1, (units - 1) * (k - 1), level)
    value = (squares.between - squares.error) / (squares.between + (k - 1) * squares.error)
    single = Coefficient(value, None, *_single(low, high, float(k)), units)
    return {"icc3_1": single, "icc3_k": _mean_of_k(squares.between, squares.error, low, high, units)}


def _absolute(squares: _Squares, level: float) -> dict[str, Coefficient]:
    """Forms 2: the raters' own variance counts as error."""
    n, k = squares.units, squares.raters
    between, error = squares.between, squares.error
    raters = k * (squares.rater - error) / n
    below = between + (k - 1) * error + raters
    below_mean = between + raters / k
    if below <= 0 or below_mean <= 0:
        reason = refuse(
            "the raters' means differ by less than chance would let them: absolute agreement is undefined"
        )
        return {"icc2_1": reason, "icc2_k": reason}
    value = (between - error) / below
    low, high = _absolute_interval(squares, value, level)
    single = Coefficient(value, None, low, high, n)
    mean = Coefficient(
        (between - error) / below_mean, None, _spearman_brown(low, k), _spearman_brown(high, k), n
    )
    return {"icc2_1": single, "icc2_k": mean}


def _absolute_interval(squares: _Squares, value: float, level: float) -> tuple[float | None, float | None]:
    n, k = squares.units, squares.raters
    between, rater, error = squares.between, squares.rater, squares.error
    if error == 0 and rater == 0:
        return 1.0, 1.0
    if value >= 1 or value <= -1 / (k - 1):
        return None, None
    a = k * value / (n * (1 - value))
    b = 1 + k * value * (n - 1) / (n * (1 - value))
    top = (a * rater + b * error) ** 2
    below = (a * rater) ** 2 / (k - 1) + (b * error) ** 2 / ((n - 1) * (k - 1))
    if below <= 0 or top <= 0:
        return None, None
    freedom, tail = top / below, 0.5 + level / 2
    low_f = float(stats.f.ppf(tail, n - 1, freedom))
    high_f = float(stats.f.ppf(tail, freedom, n - 1))
    common = k * rater + (k * n - k - n) * error
    low = n * (between - low_f * error) / (low_f * common + n * between)
    high = n * (high_f * between - error) / (common + n * high_f * between)
    return max(low, -1.0), min(high, 1.0)


def _ratio_interval(top: float, below: float, first: int, second: int, level: float) -> tuple[float, float]:
    """The interval of a ratio of mean squares; infinite where the lower one is 0."""
    if below == 0:
        return np.inf, np.inf
    tail = 0.5 + level / 2
    low = top / below / float(stats.f.ppf(tail, first, second))
    return low, top / below * float(stats.f.ppf(tail, second, first))


def _single(low: float, high: float, k: float) -> tuple[float, float]:
    return _share(low, k), _share(high, k)


def _share(ratio: float, k: float) -> float:
    return 1.0 if np.isinf(ratio) else (ratio - 1) / (ratio + k - 1)


def _mean_of_k(between: float, error: float, low: float, high: float, units: int) -> Coefficient:
    if between <= 0:
        return refuse("all units have the same mean: the mean of raters tells them apart not at all")
    ends = [1 - 1 / ratio if ratio > 0 else None for ratio in (low, high)]
    return Coefficient(1 - error / between, None, ends[0], ends[1], units)


def _spearman_brown(value: float | None, k: int) -> float | None:
    """The reliability of the mean of k raters from that of one."""
    if value is None or 1 + (k - 1) * value <= 0:
        return None
    return k * value / (1 + (k - 1) * value)
