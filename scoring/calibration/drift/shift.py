"""Whether the scale is used differently now than before: counts of the categories, then against now."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.stats import chi2

from scoring.calibration.design import Ints

FEWEST = 20  # ratings on either side from which anything is said
LEVEL = 0.95  # of the bound
DRAWS, SEED = 4000, 20  # of the permutation test; the seed makes the same counts give the same p


@dataclass(frozen=True, slots=True)
class Shift:
    """How far two distributions over the same categories lie apart, and how far chance alone takes them.

    `psi` is the population stability index, `bound` what it stays below in 95 of 100 cases if nothing
    changed; `distance` the largest difference of the cumulated shares (Kolmogorov-Smirnov), `p` its chance
    under permutation. All None, and `note` says why, where there is too little on either side.
    """

    before: int
    now: int
    psi: float | None
    bound: float | None
    distance: float | None
    p: float | None
    note: str

    @property
    def changed(self) -> bool:
        """Whether it is beyond what chance gives."""
        return self.psi is not None and self.bound is not None and self.psi > self.bound


def shift_of(before: Sequence[int], now: Sequence[int]) -> Shift:
    """Two counts of the same categories, lowest first. ValueError for unequal lengths or negative counts."""
    if len(before) != len(now) or min([*before, *now], default=0) < 0:
        raise ValueError("two lists of counts over the same categories are needed")
    m, n = sum(before), sum(now)
    missing = [
        f"{FEWEST - count} more ratings {when} are needed"
        for count, when in ((m, "before"), (n, "now"))
        if count < FEWEST
    ]
    if missing:
        return Shift(m, n, None, None, None, None, "too little data: " + ", ".join(missing))
    first, second = np.array(before, dtype=np.int64), np.array(now, dtype=np.int64)
    used = (first + second) > 0
    if used.sum() < 2:
        return Shift(m, n, None, None, None, None, "only one point of the scale was ever given")
    distance, p = kolmogorov_smirnov(first[used], second[used])
    bound = psi_bound(m, n, int(used.sum()))
    return Shift(m, n, stability_index(first[used], second[used]), bound, distance, p, "")


def stability_index(before: Ints, now: Ints) -> float:
    """PSI = sum of (a - b) ln(a / b) over the shares: the symmetrised divergence of Jeffreys (1946).

    Where a category is empty on one side, half a rating is added to every one, as the logarithm has no zero.
    """
    extra = 0.5 if (before == 0).any() or (now == 0).any() else 0.0
    a, b = (before + extra) / (before + extra).sum(), (now + extra) / (now + extra).sum()
    return float(((a - b) * np.log(a / b)).sum())


def psi_bound(before: int, now: int, categories: int, level: float = LEVEL) -> float:
    """What PSI stays below by chance alone: (1/n + 1/m) chi-square of B - 1 (Yurdakul & Naranjo 2020).

    Journal of Risk Model Validation 14(4). The usual limits .10 and .25 know nothing of n: 50 ratings of five
    points against 500 reach .21 by chance.
    """
    return float((1 / before + 1 / now) * chi2.ppf(level, categories - 1))


def kolmogorov_smirnov(before: Ints, now: Ints) -> tuple[float, float]:
    """The largest difference of the cumulated shares, and how often chance gives as much.

    The textbook's p supposes that no two values are equal; with four points nearly all are, and it comes out
    far too large. Here all ratings are dealt out anew (permutation test), which is right with ties.
    """
    m, n = int(before.sum()), int(now.sum())
    pooled = before + now
    dealt = np.random.default_rng(SEED).multivariate_hypergeometric(pooled, n, size=DRAWS)

    def distances(counts: Ints) -> Ints:
        # In whole numbers, so that equal distances are equal: shares times n m.
        return np.asarray(np.abs(np.cumsum(counts * m - (pooled - counts) * n, axis=-1)).max(axis=-1))

    found = distances(now)
    chance = (1 + int((distances(dealt) >= found).sum())) / (1 + DRAWS)
    return float(found / (n * m)), chance
