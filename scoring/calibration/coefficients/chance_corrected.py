"""Coefficients (observed - chance) / (1 - chance) from counts of units by categories, with their variance.

Fleiss' kappa and Gwet's AC1 and AC2 share the observed agreement, the mean over units of the share of
agreeing pairs, and differ in what they call chance. Units with one value count for the use of categories
only. The variance is that of the units' linearised contributions (Gwet 2014, Handbook of Inter-Rater
Reliability, 4th ed., ch. 5).
"""

import numpy as np

from scoring.calibration.coefficients.coefficient import Coefficient, refuse, with_interval
from scoring.calibration.coefficients.rating_table import Floats


def observed_agreement(counts: Floats, weights: Floats) -> tuple[Floats, Floats]:
    """The weighted share of agreeing pairs of each unit (0 where there is no pair), and its values."""
    values = counts.sum(axis=1)
    agreeing = (counts * (counts @ weights - 1)).sum(axis=1)
    return agreeing / np.maximum(values * (values - 1), 1), values


def use_of_categories(counts: Floats) -> Floats:
    """The share of each category, every unit weighing the same."""
    return np.asarray((counts / counts.sum(axis=1, keepdims=True)).mean(axis=0))


def chance_corrected(counts: Floats, weights: Floats, by_category: Floats) -> Coefficient:
    """The coefficient whose chance agreement is the mean over units of `by_category` by their values.

    `by_category` is the derivative of the chance agreement's two halves: half of it belongs to each rater.
    Units without any value must be absent.
    """
    agreement, values = observed_agreement(counts, weights)
    pairs = values >= 2
    if not pairs.any():
        return refuse("no unit has two values: there is nothing to compare")
    chance_of_unit = counts @ by_category / values
    chance = float(chance_of_unit.mean())
    if chance >= 1 - 1e-12:
        return refuse("all values are the same: agreement by chance cannot be told from agreement")
    units, paired = values.size, int(pairs.sum())
    observed = float(agreement[pairs].mean())
    value = (observed - chance) / (1 - chance)
    contribution = units / paired * (agreement - chance * pairs) / (1 - chance)
    contribution -= 2 * (1 - value) * (chance_of_unit - chance) / (1 - chance)
    spread = float(((contribution - value) ** 2).sum())
    return with_interval(value, spread / (units * max(units - 1, 1)), units)
