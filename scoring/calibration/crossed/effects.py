"""Predicted effects of a REML fit and their errors (best linear unbiased prediction, Henderson 1975)."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scoring.calibration.crossed.counts import Floats
from scoring.calibration.crossed.reml import RemlFit, Solution

Ints = NDArray[np.int64]

PAIRS = 1_000_000  # of entries of one row looked at together: their arrays stay small


@dataclass(frozen=True, eq=False)
class Effects:
    """The predicted effect of each element of a facet, in the values' unit, 0 on average over the population.

    `se` is the error of prediction, the doubt about the overall mean included; `conditional_sd` leaves that
    doubt out, as lme4's ranef does. Both take the variances as known.
    """

    value: Floats
    se: Floats
    conditional_sd: Floats


def predict_effects(fit: RemlFit) -> dict[str, Effects]:
    """The effects by facet. The covariance of their errors is sigma^2 L A^-1 L."""
    solution = fit.solution
    lower = np.tril(solution.inverse)
    inverse = lower + np.tril(lower, -1).T
    mean = inverse[0] / np.sqrt(inverse[0, 0])
    own = _first_variances(solution, inverse, mean)
    error = fit.error_variance
    effects = {solution.counts.names[0]: _effects(solution.delta[0], solution.own, *own, error)}
    for name, place in solution.counts.slices.items():
        whole = np.diag(inverse)[place]
        given = whole - mean[place] ** 2
        ratio = float(solution.scale[place.start])
        effects[name] = _effects(ratio, solution.rest[place], whole, given, error)
    return effects


def _effects(ratio: float, scaled: Floats, whole: Floats, given: Floats, error: float) -> Effects:
    size = ratio * np.sqrt(error)
    return Effects(
        value=ratio * scaled,
        se=size * np.sqrt(np.maximum(whole, 0)),
        conditional_sd=size * np.sqrt(np.maximum(given, 0)),
    )


def _first_variances(solution: Solution, inverse: Floats, mean: Floats) -> tuple[Floats, Floats]:
    """The diagonal of the first facet's block of A^-1, with and without the doubt about the mean."""
    counts, own = solution.counts, solution.delta[0]
    scaled = inverse * solution.scale * solution.scale[:, None]
    along = counts.cross @ (solution.scale * mean)
    carried = _quadratic(counts.cross, scaled)
    weight = (own / solution.diagonal) ** 2
    alone = 1 / solution.diagonal
    return alone + weight * carried, alone + weight * (carried - along**2)


def _quadratic(rows: Any, matrix: Floats) -> Floats:
    """row' matrix row for every sparse row: only the places where the row has entries are looked at."""
    lengths = np.diff(rows.indptr).astype(np.int64)
    ends = np.cumsum(lengths**2)
    values = np.zeros(lengths.size)
    start = 0
    while start < lengths.size:
        done = ends[start - 1] if start else 0
        stop = max(int(np.searchsorted(ends, done + PAIRS, side="right")), start + 1)
        values[start:stop] = _quadratic_part(rows[start:stop], matrix, lengths[start:stop])
        start = stop
    return values


def _quadratic_part(rows: Any, matrix: Floats, lengths: Ints) -> Floats:
    owner = np.repeat(np.arange(lengths.size), lengths)
    partners = lengths[owner]
    left = np.repeat(np.arange(owner.size), partners)
    # The partners of an entry are the entries of its own row, from the first to the last.
    first = np.repeat(rows.indptr[:-1][owner] - (np.cumsum(partners) - partners), partners)
    right = first + np.arange(left.size)
    terms = rows.data[left] * rows.data[right] * matrix[rows.indices[left], rows.indices[right]]
    return np.bincount(owner[left], weights=terms, minlength=lengths.size).astype(np.float64)
