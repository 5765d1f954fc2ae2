"""From a fit to each element's contrast with the mean of its subset, with an error that owns up to what is
not known.

Two things a plain prediction hides are put right here.

Who meets whom is not left to chance: where strong candidates go to some interviewers, random candidates are
shrunk towards a common mean and their interviewers seem mild. So interviewers, questions and criteria are
measured within candidates: the candidates' ratio is put at the ceiling, which makes them fixed effects
(Mundlak 1978, Econometrica 46). Candidates themselves are shrunk.

The facet's own variance is estimated, often from few elements: taking it as known makes the errors too small,
and 0 where it is estimated as 0. Where it is not well determined, predictions are averaged over its profile
likelihood with a flat prior on the sd (Gelman 2006, Bayesian Analysis 1(3)).
"""

from typing import Any

import numpy as np
from scipy import sparse

from scoring.calibration.design import Floats, Ints
from scoring.calibration.reml import CEILING, FLAT, FLOOR, Fit, Solution, solve

CHUNK = 2048  # rows of the eliminated facet at a time, so that errors need little memory
NODES = 12  # Gauss-Legendre
FAR = 8.0  # a deviance this much above the smallest carries no weight


def predict_contrasts(fit: Fit, name: str, number: Ints) -> tuple[Floats, Floats]:
    """(contrast, standard error) of each element's effect less the mean of its subset (`number`, from 1).

    Positive = higher scores. An element alone in its subset gets (0, 0), which nobody should be shown.
    """
    base = fit.solution if name == "candidate" else within_candidates(fit)
    mean, square = np.zeros(number.size), np.zeros(number.size)
    for ratio, weight in _ratios(fit.solution, name):
        solved = _put(base, name, ratio)
        contrast = _less_mean(solved.effects()[name], number)
        variance = contrast_variances(solved, name, number) * fit.error_variance
        mean += weight * contrast
        square += weight * (variance + contrast**2)
    return mean, np.sqrt(np.maximum(square - mean**2, 0))


def within_candidates(fit: Fit) -> Solution:
    """The solution with candidates as fixed effects and every other variance as fitted."""
    return _put(fit.solution, "candidate", CEILING)


def _put(solution: Solution, name: str, ratio: float) -> Solution:
    place = [solution.blocks.first.name, *solution.blocks.slices].index(name)
    if solution.delta[place] == ratio:
        return solution
    delta = solution.delta.copy()
    delta[place] = ratio
    return solve(solution.blocks, solution.n, delta)


def _ratios(best: Solution, name: str) -> list[tuple[float, float]]:
    """(ratio, weight) to average over, weights summing to 1; the fitted one alone where it is well known."""
    place = [best.blocks.first.name, *best.blocks.slices].index(name)
    fitted = float(best.delta[place])

    def excess(ratio: float) -> float:
        return _put(best, name, ratio).deviance - best.deviance

    if fitted >= FLAT and excess(1.25 * fitted) > 5:
        return [(fitted, 1.0)]
    # Start where a tenth of an element's own mean would be believed, if nothing better is known.
    size = best.own.size if place == 0 else best.scale[best.blocks.slices[name]].size
    high = max(fitted, 0.3 / float(np.sqrt(best.n / size)))
    while high < CEILING / 2 and excess(high) < FAR:
        high *= 1.5
    points, weights = np.polynomial.legendre.leggauss(NODES)
    steps = (points + 1) / 2  # squared, so that nodes lie closer where the ratio is small
    nodes = np.maximum(high * steps**2, FLOOR)
    likelihood = weights * steps * np.exp([-excess(node) / 2 for node in nodes])
    return list(zip(nodes.tolist(), (likelihood / likelihood.sum()).tolist(), strict=True))


def _less_mean(effect: Floats, number: Ints) -> Floats:
    subset = number - 1
    return np.asarray(effect - (np.bincount(subset, weights=effect) / np.bincount(subset))[subset])


def contrast_variances(solution: Solution, name: str, number: Ints) -> Floats:
    """The prediction error variance of each contrast over the error variance; exact at the solution's ratios.

    For a contrast e it is e'L A^-1 L e (Henderson 1975), the uncertainty of all other facets included.
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
    return np.asarray(ratio**2 * np.maximum(own - 2 * shared + total, 0))


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
