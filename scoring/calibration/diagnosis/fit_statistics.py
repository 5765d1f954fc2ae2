"""How well the ratings of each element follow the model: mean squares and point-measure correlations.

Infit = sum r^2 / sum V, outfit = mean of r^2 / V. Standardised by the cube root (Wilson & Hilferty 1931;
Wright & Masters 1982, Rating Scale Analysis, ch. 5): (mean square^(1/3) - 1) 3/q + q/3, where q^2 is the
variance of the mean square: sum(C - V^2) / (sum V)^2 for infit, sum(C/V^2)/n^2 - 1/n for outfit.
Point-measure correlation as FACETS Table 7 prints it: of the ratings with where the model puts them (within
an element the element's own measure is a constant and drops out); expected: the same with the ratings'
expected covariance and variance.
"""

import numpy as np

from scoring.calibration.design import Floats
from scoring.calibration.diagnosis.diagnostics import FitStatistics
from scoring.calibration.diagnosis.element_sums import ElementSums

NO_VARIANCE = 1e-9  # of a mean square, or of what is correlated, a rating


def fit_statistics(sums: ElementSums, facet: str) -> FitStatistics:
    """The fit of every element of a facet. NaN where it cannot be said: no variance, or one rating only."""
    n, information = sums.number(facet), sums.of(facet, "v")
    infit = ratio(sums.of(facet, "rr"), information)
    outfit = ratio(sums.of(facet, "zz"), n)
    observed, expected = _correlations(sums, facet, n)
    return FitStatistics(
        infit=infit,
        outfit=outfit,
        infit_z=standardised(infit, ratio(sums.of(facet, "spread"), information**2)),
        outfit_z=standardised(outfit, ratio(sums.of(facet, "tail"), n**2) - ratio(np.ones(n.size), n)),
        point_measure=observed,
        point_measure_expected=expected,
    )


def standardised(mean_square: Floats, variance: Floats) -> Floats:
    """The mean square as a deviate of about the standard normal; NaN where its variance is none."""
    known = variance > NO_VARIANCE
    spread = np.sqrt(np.where(known, variance, 1.0))
    return np.where(known, (np.cbrt(mean_square) - 1) * 3 / spread + spread / 3, np.nan)


def ratio(above: Floats, below: Floats) -> Floats:
    """Their quotient; NaN where the divisor is none."""
    known = below > NO_VARIANCE
    return np.where(known, above / np.where(known, below, 1.0), np.nan)


def _correlations(sums: ElementSums, facet: str, n: Floats) -> tuple[Floats, Floats]:
    h, e, x = sums.of(facet, "h"), sums.expected(facet), sums.observed(facet)
    spread_h = sums.of(facet, "hh") - h * h / n
    spread_x = sums.observed(facet, 2) - x * x / n
    # The model's variance of ratings about their common mean: of the expectations, and around each of them.
    spread_e = sums.of(facet, "ee") + sums.of(facet, "v") * (1 - 1 / n) - e * e / n
    eh = sums.of(facet, "eh")
    return (
        _correlation(eh + sums.of(facet, "rh") - x * h / n, spread_x, spread_h, n),
        _correlation(eh - e * h / n, spread_e, spread_h, n),
    )


def _correlation(together: Floats, first: Floats, second: Floats, n: Floats) -> Floats:
    known = (first > NO_VARIANCE * n) & (second > NO_VARIANCE * n)
    below = np.sqrt(np.where(known, first * second, 1.0))
    return np.where(known, np.clip(together / below, -1.0, 1.0), np.nan)
