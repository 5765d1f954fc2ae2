"""How the cards of a calibration exercise lie: median, agreement, distances. Pure: numbers in, numbers out.

Not assessed is no number: it enters none of these.
"""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from statistics import fmean, median

FEWEST_RATERS = 3  # on a criterion; with fewer, a distance would only be another person's value

Values = Mapping[uuid.UUID, int | None]  # of one rater, by criterion; None: not assessed


@dataclass(frozen=True)
class CriterionSpread:
    """All values given on one criterion, lowest first."""

    values: tuple[int, ...]
    not_assessed: int
    median: float | None  # None without values
    same: int  # pairs of raters who gave the same point
    pairs: int

    @property
    def agreement(self) -> float | None:
        """The share of pairs of raters who gave exactly the same point; None without a pair."""
        return self.same / self.pairs if self.pairs else None

    @property
    def gap(self) -> int:
        """Points between the highest and the lowest."""
        return self.values[-1] - self.values[0] if self.values else 0


@dataclass(frozen=True)
class Distance:
    """How far one rater is from the others: own value minus the median of theirs, criterion by criterion."""

    differences: tuple[float, ...]

    @property
    def n(self) -> int:
        """Over how many criteria."""
        return len(self.differences)

    @property
    def mean(self) -> float | None:
        """In points, positive where they rate higher than the others; None where nothing can be compared."""
        return fmean(self.differences) if self.differences else None


def spread_of(given: Iterable[int | None]) -> CriterionSpread:
    """What all raters gave on one criterion."""
    every = list(given)
    values = tuple(sorted(value for value in every if value is not None))
    same = sum(one == other for one, other in combinations(values, 2))
    pairs = len(values) * (len(values) - 1) // 2
    middle = float(median(values)) if values else None
    return CriterionSpread(values, len(every) - len(values), middle, same, pairs)


def distance_of(own: Values, others: Sequence[Values]) -> Distance:
    """How far `own` is from the others, over the criteria that FEWEST_RATERS or more of all have rated."""
    differences = []
    for criterion, value in own.items():
        theirs = [their for one in others if (their := one.get(criterion)) is not None]
        if value is not None and len(theirs) + 1 >= FEWEST_RATERS:
            differences.append(value - float(median(theirs)))
    return Distance(tuple(differences))


def joined(distances: Iterable[Distance]) -> Distance:
    """One rater's over several exercises."""
    return Distance(tuple(value for one in distances for value in one.differences))
