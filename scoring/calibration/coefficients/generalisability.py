"""Generalisability: how well the mean over raters or questions stands for all one could have asked.

Variance components are named by the facets they belong to, joined by "*": {"person": .5, "item": .4,
"person*item": .6}. What holds the object of measurement and something else is relative error; what does not
hold it is added for absolute error; each is divided by how many of the other facets' elements the mean is
over. E rho^2 = object / (object + relative error), phi = object / (object + absolute error) (Cronbach,
Gleser, Nanda & Rajaratnam 1972; Shavelson & Webb 1991; Brennan 2001, Generalizability Theory, ch. 2-4).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import prod

import numpy as np
from numpy.typing import NDArray

from scoring.calibration.coefficients.rating_table import Floats, Ints, distinct


@dataclass(frozen=True)
class Study:
    """What a mean over so many elements of each facet gives: both errors' variances, both coefficients.

    The coefficients are None where there is no variance at all.
    """

    numbers: dict[str, float]
    relative_error: float
    absolute_error: float
    g: float | None
    phi: float | None


def study(variances: Mapping[str, float], measured: str, numbers: Mapping[str, float]) -> Study:
    """The decision study for those numbers of elements; components below 0 count as 0.

    ValueError where the object of measurement has no component, a facet no number, or a number is below 1.
    """
    if measured not in variances:
        raise ValueError(f"there is no variance of {measured}")
    if any(number < 1 for number in numbers.values()):
        raise ValueError("a mean is over one element at least")
    relative = absolute = 0.0
    for name, variance in variances.items():
        facets = set(name.split("*"))
        if facets == {measured}:
            continue
        missing = facets - {measured} - set(numbers)
        if missing:
            raise ValueError(f"how many of {', '.join(sorted(missing))} is not said")
        share = max(variance, 0.0) / prod(numbers[facet] for facet in facets - {measured})
        absolute += share
        relative += share if measured in facets else 0.0
    own = max(variances[measured], 0.0)
    return Study(dict(numbers), relative, absolute, _share(own, relative), _share(own, absolute))


def _share(own: float, error: float) -> float | None:
    return own / (own + error) if own + error > 0 else None


def crossed_components(scores: NDArray[np.float64], facets: Sequence[str]) -> dict[str, float]:
    """Variance components of a complete crossed table, one score a cell, by analysis of variance.

    `facets` names the axes; the highest interaction holds the error. Unbiased and therefore at times below 0
    (Brennan 2001, section 3.3). ValueError for an axis with fewer than two elements or a missing score.
    """
    table = np.asarray(scores, dtype=np.float64)
    if len(facets) != table.ndim or min(table.shape, default=0) < 2 or not np.isfinite(table).all():
        raise ValueError("a complete crossed table needs two elements or more of every facet and no gaps")
    axes = range(table.ndim)
    effects = [set(some) for size in range(1, table.ndim + 1) for some in combinations(axes, size)]
    squares = {frozenset(effect): _mean_square(table, effect) for effect in effects}
    components = {}
    for effect in effects:
        beyond = [other for other in squares if effect <= other]
        # Each higher interaction is in the mean squares of all below it: by turns taken out and put back.
        total = sum((-1) ** (len(other) - len(effect)) * squares[other] for other in beyond)
        rest = prod(table.shape[axis] for axis in axes if axis not in effect)
        components["*".join(facets[axis] for axis in sorted(effect))] = total / rest
    return components


def _mean_square(table: Floats, effect: set[int]) -> float:
    """The mean square of an effect: its cell means less all that belongs to fewer facets."""
    others = tuple(axis for axis in range(table.ndim) if axis not in effect)
    means = table.mean(axis=others, keepdims=True)
    for axis in effect:
        means = means - means.mean(axis=axis, keepdims=True)
    rest = prod(table.shape[axis] for axis in others)
    return rest * float((means**2).sum()) / prod(table.shape[axis] - 1 for axis in effect)


@dataclass(frozen=True)
class Panels:
    """How panels of raters overlap: `k` the harmonic mean of raters a unit, `q` the multiplier of their
    variance: 0 where all units have the same raters, 1/k where no two units share one.
    """

    k: float
    q: float


def panels(unit: Ints, rater: Ints) -> Panels:
    """k and q from who rated what, codes by row; a rater counts once for a unit.

    q = mean of 1/k_i - sum over pairs of units of c_ij / (k_i k_j) / (N (N - 1)), c_ij the raters they share
    (Putka, Le, McCloy & Diaz 2008, J. Appl. Psychol. 93, 959-981, equation 3), here by rater, in linear time.
    ValueError for fewer than two units.
    """
    width = int(rater.max(initial=0)) + 1
    pairs = distinct(unit.astype(np.int64) * width + rater)
    unit, rater = np.unique(pairs // width, return_inverse=True)[1], pairs % width
    sizes = np.bincount(unit).astype(np.float64)
    n = sizes.size
    if n < 2:
        raise ValueError("overlap needs two units")
    inverse = float((1 / sizes).sum())
    shared = float((np.bincount(rater, weights=1 / sizes[unit]) ** 2).sum()) - inverse
    return Panels(k=n / inverse, q=max(inverse / n - shared / (n * (n - 1)), 0.0))


def g_of_panels(variances: Mapping[str, float], unit: str, rater: str, overlap: Panels) -> float | None:
    """G(q,k) = unit / (unit + q rater + residual / k) for panels that overlap in part; None without variance.

    `variances` names the unit, the rater and "residual" (rater x unit, and error).
    """
    own = max(variances[unit], 0.0)
    error = overlap.q * max(variances.get(rater, 0.0), 0.0) + max(variances["residual"], 0.0) / overlap.k
    return _share(own, error)
