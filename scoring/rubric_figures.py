"""What a rubric's ratings say of its criteria: whether points are used, and mean what they say. Pure.

No figure stands on fewer ratings than the calibration asks for, nor on those of fewer than five candidates:
else it would tell of a person. What is missing is said instead.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import StatisticsError, correlation, fmean, median
from uuid import UUID

from questionbank.content import POINTS
from scoring.calibration.diagnosis.discrimination import FEWEST as ENOUGH_TO_TELL_APART
from scoring.question_words import FEW, missing_words

FEWEST_CANDIDATES = 5
ENOUGH_PAIRS = 20  # of two people's ratings of one answer
LOW_DISCRIMINATION = 0.3  # of a correlation with the whole (Nunnally & Bernstein 1994)
OFTEN = 0.25  # of verdicts that are "not assessed", from which on it is worth a look
LOW_AGREEMENT = 0.8  # within one point


@dataclass(frozen=True)
class Verdict:
    """A countable verdict on an `answer` (planned question); no value: not assessed; `words` of evidence."""

    criterion: UUID
    answer: UUID
    member: UUID
    candidate: UUID
    value: int | None
    words: int


@dataclass(frozen=True)
class PointUse:
    """How often one point was given. `share` in percent; `worth` is what the people who got it are worth by
    all their ratings, on average and in points, and `words` the median length of the evidence: both None
    below ten.
    """

    point: int
    n: int
    share: float
    worth: float | None
    words: float | None


@dataclass(frozen=True)
class Pairs:
    """Ratings of one answer by two people: how many, and which shares (percent) agree. None: too few."""

    n: int
    same: float | None
    near: float | None


@dataclass(frozen=True)
class Beside:
    """Two criteria rated by one person on one answer: how many times, and how often (percent) alike."""

    criterion: UUID
    n: int
    same: float | None


@dataclass(frozen=True)
class Figures:
    """Of one criterion. `missing` says why nothing else is said; the rest is None or empty then."""

    criterion: UUID
    n: int
    candidates: int
    missing: str
    points: tuple[PointUse, ...] = ()
    not_assessed: float | None = None  # percent of all verdicts
    agreement: Pairs = Pairs(0, None, None)
    telling: float | None = None  # correlation with what people are worth by all their ratings
    words: float | None = None
    beside: tuple[Beside, ...] = ()

    @property
    def never(self) -> list[int]:
        """The points that nobody was given."""
        return [one.point for one in self.points if not one.n]

    @property
    def rises(self) -> bool | None:
        """Whether who got a higher point is worth more (Linacre 2002); None where too little is known."""
        known = [one.worth for one in self.points if one.worth is not None]
        if len(known) < 2:
            return None
        return all(low < high for low, high in pairwise(known))

    @property
    def use(self) -> list[int]:
        """How often each point was given, from the lowest."""
        return [one.n for one in self.points]

    @property
    def remarks(self) -> list[str]:
        """What is worth a look, in words; empty where nothing is."""
        said = []
        if self.never:
            said.append(f"{_points(self.never)} never given in {self.n} ratings")
        if self.rises is False:
            said.append("points out of order: a higher one does not go to better people")
        if self.agreement.near is not None and self.agreement.near < 100 * LOW_AGREEMENT:
            said.append("interviewers read the anchors differently")
        if self.telling is not None and self.telling < LOW_DISCRIMINATION:
            said.append("it hardly tells people apart")
        if self.not_assessed is not None and self.not_assessed >= 100 * OFTEN:
            said.append("often not assessed")
        return said


def figures(
    verdicts: Iterable[Verdict], criteria: Sequence[UUID], worth: Mapping[UUID, float], minimum: int
) -> list[Figures]:
    """One for each of these criteria, in order. `worth` of candidates in points; `minimum` of ratings."""
    of: dict[UUID, list[Verdict]] = defaultdict(list)
    for one in verdicts:
        of[one.criterion].append(one)
    return [_figures(criterion, of, criteria, worth, minimum) for criterion in criteria]


def _figures(
    criterion: UUID,
    of: Mapping[UUID, list[Verdict]],
    criteria: Sequence[UUID],
    worth: Mapping[UUID, float],
    minimum: int,
) -> Figures:
    all_said = of.get(criterion, [])
    rated = [one for one in all_said if one.value is not None]
    candidates = len({one.candidate for one in rated})
    if missing := _missing(len(rated), candidates, minimum):
        return Figures(criterion, len(rated), candidates, missing)
    return Figures(
        criterion,
        len(rated),
        candidates,
        "",
        points=tuple(_point(point, rated, worth) for point in POINTS),
        not_assessed=100 * (len(all_said) - len(rated)) / len(all_said),
        agreement=_agreement(rated),
        telling=_telling(rated, worth),
        words=float(median(one.words for one in rated)),
        beside=tuple(_beside(rated, other, of, minimum) for other in criteria if other != criterion),
    )


def _missing(n: int, candidates: int, minimum: int) -> str:
    if n < minimum:
        return missing_words(n, minimum)
    if candidates < FEWEST_CANDIDATES:
        more = FEWEST_CANDIDATES - candidates
        people = "candidate" if candidates == 1 else "candidates"
        return f"too little data: ratings of {candidates} {people}, {more} more needed"
    return ""


def _point(point: int, rated: list[Verdict], worth: Mapping[UUID, float]) -> PointUse:
    given = [one for one in rated if one.value == point]
    known = [worth[one.candidate] for one in given if one.candidate in worth]
    return PointUse(
        point,
        len(given),
        100 * len(given) / len(rated),
        fmean(known) if len(known) >= FEW else None,
        float(median(one.words for one in given)) if len(given) >= FEW else None,
    )


def _agreement(rated: list[Verdict]) -> Pairs:
    by_answer: dict[UUID, list[int]] = defaultdict(list)
    for one in rated:
        by_answer[one.answer].append(one.value or 0)
    apart = [
        abs(first - second)
        for values in by_answer.values()
        for place, first in enumerate(values)
        for second in values[place + 1 :]
    ]
    n = len(apart)
    if n < ENOUGH_PAIRS:
        return Pairs(n, None, None)
    counted = Counter(apart)
    return Pairs(n, 100 * counted[0] / n, 100 * (counted[0] + counted[1]) / n)


def _telling(rated: list[Verdict], worth: Mapping[UUID, float]) -> float | None:
    known = [(float(one.value or 0), worth[one.candidate]) for one in rated if one.candidate in worth]
    if len(known) < ENOUGH_TO_TELL_APART:
        return None
    try:
        return correlation(*zip(*known, strict=True))
    except StatisticsError:  # all the same point: it tells nobody from anybody
        return 0.0


def _beside(rated: list[Verdict], other: UUID, of: Mapping[UUID, list[Verdict]], minimum: int) -> Beside:
    theirs = {(one.answer, one.member): one.value for one in of.get(other, []) if one.value is not None}
    both = [
        one.value == theirs[one.answer, one.member] for one in rated if (one.answer, one.member) in theirs
    ]
    return Beside(other, len(both), 100 * sum(both) / len(both) if len(both) >= minimum else None)


def _points(points: Sequence[int]) -> str:
    if len(points) == 1:
        return f"point {points[0]}"
    return f"points {', '.join(map(str, points[:-1]))} and {points[-1]}"
