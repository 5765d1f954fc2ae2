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
from scipy import special

from scoring.calibration.design import Floats

FEWEST_FOR_CENTRE, FEWEST_FOR_SCALE = 8, 20
OF_MEDIAN = 1.4826  # the scale of a normal deviate over the median of its absolute value
ROUNDS = 40
FIRST_SHARE, LEAST_SHARE, MOST_SHARE = 0.8, 0.5, 0.99  # of elements without the fault
SMALLEST_SPREAD = 1e-3


@dataclass(frozen=True, eq=False)
class Judged:
    """By element, NaN where not tested: the effect S/I less the centre, z under the theory, z under the
    empirical null. `centre` in the unit of the effect, `scale` of z.
    """

    effect: Floats
    z: Floats
    z_empirical: Floats
    centre: float
    scale: float


def judge(
    score: Floats, information: Floats, enough: NDArray[np.bool_], variance: Floats | None = None
) -> Judged:
    """Scores judged against the null the bulk shows; the scale is the theory's where elements are too few.

    `variance` of each score, where it is known to be other than its information.
    """
    kept = enough & (information > 1e-12)
    root = np.sqrt(np.where(kept, information, 1.0))
    effect = np.where(kept, score / root**2, np.nan)
    deviation = root if variance is None else np.sqrt(np.where(kept, variance, 1.0))
    z = np.where(kept, score / deviation, np.nan)
    centre = _centre(effect[kept], information[kept])
    shifted = z - centre * root**2 / deviation
    scale = bulk_scale(shifted[kept], information[kept]) if kept.sum() >= FEWEST_FOR_SCALE else 1.0
    return Judged(effect - centre, z, shifted / scale, centre, scale)


def _centre(effect: Floats, information: Floats) -> float:
    """What all share: the weighted median, of a few the weighted mean."""
    if not effect.size:
        return 0.0
    if effect.size < FEWEST_FOR_CENTRE:
        return float(effect @ information / information.sum())
    return weighted_median(effect, information)


def weighted_median(values: Floats, weights: Floats) -> float:
    """The value below and above which half the weight lies."""
    order = np.argsort(values, kind="stable")
    reached = np.cumsum(weights[order])
    return float(values[order][int(np.searchsorted(reached, reached[-1] / 2))])


def bulk_scale(z: Floats, information: Floats) -> float:
    """The standard deviation of z where there is no fault, at least 1: chance is never made out to be smaller
    than the theory says, nor larger than the median absolute value says.

    Two groups (Efron 2008, Statistical Science 23): those without a fault, z normal about 0 with variance
    s^2; those with one, whose effects are normal about 0 too, so that z has the variance s^2 + a I. Estimated
    by EM from the median absolute value downwards.
    """
    widest = max(float(np.median(np.abs(z))) * OF_MEDIAN, 1.0)
    weight = information / float(information.mean())
    squares, null, spread, share = z * z, widest**2, max(float((z * z).mean()), 1.0), FIRST_SHARE
    for _ in range(ROUNDS):
        wide = null + spread * weight
        odds = np.log(share / (1 - share)) + 0.5 * (np.log(wide / null) - squares / null + squares / wide)
        sound = special.expit(odds)
        share = min(max(float(sound.mean()), LEAST_SHARE), MOST_SHARE)
        null = min(max(float(sound @ squares / sound.sum()), 1.0), widest**2)
        # The expected squared effect of the faulty, given z: what shrinking leaves of it, and its variance.
        kept = spread * weight / wide
        faulty = (1 - sound) @ ((kept * kept * squares + kept * null) / weight)
        spread = max(float(faulty / max(float((1 - sound).sum()), 1e-9)), SMALLEST_SPREAD)
    return float(np.sqrt(null))
