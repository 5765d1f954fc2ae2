"""Where a question stands against the bar of its level, in points of the scale. Pure.

The bar is the point "at the bar". Somebody who stands exactly there gets that point on average on the mean
question of the level, from a mean interviewer. What the same person is expected to get on one question says
how hard it is for its level: less than the bar on a hard one.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from scoring.calibration.model.moments import moments

BAR = 3.0  # "at the bar", see POINT_WORDS
FURTHEST = 40.0  # logits; no rating lies beyond
HALVINGS = 60
Z95 = 1.959964


@dataclass(frozen=True)
class Reach:
    """A figure with its 95 % interval."""

    low: float
    value: float
    high: float

    @property
    def width(self) -> float:
        """How wide the interval is."""
        return self.high - self.low


def expected_points(location: float, thresholds: Sequence[float], lowest: int) -> float:
    """The mean rating at a place on the ruler (logits), all other facets average (Andrich 1978)."""
    found = moments(np.array([location]), np.asarray(thresholds, dtype=np.float64))
    return lowest + float(found.expected[0])


def place_of(points: float, thresholds: Sequence[float], lowest: int) -> float:
    """The place on the ruler at which that mean rating is expected: `expected_points` turned round.

    Refuses (ValueError) points that are not strictly inside the scale: nobody is expected at its very ends.
    """
    if not lowest < points < lowest + len(thresholds):
        raise ValueError(f"{points} does not lie inside the scale")
    low, high = -FURTHEST, FURTHEST
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        if expected_points(middle, thresholds, lowest) < points:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def at_the_bar(harder: Reach, thresholds: Sequence[float], lowest: int) -> Reach:
    """What somebody at the bar is expected to get on a question that is so many logits harder than its level.

    In points; the interval's ends change sides, since harder means fewer points.
    """
    bar = place_of(BAR, thresholds, lowest)

    def points(logits: float) -> float:
        return expected_points(bar - logits, thresholds, lowest)

    return Reach(points(harder.high), points(harder.value), points(harder.low))


def against_level(logit: float, error: float, level: Sequence[float]) -> Reach | None:
    """How much harder than the mean of its level's questions, itself among them, in logits.

    None where it is the only one: there is nothing to compare it with.
    """
    if len(level) < 2:
        return None
    middle = logit - sum(level) / len(level)
    return Reach(middle - Z95 * error, middle, middle + Z95 * error)
