"""What the rating-scale model expects of a rating, given where it stands on the ruler."""

from dataclasses import dataclass

import numpy as np

from scoring.calibration.design import Design, Floats
from scoring.calibration.model.fit import SIGNS, Fit


@dataclass(frozen=True, eq=False)
class Moments:
    """Of each row's category: mean, variance, third and fourth central moment."""

    expected: Floats
    variance: Floats
    third: Floats
    fourth: Floats


def probabilities(location: Floats, thresholds: Floats) -> Floats:
    """P(category k) by row, shape (rows, steps + 1), k = 0..steps.

    log P(k) = k location - sum of the first k thresholds + constant (Andrich 1978, Psychometrika 43).
    """
    steps = np.arange(thresholds.size + 1)
    logs = np.multiply.outer(location, steps) - np.concatenate([[0.0], np.cumsum(thresholds)])
    logs -= logs.max(axis=-1, keepdims=True)
    weights = np.exp(logs)
    return np.asarray(weights / weights.sum(axis=-1, keepdims=True))


def moments(location: Floats, thresholds: Floats) -> Moments:
    """The moments of each row's category."""
    chances = probabilities(location, thresholds)
    steps = np.arange(thresholds.size + 1, dtype=np.float64)
    expected = chances @ steps
    away = steps - expected[..., None]
    squares = away * away
    return Moments(
        expected,
        (chances * squares).sum(axis=-1),
        (chances * squares * away).sum(axis=-1),
        (chances * squares * squares).sum(axis=-1),
    )


def locate(design: Design, fit: Fit, rows: slice) -> Floats:
    """Where each of these rows stands: candidate less everything that makes it harder, in logits."""
    location = np.zeros(rows.stop - rows.start)
    for name, facet in design.facets.items():
        location += SIGNS[name] * fit.effects[name][facet.codes[rows]]
    return location
