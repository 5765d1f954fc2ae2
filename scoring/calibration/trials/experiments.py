"""Experiments on how interviews are run: who is in which arm, and whether the arms came out as planned."""

import hashlib
from collections.abc import Mapping

from scipy.stats import chisquare

SUSPECT = 0.001  # p below which the numbers of the arms are no chance (Fabijan et al. 2019, KDD)
FEWEST = 5  # expected in the smallest arm, for the chi-square


def arm_of(experiment: str, unit: str, shares: Mapping[str, float], *, salt: str) -> str:
    """The arm of a unit: the same for ever, whoever asks and in whatever order.

    SHA-256 of salt, experiment and unit, as a number from 0 to 1, falls into the arms' shares, arms in order
    of name; so the shares are kept and two experiments split independently. The salt is secret where nobody
    may work out an arm beforehand. ValueError for no arms or shares that are not positive.
    """
    total = sum(shares.values())
    if not shares or min(shares.values()) <= 0:
        raise ValueError("an experiment needs arms, each with a share above 0")
    text = "\x00".join((salt, experiment, unit)).encode()
    place = int.from_bytes(hashlib.sha256(text).digest()[:8]) / 2**64 * total
    arms = sorted(shares)
    for arm in arms:
        place -= shares[arm]
        if place < 0:
            return arm
    return arms[-1]


def mismatch(counts: Mapping[str, int], shares: Mapping[str, float]) -> float | None:
    """The chance of numbers as uneven as these if the assignment is as planned; None with too few units.

    Below SUSPECT something lost units of one arm, and no comparison of the arms can be trusted.
    """
    total = sum(counts.get(arm, 0) for arm in shares)
    expected = [total * share / sum(shares.values()) for share in shares.values()]
    if len(expected) < 2 or min(expected) < FEWEST:
        return None
    return float(chisquare([counts.get(arm, 0) for arm in shares], expected).pvalue)
