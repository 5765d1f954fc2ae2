"""Variances of crossed effects by restricted maximum likelihood, equal to what lme4 reports.

    value = mean + one effect of each facet + error,

every facet random with a variance of its own. With delta the ratio of a facet's sd to the error's sd and L =
diag(delta), the equations A = [L Z'Z L + I, L Z'X; X'Z L, X'X] are solved after eliminating the largest
facet, whose block is diagonal (a Schur complement). The profiled criterion is log det A plus (n-1) log of the
penalised residual sum of squares (Bates, Maechler, Bolker & Walker 2015, J. Stat. Softw. 67(1), section 3).
Its slope holds a facet's size less the trace of its block of A^-1 against the squares of its effects
(Patterson & Thompson 1971); its curvature is the average information (Gilmour, Thompson & Cullis 1995), with
the error variance profiled out, which needs one more solve and no trace. Steps are Newton's in log(delta^2).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import linalg

from scoring.calibration.crossed.counts import Counts, Floats, count_crossings

# Ratios of variances. Below FLAT, where the criterion would only fall further, a facet has no spread; at the
# ceiling there is no error.
FLOOR, FLAT, CEILING = 1e-10, 1e-4, 1e8
LONGEST_STEP = 3.0
ENOUGH = 1e-9  # what a further step may still gain on the criterion
MOST_STEPS = 60


@dataclass(frozen=True, eq=False)
class Solution:
    """The equations solved at given ratios `delta` of sds (the facet set apart first, as in `counts.names`).

    `own` and `rest` are the effects divided by delta (the first of `rest` is the mean's shift); `diagonal` is
    the first facet's block of A, `factor` the lower Cholesky factor of what is left, `scale` the ratio of
    each of its columns (1 for the mean).
    """

    counts: Counts
    delta: Floats
    scale: Floats
    own: Floats
    rest: Floats
    diagonal: Floats
    factor: Floats
    penalised: float

    @property
    def error_variance(self) -> float:
        """The REML estimate at these ratios."""
        return self.penalised / (self.counts.n - 1)

    @property
    def criterion(self) -> float:
        """-2 log restricted likelihood with the error variance at its best, constants included."""
        determinant = float(np.log(self.diagonal).sum() + 2 * np.log(np.diag(self.factor)).sum())
        return determinant + (self.counts.n - 1) * float(1 + np.log(2 * np.pi * self.error_variance))

    @cached_property
    def inverse(self) -> Floats:
        """The block of A^-1 of all but the first facet; only its lower half is filled."""
        return np.asarray(linalg.lapack.dpotri(self.factor, lower=1)[0])

    @property
    def places(self) -> list[slice]:
        """Where the facets after the first lie in `rest`."""
        return list(self.counts.slices.values())

    def slope(self) -> Floats:
        """The criterion's slope by the log of each ratio of variances."""
        own = self.delta[0] ** 2
        squares = self.counts.weighted_square(lambda sizes: own / (own * sizes + 1) ** 2).scaled(self.scale)
        traces = [float((1 / self.diagonal).sum() + squares.sum_with_lower(self.inverse))]
        traces += [float(np.diag(self.inverse)[place].sum()) for place in self.places]
        elements = [self.own.size, *(place.stop - place.start for place in self.places)]
        return np.asarray(np.array(elements) - np.array(traces) - self._sums() / self.error_variance)

    def curvature(self) -> Floats:
        """The average information by the logs of the ratios: positive semi-definite."""
        counts, size = self.counts, len(self.delta)
        own = np.zeros((self.own.size, size))
        own[:, 0] = self.delta[0] * self.own
        rest = np.zeros((counts.order, size))
        for number, place in enumerate(self.places, start=1):
            rest[place, number] = (self.scale * self.rest)[place]
        met_own = counts.sizes[:, None] * own + counts.cross @ rest
        met_rest = counts.cross.T @ own + counts.rest @ rest
        direct = own.T @ met_own + rest.T @ met_rest
        right_own, right_rest = self.delta[0] * met_own, self.scale[:, None] * met_rest
        solved_own, solved_rest = self.apply_inverse(right_own, right_rest)
        product = direct - right_own.T @ solved_own - right_rest.T @ solved_rest
        sums = self._sums()
        error = self.error_variance
        return np.asarray(product / error - np.outer(sums, sums) / ((counts.n - 1) * error**2))

    def apply_inverse(self, first: Floats, rest: Floats) -> tuple[Floats, Floats]:
        """A^-1 times columns, given in its two parts."""
        counts, own = self.counts, self.delta[0]
        weighted = (first.T / self.diagonal).T
        carried = own * (self.scale * (counts.cross.T @ weighted).T).T
        solved = linalg.cho_solve((self.factor, True), rest - carried)
        back = own * (counts.cross @ (self.scale * solved.T).T)
        return ((first - back).T / self.diagonal).T, solved

    def _sums(self) -> Floats:
        parts = [self.own, *(self.rest[place] for place in self.places)]
        return np.array([float(part @ part) for part in parts])


@dataclass(frozen=True, eq=False)
class RemlFit:
    """A REML fit: a facet's variance is 0 where no spread was found; `iterations` counts solved equations."""

    solution: Solution
    variances: dict[str, float]
    error_variance: float
    criterion: float
    iterations: int
    converged: bool
    exact: bool

    @property
    def mean(self) -> float:
        """The estimate of the overall mean."""
        return self.solution.counts.mean + float(self.solution.rest[0])


def fit_reml(codes: Mapping[str, NDArray[Any]], values: Floats) -> RemlFit:
    """Fits facets given as codes from 0 (each occurs; at least one facet, its variance identified).

    Needs values that are not all equal. `exact` is True where the facets reproduce every value, so that
    there is no error left to compare them with and the figures mean nothing.
    """
    counts = count_crossings(codes, values)
    solution, iterations, converged = _minimise(counts)
    flat = (solution.delta**2 < FLAT) & (solution.slope() >= 0)
    if flat.any():
        solution, iterations = solve(counts, np.where(flat, 0.0, solution.delta)), iterations + 1
    ratios = solution.delta**2
    return RemlFit(
        solution=solution,
        variances=dict(zip(counts.names, (ratios * solution.error_variance).tolist(), strict=True)),
        error_variance=solution.error_variance,
        criterion=solution.criterion,
        iterations=iterations,
        converged=converged,
        exact=float(ratios.max()) > CEILING / 10,
    )


def _minimise(counts: Counts) -> tuple[Solution, int, bool]:
    """Newton's steps with the average information, halved until the criterion falls."""
    logs = np.log(_first_guess(counts))
    solution, solved = solve(counts, np.exp(logs / 2)), 1
    while solved < MOST_STEPS:
        step, gain = _step(solution, logs)
        if gain < ENOUGH:
            return solution, solved, True
        for _ in range(12):
            tried = np.clip(logs + step, np.log(FLOOR), np.log(CEILING))
            candidate, solved = solve(counts, np.exp(tried / 2)), solved + 1
            if candidate.criterion < solution.criterion + 1e-12 * abs(solution.criterion):
                break
            step = step / 2
        else:
            return solution, solved, gain < 1e-4
        logs, solution = tried, candidate
    return solution, solved, False


def _step(solution: Solution, logs: Floats) -> tuple[Floats, float]:
    """The step for the logs of the ratios, and what it should gain; facets without spread stay put."""
    slope = solution.slope()
    falling = (np.exp(logs) < FLAT) & (slope >= 0)
    stays = (falling & (logs <= np.log(FLOOR) + 1e-6)) | (logs >= np.log(CEILING))
    free = np.flatnonzero(~stays)
    step = np.zeros(logs.size)
    if not free.size:
        return step, 0.0
    lowest = np.where(falling, np.log(FLOOR) - logs, -LONGEST_STEP)[free]
    curvature, down = solution.curvature()[np.ix_(free, free)], slope[free]
    step[free] = _within(curvature, down, lowest)
    return step, float(-down @ step[free] - 0.5 * step[free] @ curvature @ step[free])


def _within(curvature: Floats, slope: Floats, lowest: Floats) -> Floats:
    """Newton's step with no part beyond its bounds: those that would be are held, the rest solved again."""
    step, free = np.zeros(slope.size), np.ones(slope.size, dtype=np.bool_)
    while free.any():
        wanted = _newton(
            curvature[np.ix_(free, free)], slope[free] + curvature[np.ix_(free, ~free)] @ step[~free]
        )
        bounded = np.clip(wanted, lowest[free], LONGEST_STEP)
        held = bounded != wanted
        step[free] = bounded
        if not held.any():
            break
        free[np.flatnonzero(free)[held]] = False
    if slope @ step + 0.5 * step @ curvature @ step > 0:
        wanted = _newton(curvature, slope)
        step = wanted * min(1.0, LONGEST_STEP / float(np.abs(wanted).max()))
    return step


def _newton(curvature: Floats, slope: Floats) -> Floats:
    """-curvature^-1 slope. Where two facets cannot be told apart the curvature is 0 along a line."""
    roots, ways = np.linalg.eigh(curvature)
    roots = np.maximum(roots, max(float(roots[-1]) * 1e-8, 1e-12))
    return np.asarray(-ways @ ((ways.T @ slope) / roots))


def _first_guess(counts: Counts) -> Floats:
    """Ratios by one-way analysis of variance of each facet alone (Henderson's simplest moments)."""
    shares = []
    parts = [(counts.sizes, counts.first_sums)]
    parts += [(np.diag(counts.rest)[place], counts.rest_sums[place]) for place in counts.slices.values()]
    total = counts.squares / (counts.n - 1)
    for sizes, sums in parts:
        between = float((sums**2 / sizes).sum())
        within = (counts.squares - between) / max(counts.n - sizes.size, 1)
        usual = (counts.n - float((sizes**2).sum()) / counts.n) / max(sizes.size - 1, 1)
        shares.append(max((between / max(sizes.size - 1, 1) - within) / max(usual, 1e-9) / total, 0.02))
    error = max(1 - sum(shares), 0.2)
    return np.array(shares) / error


def solve(counts: Counts, delta: Floats) -> Solution:
    """Solves the equations at given ratios of sds, the facet set apart first."""
    scale = np.ones(counts.order)
    for ratio, place in zip(delta[1:], counts.slices.values(), strict=True):
        scale[place] = ratio
    own = float(delta[0])
    diagonal = own**2 * counts.sizes + 1
    schur = counts.rest.copy()
    counts.weighted_square(lambda sizes: own**2 / (own**2 * sizes + 1)).subtract_from(schur)
    schur *= scale * scale[:, None]
    penalty = np.arange(1, counts.order)  # every column but the mean's
    schur[penalty, penalty] += 1
    factor = linalg.cholesky(schur, lower=True, overwrite_a=True, check_finite=False)
    empty = Solution(counts, delta, scale, diagonal, scale, diagonal, factor, 1.0)
    right_first, right = own * counts.first_sums, scale * counts.rest_sums
    solved_first, solved = empty.apply_inverse(right_first, right)
    explained = float(right_first @ solved_first) + float(right @ solved)
    # Rounding may take the residual below 0 where the facets explain everything.
    left = max(counts.squares - explained, counts.squares * 1e-15, float(np.finfo(np.float64).tiny))
    return Solution(counts, delta, scale, solved_first, solved, diagonal, factor, left)
