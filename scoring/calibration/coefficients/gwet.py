"""Gwet's AC1 and AC2: agreement whose idea of chance is not fooled by a category nearly all values share.

Chance agreement = sum of weights / (q (q - 1)) * sum over categories of p (1 - p), p the share of the
category among q (Gwet 2008, Br. J. Math. Stat. Psychol. 61, 29-48; AC2 with weights: Gwet 2014, ch. 5).
"""

from collections.abc import Sequence

import numpy as np

from scoring.calibration.coefficients.chance_corrected import chance_corrected, use_of_categories
from scoring.calibration.coefficients.coefficient import Coefficient, refuse
from scoring.calibration.coefficients.rating_table import MOST_CATEGORIES, Counts, Floats, RatingTable
from scoring.calibration.coefficients.weights import agreement_weights


def ac1(table: RatingTable) -> Coefficient:
    """AC1, for any values: two of them agree or they do not."""
    return _coefficient(table, np.arange(len(table.labels), dtype=np.float64), "identity")


def ac2(table: RatingTable, weights: str = "ordinal") -> Coefficient:
    """AC2 with ordinal, linear or quadratic weights; refused for labels, which have no order."""
    if table.points is None:
        return refuse("labels have no order, so there are no weights for AC2: see AC1")
    return _coefficient(table, table.points, weights)


def ac_from_counts(
    counts: Counts,
    weights: str = "identity",
    points: Sequence[float] | None = None,
) -> Coefficient:
    """AC1 (identity) or AC2 from units (rows) by categories (columns); the categories' values 1, 2, 3 ...

    A column nobody used still counts as a category. Rows without values are passed over.
    """
    table = np.atleast_2d(np.asarray(counts, dtype=np.float64))
    values = np.arange(1, table.shape[1] + 1) if points is None else np.asarray(points)
    return _from(table[table.sum(axis=1) > 0], values.astype(np.float64), weights)


def _coefficient(table: RatingTable, points: Floats, weights: str) -> Coefficient:
    if len(table.labels) > MOST_CATEGORIES:
        return refuse(f"more than {MOST_CATEGORIES} different values: these are not categories")
    if not table.n:
        return refuse("there are no values")
    return _from(table.counts, points, weights)


def _from(counts: Floats, points: Floats, name: str) -> Coefficient:
    size = points.size
    if not counts.size:
        return refuse("there are no values")
    if size < 2:
        return refuse("all values are the same: agreement by chance cannot be told from agreement")
    weights = agreement_weights(points, name)
    by_category = float(weights.sum()) / (size * (size - 1)) * (1 - use_of_categories(counts))
    return chance_corrected(counts, weights, by_category)
