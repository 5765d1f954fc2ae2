"""A comparison of two arms that may be looked at whenever one likes: always-valid p-values.

The mixture sequential probability ratio test (Robbins 1970; Johari, Koomen, Pekelis & Walsh 2017, KDD;
Operations Research 70, 2022). Whenever one stops, a p below .05 comes by chance one time in twenty at most.
The t-test promises that for one look only; who looks after every unit is fooled most of the time in the end.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log, sqrt

import numpy as np
from numpy.typing import NDArray

from scoring.calibration.design import Floats

FEWEST = 20  # units in each arm before the first look: until then the spread is not known well enough
CLUSTERS = 10  # the same where whole clusters are assigned


@dataclass(frozen=True, slots=True)
class Look:
    """What may be said now. `difference` is the second arm less the first; `low` and `high` hold the true one
    at any time with the chance asked for; None, with `missing` units (or clusters), before the first look.
    """

    units: tuple[int, int]
    means: tuple[float | None, float | None]
    difference: float | None
    low: float | None
    high: float | None
    p: float | None
    missing: tuple[int, int]


def log_ratio(difference: Floats, variance: Floats, effect: float) -> Floats:
    """The logarithm of the likelihood ratio, mixed over effects spread as normal(0, effect), against none."""
    whole = variance + effect**2
    return np.asarray(0.5 * np.log(variance / whole) + (effect * difference) ** 2 / (2 * variance * whole))


def look(
    arm: Sequence[bool] | NDArray[np.bool_],
    value: Sequence[float] | Floats,
    *,
    effect: float,
    alpha: float = 0.05,
    cluster: Sequence[int] | NDArray[np.int64] | None = None,
) -> Look:
    """The state after these units, in the order they came; `arm` is True for the second.

    `effect` is the size of difference that was planned for: the test is sharpest there and valid anywhere.
    With `cluster` (a number for each unit) the spread is that between clusters, for arms of whole
    interviewers. ValueError for columns of unequal length, an effect not above 0, or a value not finite.
    """
    arms, values = np.asarray(arm, dtype=np.bool_), np.asarray(value, dtype=np.float64)
    if arms.shape != values.shape or effect <= 0 or not np.isfinite(values).all():
        raise ValueError("an arm and a finite value for each unit, and an effect above 0, are needed")
    groups = [arms == second for second in (False, True)]
    units = (int(groups[0].sum()), int(groups[1].sum()))
    means = tuple(float(values[group].mean()) if group.any() else None for group in groups)
    clusters = None if cluster is None else np.asarray(cluster)
    seen = units if clusters is None else tuple(int(np.unique(clusters[group]).size) for group in groups)
    needed = FEWEST if clusters is None else CLUSTERS
    missing = (max(0, needed - seen[0]), max(0, needed - seen[1]))
    if any(missing):
        return Look(units, (means[0], means[1]), None, None, None, None, missing)
    difference, variance = (
        _by_unit(arms, values) if clusters is None else _by_cluster(groups, values, clusters)
    )
    now, spread = float(difference[-1]), float(variance[-1])
    p = min(1.0, exp(-min(float(log_ratio(difference, variance, effect).max()), 700.0)))
    half = sqrt(spread * (1 + spread / effect**2) * (2 * log(1 / alpha) + log(1 + effect**2 / spread)))
    return Look(units, (means[0], means[1]), now, now - half, now + half, p, missing)


def _by_unit(arms: NDArray[np.bool_], values: Floats) -> tuple[Floats, Floats]:
    """The difference and its variance after each unit from which both arms have FEWEST."""
    counts = [np.cumsum(group) for group in (~arms, arms)]
    ready = (counts[0] >= FEWEST) & (counts[1] >= FEWEST)
    centred = values - values.mean()
    means, variance = [], np.zeros(int(ready.sum()))
    for group, count in zip((~arms, arms), counts, strict=True):
        n = count[ready].astype(np.float64)
        total = np.cumsum(np.where(group, centred, 0.0))[ready]
        squares = np.cumsum(np.where(group, centred**2, 0.0))[ready]
        means.append(total / n)
        variance += np.maximum(squares - total**2 / n, 0.0) / (n - 1) / n
    return means[1] - means[0], np.maximum(variance, 1e-12)


def _by_cluster(
    groups: Sequence[NDArray[np.bool_]], values: Floats, clusters: NDArray[np.int64]
) -> tuple[Floats, Floats]:
    """At the end only: means of the arms, their variance from the sums of each cluster's deviations."""
    means, variance = [], 0.0
    for group in groups:
        _, place = np.unique(clusters[group], return_inverse=True)
        means.append(float(values[group].mean()))
        sums = np.bincount(place, weights=values[group] - means[-1])
        variance += float((sums**2).sum()) / int(group.sum()) ** 2 * sums.size / (sums.size - 1)
    return np.array([means[1] - means[0]]), np.array([max(variance, 1e-12)])
