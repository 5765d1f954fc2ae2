"""The equations of the fit written out in full, with one dense matrix, for small data."""

import numpy as np
from numpy.typing import NDArray

from scoring.calibration.design import Design
from scoring.calibration.model.fit import SIGNS, Fit
from scoring.calibration.model.moments import locate, moments, probabilities

Floats = NDArray[np.float64]


def design_matrix(design: Design) -> tuple[Floats, dict[str, slice]]:
    """Rows by elements of all facets, signed as they enter the location; and where each facet stands."""
    parts, places, start = [], {}, 0
    for name, facet in design.facets.items():
        part = np.zeros((design.n, facet.size))
        part[np.arange(design.n), facet.codes] = SIGNS[name]
        parts.append(part)
        places[name] = slice(start, start + facet.size)
        start += facet.size
    return np.concatenate(parts, axis=1), places


def information(design: Design, fit: Fit, flat_candidates: bool = False) -> Floats:
    """The penalised information of all elements and, last, of the thresholds."""
    matrix, places = design_matrix(design)
    location = locate(design, fit, slice(0, design.n))
    chances = probabilities(location, fit.thresholds)
    steps = design.steps
    # The score statistics of a row: the category for the location, "reached step k" for each threshold.
    reached = (np.arange(steps + 1)[:, None] > np.arange(steps)).astype(float)
    statistics = np.concatenate([np.arange(steps + 1)[:, None], -reached], axis=1)
    mean = chances @ statistics
    whole = np.zeros((matrix.shape[1] + steps,) * 2)
    for row in range(design.n):
        away = statistics - mean[row]
        spread = (away * chances[row][:, None]).T @ away
        full = np.zeros((matrix.shape[1] + steps, steps + 1))
        full[: matrix.shape[1], 0] = matrix[row]
        full[matrix.shape[1] :, 1:] = np.eye(steps)
        whole += full @ spread @ full.T
    for name, place in places.items():
        variance = 100.0 if name == "candidate" and flat_candidates else fit.variances[name]
        whole[place, place] += np.eye(place.stop - place.start) / variance
    whole[-steps:, -steps:] += 0.01 * (np.eye(steps) - 1 / steps)
    return whole


def slopes(design: Design, fit: Fit, facet: str, flat_candidates: bool = False) -> Floats:
    """What the fit's equations leave over for each element of a facet: 0 where they are solved."""
    found = moments(locate(design, fit, slice(0, design.n)), fit.thresholds)
    spread = np.zeros(design.n)
    for name, values in fit.information.items():
        spread += (1 / (values + 1 / fit.variances[name]))[design.facets[name].codes]
    residual = design.category - found.expected - spread / 2 * found.third
    sums = np.bincount(design.facets[facet].codes, weights=residual)
    return SIGNS[facet] * sums - fit.effects[facet] / fit.variances[facet]


def contrast_errors(covariance: Floats, subset: NDArray[np.int64]) -> Floats:
    """Of each element less the mean of its subset, by the matrix of the contrasts itself."""
    same = (subset[:, None] == subset).astype(float)
    contrasts = np.eye(subset.size) - same / same.sum(axis=1, keepdims=True)
    return np.sqrt(np.diag(contrasts @ covariance @ contrasts.T))
