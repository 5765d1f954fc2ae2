"""The crossed additive model: variances by REML, effects by best linear unbiased prediction, exact errors.

    score = mean + candidate + interviewer + question + criterion + error,

every facet random with a variance of its own. With delta the ratio of a facet's sd to the error's sd and
Lambda = diag(delta), the equations [L Z'Z L + I, L Z'X; X'Z L, X'X] are solved after eliminating the largest
facet, whose block is diagonal (a Schur complement; no row is touched again after the counts are made). The
profiled REML deviance is their log-determinant plus (n-1) log of the penalised residual sum of squares
(Bates, Maechler, Bolker & Walker 2015, J. Stat. Softw. 67(1), section 3); its gradient is n_f - tr(A^-1_ff)
against the effects' sum of squares (Patterson & Thompson 1971; Searle, Casella & McCulloch 1992, ch. 6).
Effects and their prediction errors are Henderson's (1975).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import linalg, optimize, sparse

from scoring.calibration.design import Blocks, Design, Floats, Ints, build_blocks

FLOOR, CEILING = 1e-4, 1e3  # ratios of sds: below the floor is no spread, at the ceiling there is no error
CHUNK = 2048  # rows of the eliminated facet at a time, so that errors need little memory


@dataclass(frozen=True, eq=False)
class Solution:
    """The solved equations at given ratios `delta` (in the order eliminated facet, then the rest)."""

    blocks: Blocks
    delta: Floats
    deviance: float
    gradient: Floats
    error_variance: float
    mean: float
    effects: dict[str, Floats]
    diagonal: Floats
    inverse: Floats
    scale: Floats


@dataclass(frozen=True, eq=False)
class Fit:
    """A REML fit: variances (0 where no spread was found), and the solution that measures are taken from."""

    solution: Solution
    variances: dict[str, float]
    error_variance: float
    deviance: float
    iterations: int
    converged: bool
    without_spread: tuple[str, ...]


def fit_reml(design: Design, names: Sequence[str]) -> Fit:
    """Fits the named facets (one or more, their variances identified, the error above 0).

    Where REML puts a facet's variance at 0, shrinkage would make every element equal with an error of 0,
    which claims too much; the measures are then taken at the largest spread whose deviance is 1 above the
    minimum.
    """
    blocks = build_blocks(design, names, intercept=True)
    facets = [blocks.first.name, *blocks.slices]
    result, iterations = _minimise(blocks, design)
    delta = result.delta
    flat = [place for place in range(delta.size) if delta[place] < 10 * FLOOR]
    variances = {
        name: 0.0 if place in flat else float(delta[place] ** 2 * result.error_variance)
        for place, name in enumerate(facets)
    }
    # The gradient in log(delta) is a change of deviance: below .01 nothing that matters can still move.
    steep = float(np.abs(result.gradient * delta)[delta > 10 * FLOOR].max(initial=0.0))
    converged = steep < 1e-2 and float(delta.max()) < CEILING / 2
    solution = _loosen(blocks, design, result, flat) if converged and flat else result
    return Fit(
        solution=solution,
        variances=variances,
        error_variance=result.error_variance,
        deviance=result.deviance,
        iterations=iterations,
        converged=converged,
        without_spread=tuple(facets[place] for place in flat),
    )


def _minimise(blocks: Blocks, design: Design) -> tuple[Solution, int]:
    """The smallest deviance; searched again from inside where a floor that falls away inwards held it."""

    def value(delta: Floats) -> tuple[float, Floats]:
        solved = solve(blocks, design, delta)
        return solved.deviance, solved.gradient

    delta = np.full(1 + len(blocks.slices), 0.5)
    iterations = 0
    for _ in range(3):
        bounds = [(FLOOR, CEILING)] * delta.size
        options = {"maxiter": 200, "ftol": 1e-13, "gtol": 1e-6}
        found = optimize.minimize(value, delta, jac=True, method="L-BFGS-B", bounds=bounds, options=options)
        iterations += int(found.nfev)
        solved = solve(blocks, design, found.x)
        # d deviance / d variance at the floor: the derivative by delta vanishes there whatever the slope.
        trapped = (found.x < 10 * FLOOR) & (solved.gradient / found.x < -1e-3)
        if not trapped.any():
            break
        delta = np.where(trapped, 0.2, found.x)
    return solved, iterations


def _loosen(blocks: Blocks, design: Design, best: Solution, flat: list[int]) -> Solution:
    delta = best.delta.copy()
    for place in flat:

        def excess(value: float, place: int = place) -> float:
            trial = best.delta.copy()
            trial[place] = value
            return solve(blocks, design, trial).deviance - best.deviance - 1

        high = FLOOR
        while high < CEILING and excess(high) < 0:
            high *= 4
        delta[place] = optimize.brentq(excess, FLOOR, high, xtol=1e-4) if high < CEILING else CEILING
    return solve(blocks, design, delta)


def solve(blocks: Blocks, design: Design, delta: Floats) -> Solution:
    """Solves the equations at given ratios of sds; the deviance is -2 REML log-likelihood, all constants."""
    n, first = design.n, blocks.first
    scale = np.ones(blocks.order)
    for ratio, place in zip(delta[1:], blocks.slices.values(), strict=True):
        scale[place] = ratio
    diagonal = delta[0] ** 2 * first.counts + 1
    scales = scale * scale[:, None]
    schur = (blocks.rest - blocks.weighted_square(delta[0] ** 2 / diagonal)) * scales
    schur[np.arange(1, blocks.order), np.arange(1, blocks.order)] += 1
    factor = linalg.cholesky(schur, lower=True)
    right_first, right = delta[0] * blocks.first_sums, scale * blocks.rest_sums
    carried = delta[0] * scale * (blocks.cross.T @ (right_first / diagonal))
    rest = linalg.cho_solve((factor, True), right - carried)
    own = (right_first - delta[0] * (blocks.cross @ (scale * rest))) / diagonal
    penalised = max(blocks.squares - float(right_first @ own) - float(right @ rest), np.finfo(float).tiny)
    determinant = float(np.log(diagonal).sum() + 2 * np.log(np.diag(factor)).sum())
    inverse = linalg.cho_solve((factor, True), np.eye(blocks.order))
    squares = blocks.weighted_square(delta[0] ** 2 / diagonal**2) * scales
    traces = [float((1 / diagonal).sum() + (inverse * squares).sum())]
    traces += [float(np.trace(inverse[place, place])) for place in blocks.slices.values()]
    sizes = np.array([first.size, *(place.stop - place.start for place in blocks.slices.values())])
    sums = np.array([own @ own, *(rest[place] @ rest[place] for place in blocks.slices.values())])
    return Solution(
        blocks=blocks,
        delta=delta,
        deviance=determinant + (n - 1) * (1 + np.log(2 * np.pi * penalised / (n - 1))),
        gradient=2 * (sizes - np.array(traces) - (n - 1) * sums / penalised) / delta,
        error_variance=penalised / (n - 1),
        mean=float(design.score.mean() + rest[0]),
        effects={first.name: delta[0] * own}
        | {name: (scale * rest)[place] for name, place in blocks.slices.items()},
        diagonal=diagonal,
        inverse=inverse,
        scale=scale,
    )


def contrast_errors(solution: Solution, name: str, number: Ints) -> Floats:
    """The standard error of each element's effect less the mean of its subset (`number`, from 1).

    The prediction error variance of e'u is sigma^2 e'L A^-1 L e, e the contrast; exact, all facets'
    uncertainty included, the variances taken as known.
    """
    subset = number - 1
    sizes = np.bincount(subset).astype(np.float64)
    # Averages over subsets, sparse: there may be as many subsets as elements.
    shape = (number.size, sizes.size)
    weights = sparse.csr_array((1 / sizes[subset], (np.arange(number.size), subset)), shape=shape)
    if name == solution.blocks.first.name:
        own, shared, ratio = *_first_covariances(solution, weights, subset), solution.delta[0]
    else:
        place = solution.blocks.slices[name]
        block = solution.inverse[place, place]
        own, shared = np.diag(block), (block @ weights)[np.arange(number.size), subset]
        ratio = solution.scale[place.start]
    total = (np.bincount(subset, weights=shared) / sizes)[subset]
    variance = np.maximum(own - 2 * shared + total, 0)
    return np.asarray(ratio * np.sqrt(variance * solution.error_variance))


def _first_covariances(solution: Solution, weights: Any, subset: Ints) -> tuple[Floats, Floats]:
    """For the eliminated facet: the diagonal of A^-1, each element's covariance with its subset's mean."""
    cross = solution.blocks.cross @ sparse.diags_array(solution.scale)
    middle = sparse.diags_array(solution.delta[0] / solution.diagonal) @ cross
    means = (solution.inverse @ (middle.T @ weights).toarray()).T
    own, shared = np.empty(subset.size), np.empty(subset.size)
    for start in range(0, subset.size, CHUNK):
        rows = slice(start, start + CHUNK)
        part = middle[rows].toarray()
        own[rows] = ((part @ solution.inverse) * part).sum(axis=1)
        shared[rows] = (part * means[subset[rows]]).sum(axis=1)
    plain = 1 / solution.diagonal
    return own + plain, shared + plain / np.bincount(subset)[subset]
