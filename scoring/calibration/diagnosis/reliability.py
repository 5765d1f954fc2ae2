"""Whether the elements of a facet can be told apart at all.

Separation G = adjusted SD / RMSE, strata (4G + 1)/3, reliability G^2/(1 + G^2) (Wright & Masters 1982, ch.
5). High reliability of interviewers is bad news: they differ. Fixed chi-square ("all the same"): sum w m^2 -
(sum w m)^2 / sum w with w = 1/SE^2; random chi-square ("a normal sample"): the same with w = 1/(SE^2 +
variance) and one degree of freedom less (Linacre, FACETS manual, Table 7). Those formulas are of measures
nobody has drawn together; ours are drawn towards the mean by the prior, so that pull is taken out first: with
s2 the prior's variance and p the measure's squared error, the measure becomes m / (1 - p/s2) and its squared
error p / (1 - p/s2). Elements of which the ratings say next to nothing (p/s2 > MOST_PULL) are left out.
"""

from typing import Any

import numpy as np
from scipy import special

from scoring.calibration.design import Floats, Ints

MOST_PULL = 0.9


def reliability(effect: Floats, error: Floats, variance: float, subset: Ints) -> dict[str, Any]:
    """Of one facet: separation, strata, reliability, rmse, adjusted_sd, chi_square with df and p,
    random_chi_square with random_df and random_p, and how many `elements` it is based on.

    Measures are contrasts with the mean of their connected subset. None where fewer than two elements of one
    subset are left.
    """
    pull = error**2 / variance if variance > 0 else np.ones(effect.size)
    kept = (pull < MOST_PULL) & (subset > 0)
    measure = effect[kept] / (1 - pull[kept])
    squared = error[kept] ** 2 / (1 - pull[kept])
    return reliability_of(measure, squared, subset[kept])


def reliability_of(measure: Floats, squared: Floats, subset: Ints) -> dict[str, Any]:
    """The same from measures no prior has touched, and their squared errors."""
    df = measure.size - np.unique(subset).size
    if df < 1:
        return dict.fromkeys(KEYS) | {"elements": int(measure.size)}
    away = measure - _means(measure, np.ones(measure.size), subset)
    mean_square = float(squared.mean())
    adjusted = max(float(away @ away) / df - mean_square, 0.0)
    separation = float(np.sqrt(adjusted / mean_square))
    fixed = _chi_square(measure, 1 / squared, subset)
    random = _chi_square(measure, 1 / (squared + adjusted), subset)
    return {
        "separation": separation,
        "strata": strata(separation),
        "reliability": separation**2 / (1 + separation**2),
        "rmse": float(np.sqrt(mean_square)),
        "adjusted_sd": float(np.sqrt(adjusted)),
        "chi_square": fixed,
        "df": int(df),
        "p": float(special.chdtrc(df, fixed)),
        "random_chi_square": random,
        "random_df": int(df - 1),
        "random_p": float(special.chdtrc(df - 1, random)) if df > 1 else None,
        "elements": int(measure.size),
    }


KEYS = (
    *("separation", "strata", "reliability", "rmse", "adjusted_sd", "chi_square", "df", "p"),
    *("random_chi_square", "random_df", "random_p"),
)


def strata(separation: float) -> float:
    """How many levels the measures tell apart, three errors between their centres (Wright & Masters 1982)."""
    return (4 * separation + 1) / 3


def _chi_square(measure: Floats, weight: Floats, subset: Ints) -> float:
    away = measure - _means(measure, weight, subset)
    return float(weight @ (away * away))


def _means(values: Floats, weight: Floats, subset: Ints) -> Floats:
    """The weighted mean of each element's subset."""
    total = np.bincount(subset, weights=weight)
    return np.asarray(
        (np.bincount(subset, weights=weight * values) / np.where(total > 0, total, 1.0))[subset]
    )
