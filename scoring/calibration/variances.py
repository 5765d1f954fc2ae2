"""The variances of the priors: how far the elements of a facet lie apart."""

import numpy as np

from scoring.calibration.design import Floats

SMALLEST, LARGEST = 1e-4, 25.0


def next_variance(effect: Floats, information: Floats, variance: float) -> float:
    """The variance at which the effects, unshrunk, are most likely.

    An effect estimated with the prior variance given, shrunken by information / (information + 1/variance),
    is unshrunk again to y ~ N(0, variance + 1/information); the fixed point is that of EM and of MacKay
    (1992), reached in fewer rounds. One degree of freedom goes to the facet's mean.
    """
    if effect.size < 2:
        return SMALLEST
    pull = effect * (information + 1 / variance)
    low, high = np.log(SMALLEST), np.log(LARGEST)
    for _ in range(60):  # halving: no start can make it fail
        middle = (low + high) / 2
        now = np.exp(middle)
        share = 1 + now * information
        spare = (pull / share) @ (pull / share) * effect.size / (effect.size - 1) - (
            information / share
        ).sum()
        low, high = (middle, high) if spare > 0 else (low, middle)
    return float(np.exp((low + high) / 2))
