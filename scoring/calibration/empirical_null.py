"""What chance does to a statistic, learnt from the bulk of the elements (Efron 2004, JASA 99:96).

The theory's null (mean 0, standard deviation 1) is wrong by as much as estimated candidates take up of the
residuals, and by every small fault that all share. Both are seen in the many elements that have no fault. A
score S with information I gives the one-step effect S/I; what all share shifts that effect by about the same
amount, so the centre is the weighted median effect, and the scale that of the bulk of z = (S - centre I)/sqrt
I.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scoring.calibration.design import Floats

FEWEST_FOR_CENTRE, FEWEST_FOR_SCALE = 8, 20
WITHIN = 2.0  # scales from the median: the bulk
KEPT_VARIANCE = 0.7737  # of a standard normal deviate, given that it lies within 2
OF_MEDIAN = 1.4826  # the scale of a normal deviate over the median of its absolute value
ROUNDS = 30


@dataclass(frozen=True, eq=False)
class Tested:
    """By element, NaN where not tested: the effect S/I less the centre, z under the theory, z under the
    empirical null. `centre` in the unit of the effect, `scale` of z.
    """

    effect: Floats
    z: Floats
    z_empirical: Floats
    centre: float
    scale: float


def tested(score: Floats, information: Floats, enough: NDArray[np.bool_]) -> Tested:
    """Scores judged against the null the bulk shows; against the theory's where elements are too few."""
    kept = enough & (information > 1e-12)
    root = np.sqrt(np.where(kept, information, 1.0))
    effect = np.where(kept, score / root**2, np.nan)
    z = np.where(kept, score / root, np.nan)
    centre = scale = 0.0
    if kept.sum() >= FEWEST_FOR_CENTRE:
        centre = weighted_median(effect[kept], information[kept])
    shifted = z - centre * root
    scale = bulk_scale(shifted[kept]) if kept.sum() >= FEWEST_FOR_SCALE else 1.0
    return Tested(effect - centre, z, shifted / scale, centre, scale)


def weighted_median(values: Floats, weights: Floats) -> float:
    """The value below and above which half the weight lies."""
    order = np.argsort(values, kind="stable")
    reached = np.cumsum(weights[order])
    return float(values[order][int(np.searchsorted(reached, reached[-1] / 2))])


def bulk_scale(z: Floats) -> float:
    """The standard deviation of the normal bulk around 0, at least 1: chance is never made out to be smaller
    than the theory says.

    Starts from the median absolute value and is then the standard deviation of what lies within two scales,
    freed of the cut: faulty elements in the tails widen it little.
    """
    widest = scale = max(float(np.median(np.abs(z))) * OF_MEDIAN, 1.0)
    for _ in range(ROUNDS):
        bulk = z[np.abs(z) <= WITHIN * scale]
        scale = min(max(float(np.sqrt(np.mean(bulk**2) / KEPT_VARIANCE)), 1.0), widest)
    return scale
