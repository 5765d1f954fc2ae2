"""The crossed additive model: variances by REML, effects by best linear unbiased prediction.

    score = mean + candidate + interviewer + question + criterion + error,

every facet random with a variance of its own. With delta the ratio of a facet's sd to the error's sd and L =
diag(delta), the equations A = [L Z'Z L + I, L Z'X; X'Z L, X'X] are solved after eliminating the largest
facet, whose block is diagonal (a Schur complement; no row is touched again after the counts are made). The
profiled REML deviance is log det A plus (n-1) log of the penalised residual sum of squares (Bates, Maechler,
Bolker & Walker 2015, J. Stat. Softw. 67(1), section 3); its gradient holds a facet's size less the trace of
its block of A^-1 against the sum of squares of its effects (Patterson & Thompson 1971; Searle, Casella &
McCulloch 1992, ch. 6). Effects and the covariance of their errors, sigma^2 L A^-1 L, are Henderson's (1975).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import linalg, optimize

from scoring.calibration.design import Blocks, Design, Floats, build_blocks

# Ratios of sds. Within ten floors there is no spread; near the ceiling there is no error, or, where a ratio
# is put there on purpose, no shrinkage.
FLOOR, CEILING = 1e-4, 1e3
FLAT = 10 * FLOOR


@dataclass(frozen=True, eq=False)
class Solution:
    """The solved equations at given ratios `delta` (the eliminated facet's, then the rest's).

    `own` and `rest` are the effects divided by delta; `diagonal` is the eliminated facet's block of A,
    `inverse` the others' block of A^-1, `scale` the ratio of each of their columns (1 for the intercept).
    """

    blocks: Blocks
    n: int
    delta: Floats
    scale: Floats
    own: Floats
    rest: Floats
    diagonal: Floats
    inverse: Floats
    penalised: float
    determinant: float

    @property
    def deviance(self) -> float:
        """-2 REML log-likelihood with the error variance at its best, constants included."""
        return self.determinant + (self.n - 1) * float(1 + np.log(2 * np.pi * self.error_variance))

    @property
    def error_variance(self) -> float:
        """The REML estimate at these ratios."""
        return self.penalised / (self.n - 1)

    def effects(self) -> dict[str, Floats]:
        """The predicted effect of every element, in points of the scale, positive = higher scores."""
        scaled = self.scale * self.rest
        own = {self.blocks.first.name: self.delta[0] * self.own}
        return own | {name: scaled[place] for name, place in self.blocks.slices.items()}

    def gradient(self) -> Floats:
        """The slope of the deviance by each ratio."""
        places = list(self.blocks.slices.values())
        own = self.delta[0] ** 2
        squares = self.blocks.weighted_square(lambda counts: own / (own * counts + 1) ** 2)
        squares *= self.scale * self.scale[:, None]
        traces = [float((1 / self.diagonal).sum() + (self.inverse * squares).sum())]
        traces += [float(np.trace(self.inverse[place, place])) for place in places]
        sizes = np.array([self.own.size, *(place.stop - place.start for place in places)])
        sums = np.array([self.own @ self.own, *(self.rest[place] @ self.rest[place] for place in places)])
        return np.asarray(2 * (sizes - np.array(traces) - sums / self.error_variance) / self.delta)


@dataclass(frozen=True, eq=False)
class Fit:
    """A REML fit; a variance is 0 where no spread was found."""

    solution: Solution
    variances: dict[str, float]
    iterations: int
    converged: bool

    @property
    def error_variance(self) -> float:
        """The variance of a single rating about what the facets predict."""
        return self.solution.error_variance

    @property
    def without_spread(self) -> tuple[str, ...]:
        """Facets whose variance is 0."""
        return tuple(name for name, variance in self.variances.items() if variance == 0)


def fit_reml(design: Design, names: Sequence[str]) -> Fit:
    """Fits the named facets (one or more, their variances identified, the error above 0)."""
    blocks = build_blocks(design, names, intercept=True)
    solution, iterations = _minimise(blocks, design.n)
    delta = solution.delta
    spread = np.where(delta < FLAT, 0.0, delta**2 * solution.error_variance)
    # The gradient by log(delta) is a change of deviance: below .01 nothing that matters can still move.
    steep = float(np.abs(solution.gradient() * delta)[delta >= FLAT].max(initial=0.0))
    return Fit(
        solution=solution,
        variances=dict(zip([blocks.first.name, *blocks.slices], spread.tolist(), strict=True)),
        iterations=iterations,
        converged=steep < 1e-2 and float(delta.max()) < CEILING / 2,
    )


def _minimise(blocks: Blocks, n: int) -> tuple[Solution, int]:
    """The smallest deviance; searched again from inside where a floor that falls away inwards held it."""

    def value(delta: Floats) -> tuple[float, Floats]:
        solved = solve(blocks, n, delta)
        return solved.deviance, solved.gradient()

    delta = np.full(1 + len(blocks.slices), 0.5)
    iterations = 0
    for _ in range(3):
        bounds = [(FLOOR, CEILING)] * delta.size
        options = {"maxiter": 200, "ftol": 1e-13, "gtol": 1e-6}
        found = optimize.minimize(value, delta, jac=True, method="L-BFGS-B", bounds=bounds, options=options)
        iterations += int(found.nfev)
        solved = solve(blocks, n, found.x)
        # The slope by the variance: by delta it vanishes at the floor whatever lies inside.
        trapped = (found.x < FLAT) & (solved.gradient() / found.x < -1e-3)
        if not trapped.any():
            break
        delta = np.where(trapped, 0.2, found.x)
    return solved, iterations


def solve(blocks: Blocks, n: int, delta: Floats) -> Solution:
    """Solves the equations for `n` ratings at given ratios of sds."""
    scale = np.ones(blocks.order)
    for ratio, place in zip(delta[1:], blocks.slices.values(), strict=True):
        scale[place] = ratio
    variance = delta[0] ** 2
    diagonal = variance * blocks.first.counts + 1
    schur = blocks.rest - blocks.weighted_square(lambda counts: variance / (variance * counts + 1))
    schur *= scale * scale[:, None]
    penalty = np.arange(1, blocks.order)  # every column but the intercept
    schur[penalty, penalty] += 1
    factor = linalg.cholesky(schur, lower=True)
    right_first, right = delta[0] * blocks.first_sums, scale * blocks.rest_sums
    carried = delta[0] * scale * (blocks.cross.T @ (right_first / diagonal))
    rest = linalg.cho_solve((factor, True), right - carried)
    own = (right_first - delta[0] * (blocks.cross @ (scale * rest))) / diagonal
    penalised = blocks.squares - float(right_first @ own) - float(right @ rest)
    return Solution(
        blocks=blocks,
        n=n,
        delta=delta,
        scale=scale,
        own=own,
        rest=rest,
        diagonal=diagonal,
        inverse=linalg.cho_solve((factor, True), np.eye(blocks.order)),
        penalised=max(penalised, float(np.finfo(np.float64).tiny)),
        determinant=float(np.log(diagonal).sum() + 2 * np.log(np.diag(factor)).sum()),
    )
