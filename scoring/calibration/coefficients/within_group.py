"""Within-group agreement r_wg: how much less a unit's values vary than values given at random would.

r_wg = 1 - s^2 / s_e^2, with s^2 the variance of the unit's values and s_e^2 = (A^2 - 1) / 12 that of A
equally likely points (James, Demaree & Wolf 1984, J. Appl. Psychol. 69, 85-98); below 0 it counts as 0, as
they say.
"""

from dataclasses import dataclass

import numpy as np

from scoring.calibration.coefficients.rating_table import Floats, RatingTable


@dataclass(frozen=True, eq=False)
class WithinGroup:
    """r_wg of each unit with two values or more, in order of units; the mean and median over them."""

    points: int = 0
    mean: float | None = None
    median: float | None = None
    by_unit: tuple[float | None, ...] = ()
    refused: str = ""


def within_group(
    table: RatingTable, *, lowest: float | None = None, highest: float | None = None
) -> WithinGroup:
    """r_wg on the scale from lowest to highest in steps of 1; without them, from the ends that were used.

    Refused for labels, values between the steps, values outside the scale, and where no unit has two values.
    """
    if table.points is None:
        return WithinGroup(refused="the values are labels, not points of a scale")
    if not table.n:
        return WithinGroup(refused="there are no values")
    low = float(table.points[0]) if lowest is None else lowest
    high = float(table.points[-1]) if highest is None else highest
    reason = _refusal(table.points, low, high)
    if reason:
        return WithinGroup(refused=reason)
    points = round(high - low) + 1
    sizes = np.bincount(table.unit).astype(np.float64)
    pairs = sizes >= 2
    if not pairs.any():
        return WithinGroup(refused="no unit has two values: there is nothing to compare")
    agreement = np.maximum(1 - _variances(table, sizes) / ((points**2 - 1) / 12), 0.0)
    by_unit = tuple(
        value if has else None for value, has in zip(agreement.tolist(), pairs.tolist(), strict=True)
    )
    return WithinGroup(points, float(agreement[pairs].mean()), float(np.median(agreement[pairs])), by_unit)


def _variances(table: RatingTable, sizes: Floats) -> Floats:
    means = np.bincount(table.unit, weights=table.values) / sizes
    squares = np.bincount(table.unit, weights=(table.values - means[table.unit]) ** 2)
    return np.asarray(squares / np.maximum(sizes - 1, 1))


def _refusal(points: Floats, low: float, high: float) -> str:
    if high - low < 1:
        return "a scale of one point leaves nothing to agree on"
    if points[0] < low or points[-1] > high:
        return f"values run from {points[0]:g} to {points[-1]:g}, outside the scale from {low:g} to {high:g}"
    steps = points - low
    if (np.abs(steps - np.round(steps)) > 1e-9).any() or abs(high - low - round(high - low)) > 1e-9:
        return "values lie between the points of a scale in steps of 1"
    return ""
