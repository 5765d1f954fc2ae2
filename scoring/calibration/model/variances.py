"""The variances of the priors: how far the elements of a facet lie apart."""

import numpy as np
from scipy import optimize

from scoring.calibration.design import Floats

SMALLEST, LARGEST = 1e-4, 25.0
# Half an element at a third of a logit is imagined beside the others. Of three criteria that happen to lie
# close together nobody can say that criteria never differ; among hundreds it counts for nothing.
IMAGINED, IMAGINED_SQUARE = 0.5, 0.1


def next_variance(effect: Floats, information: Floats, variance: float) -> float:
    """The variance at which the effects, unshrunk, are most likely.

    An effect estimated with the prior variance given, shrunken by information / (information + 1/variance),
    is unshrunk again to y ~ N(0, variance + 1/information); the fixed point is that of EM and of MacKay
    (1992), reached in fewer rounds. One degree of freedom goes to the facet's mean. Kept within SMALLEST and
    LARGEST; one element alone has the smallest.
    """
    if effect.size < 2:
        return SMALLEST
    pull = effect * (information + 1 / variance) * (effect.size / (effect.size - 1)) ** 0.5

    def spare(log_variance: float) -> float:
        now = float(np.exp(log_variance))
        share = 1 / (1 + now * information)
        imagined = IMAGINED * (IMAGINED_SQUARE / now - 1) / now
        return float(np.sum((pull * share) ** 2 - information * share)) + imagined

    low, high = float(np.log(SMALLEST)), float(np.log(LARGEST))
    if spare(high) >= 0:
        return LARGEST
    return float(np.exp(optimize.brentq(spare, low, high, xtol=1e-9)))
