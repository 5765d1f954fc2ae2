"""Fits the rating-scale model: every facet in turn, until nothing moves."""

import numpy as np

from scoring.calibration.design import Design, Floats
from scoring.calibration.fit import SIGNS, Fit
from scoring.calibration.moments import locate, moments, probabilities

MOST_ITERATIONS, STILL = 200, 1e-4


def fit_ratings(design: Design) -> Fit:
    """Penalised joint estimates with the variances of the priors estimated along."""
    thresholds = np.zeros(design.steps)
    effects = {name: np.zeros(facet.size) for name, facet in design.facets.items()}
    variances = dict.fromkeys(design.facets, 0.5)
    information = {name: np.zeros(facet.size) for name, facet in design.facets.items()}
    moved, iterations = 1.0, 0
    while moved > STILL and iterations < MOST_ITERATIONS:
        iterations, moved = iterations + 1, 0.0
        for name, facet in design.facets.items():
            fit = Fit(effects, thresholds, variances, information, iterations, False)
            found = moments(locate(design, fit, slice(0, design.n)), thresholds)
            information[name] = facet.sums(found.variance)
            precision = information[name] + 1 / variances[name]
            slope = (
                SIGNS[name] * facet.sums(design.category - found.expected) - effects[name] / variances[name]
            )
            effects[name] = effects[name] + slope / precision
            moved = max(moved, float(np.abs(slope / precision).max()))
            variances[name] = max(float(np.mean(effects[name] ** 2 + 1 / precision)), 1e-4)
        thresholds = thresholds + _threshold_step(design, effects, thresholds)
    errors = {name: 1 / np.sqrt(information[name] + 1 / variances[name]) for name in effects}
    return Fit(effects, thresholds, variances, information, iterations, moved <= STILL, errors)


def _threshold_step(design: Design, effects: dict[str, Floats], thresholds: Floats) -> Floats:
    fit = Fit(effects, thresholds, {}, {}, 0, False)
    chances = probabilities(locate(design, fit, slice(0, design.n)), thresholds)
    above = chances[:, ::-1].cumsum(axis=1)[:, ::-1][:, 1:]
    given = design.category[:, None] > np.arange(design.steps)
    return np.asarray((above.sum(axis=0) - given.sum(axis=0)) / (above * (1 - above)).sum(axis=0))
