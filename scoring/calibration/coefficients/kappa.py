"""Kappa: Cohen's for two raters, weighted or not, and Fleiss' for any number of them.

Standard errors: Fleiss, Cohen & Everitt 1969 (Psychol. Bull. 72, 323-327) for two raters; for Fleiss' kappa
Gwet's (chance_corrected.py), and, to test that there is no agreement beyond chance, Fleiss, Nee & Landis 1979
(Psychol. Bull. 86, 974-977).
"""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from scoring.calibration.coefficients.chance_corrected import chance_corrected, use_of_categories
from scoring.calibration.coefficients.coefficient import Coefficient, refuse, with_interval
from scoring.calibration.coefficients.rating_table import MOST_CATEGORIES, Counts, Floats, RatingTable
from scoring.calibration.coefficients.weights import agreement_weights


@dataclass(frozen=True)
class Kappa:
    """A kappa, and its standard error if there were no agreement beyond chance (None where undefined)."""

    coefficient: Coefficient
    se_if_none: float | None = None

    def as_json(self) -> dict[str, Any]:
        """Plain values, fit for json.dumps."""
        return {**self.coefficient.as_json(), "se_if_none": self.se_if_none}


def cohen(table: RatingTable, weights: str = "identity") -> Kappa:
    """Cohen's kappa of the two raters over the units both rated; weights identity, linear or quadratic."""
    reason = _refusal(table, weights)
    if reason:
        return Kappa(refuse(reason))
    both = np.bincount(table.unit, minlength=table.units) == 2
    rows = both[table.unit]
    order = np.lexsort([table.rater[rows], table.unit[rows]])
    category = table.category[rows][order]
    size = len(table.labels)
    crossed = np.bincount(category[0::2] * size + category[1::2], minlength=size**2).reshape(size, size)
    points = np.arange(size, dtype=np.float64) if table.points is None else table.points
    return kappa_of_table(crossed.astype(np.float64), agreement_weights(points, weights))


def kappa_of_table(crossed: Counts, weights: Floats) -> Kappa:
    """Kappa of a square table of counts, one rater's categories by the other's, with weights of agreement.

    Weights may be on any scale that grows with agreement (Cohen 1968). The standard errors hold for large
    samples: Fleiss, Cohen & Everitt 1969.
    """
    table = np.asarray(crossed, dtype=np.float64)
    n = float(table.sum())
    if n == 0:
        return Kappa(refuse("no unit was rated by both raters"))
    if weights.min() == weights.max():
        return Kappa(refuse("all weights are equal: every pair of values agrees as well as any other"))
    share = table / n
    row, column = share.sum(axis=1), share.sum(axis=0)
    scaled = (weights - weights.min()) / (weights.max() - weights.min())
    observed, chance = float((share * scaled).sum()), float(row @ scaled @ column)
    if chance >= 1 - 1e-12:
        return Kappa(refuse("both raters gave the same value to every unit: chance alone would do the same"))
    value = (observed - chance) / (1 - chance)
    # The mean weight each category meets on the other side.
    usual = (scaled @ column)[:, None] + row @ scaled
    around = scaled - usual * (1 - value)
    variance = float((share * around**2).sum()) - (value - chance * (1 - value)) ** 2
    none = float((np.outer(row, column) * (scaled - usual) ** 2).sum()) - chance**2
    scale = n * (1 - chance) ** 2
    coefficient = with_interval(value, variance / scale, int(n), normal=True)
    return Kappa(coefficient, math.sqrt(max(none, 0.0) / scale))


def fleiss(table: RatingTable) -> Kappa:
    """Fleiss' kappa of any number of raters, values missing (Fleiss 1971, Psychol. Bull. 76, 378-382)."""
    if len(table.labels) > MOST_CATEGORIES:
        return Kappa(refuse(f"more than {MOST_CATEGORIES} different values: these are not categories"))
    return fleiss_of_counts(table.counts)


def fleiss_of_counts(counts: Counts) -> Kappa:
    """Fleiss' kappa from units (rows) by categories (columns). Rows without values are passed over."""
    table = np.atleast_2d(np.asarray(counts, dtype=np.float64))
    table = table[table.sum(axis=1) > 0]
    if not table.size:
        return Kappa(refuse("there are no values"))
    share = use_of_categories(table)
    coefficient = chance_corrected(table, np.eye(share.size), share)
    values = table.sum(axis=1)
    if coefficient.refused or values.min() != values.max():
        return Kappa(coefficient)
    return Kappa(coefficient, _error_if_none(share, table.shape[0], float(values[0])))


def _error_if_none(share: Floats, units: int, raters: float) -> float:
    """Fleiss, Nee & Landis 1979, equation 12: the same number of values for every unit."""
    by = share * (1 - share)
    total = float(by.sum())
    inside = total**2 - float((by * (1 - 2 * share)).sum())
    return math.sqrt(2 * max(inside, 0.0) / (units * raters * (raters - 1))) / total


def _refusal(table: RatingTable, weights: str) -> str:
    if table.raters != 2:
        return f"kappa is for two raters, here are {table.raters}: see Fleiss' kappa or alpha"
    if table.twice:
        return "a rater rated the same unit twice: it is not clear which value to compare"
    if len(table.labels) > MOST_CATEGORIES:
        return f"more than {MOST_CATEGORIES} different values: these are not categories"
    if len(table.labels) < 2:
        return "all values are the same: agreement by chance cannot be told from agreement"
    if weights != "identity" and table.points is None:
        return "labels have no order, so there are no weights: see the unweighted kappa"
    return ""
