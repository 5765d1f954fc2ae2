"""Which of many tests to believe."""

import numpy as np
from numpy.typing import NDArray
from scipy import special

from scoring.calibration.design import Floats

SHARE = 0.05  # of what is flagged, how much may be chance


def two_sided(z: Floats) -> Floats:
    """The chance of a standard normal deviate at least as far out, either way."""
    return np.asarray(2 * special.ndtr(-np.abs(z)))


def discoveries(p: Floats, share: float = SHARE) -> NDArray[np.bool_]:
    """Those that stand when on average at most `share` of the flagged are chance (Benjamini & Hochberg 1995,
    J. R. Statist. Soc. B 57). NaN is no test and never stands.
    """
    tested = np.flatnonzero(~np.isnan(p))
    found = np.zeros(p.size, dtype=np.bool_)
    if not tested.size:
        return found
    order = tested[np.argsort(p[tested], kind="stable")]
    bound = share * np.arange(1, order.size + 1) / order.size
    below = np.flatnonzero(p[order] <= bound)
    if below.size:
        found[order[: below[-1] + 1]] = True
    return found
