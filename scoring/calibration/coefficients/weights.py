"""How much two categories agree, from 0 (the farthest two) to 1 (the same)."""

from math import comb

import numpy as np

from scoring.calibration.coefficients.rating_table import Floats

WEIGHTS = ("identity", "ordinal", "linear", "quadratic")


def agreement_weights(points: Floats, name: str) -> Floats:
    """A matrix of weights between categories with those values, in rising order.

    Linear and quadratic weights fall with the distance of the values (Cohen 1968); ordinal weights with the
    number of pairs of categories between two ranks (Gwet 2014, ch. 3). ValueError for an unknown name.
    """
    size = points.size
    if name == "identity" or size == 1:
        return np.eye(size)
    if name == "ordinal":
        apart = np.abs(np.arange(size)[:, None] - np.arange(size))
        pairs = np.array([comb(distance + 1, 2) for distance in range(size)], dtype=np.float64)
        return np.asarray(1 - pairs[apart] / pairs[-1])
    distance = np.abs(points[:, None] - points) / (points[-1] - points[0])
    if name == "linear":
        return np.asarray(1 - distance)
    if name == "quadratic":
        return np.asarray(1 - distance**2)
    raise ValueError(f"weights must be one of {', '.join(WEIGHTS)}, not {name!r}")
