"""The rules that ask for something, which a bank can fail to give: minimums, two people, parallel loops."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from .model import Model, of_topic
from .place import person_of
from .program import Terms
from .shapes import Quota, Target

PEOPLE = 2  # who meet a topic that is to be met twice
MINUTES_LIKE_A_QUESTION = 5.0  # minutes off the target that weigh like one question too few


@dataclass(frozen=True)
class Demand:
    """A rule: the sum of the terms is `least` or more.

    kind: minimum, twice, topics, length or hardness, as in Relaxation. `unit`: how much of the sum counts
    like one question when it is given up.
    """

    kind: str
    terms: Terms
    least: float
    session: int | None = None
    quota: Quota | None = None
    unit: float = 1.0

    @property
    def of_target(self) -> bool:
        """Whether it is there for parallel loops' sake; such a rule is given up before any other."""
        return self.kind in ("topics", "length", "hardness")


def demands_of(model: Model) -> list[Demand]:
    """All that the request asks for and that is not met by what is pinned already.

    What pinned questions exceed by themselves is allowed; a session that has begun is asked for nothing.
    """
    found = [*_minimums(model), *_twice(model)]
    if model.request.target is not None:
        found += _parallel(model, model.request.target)
    return found


def _minimums(model: Model) -> Iterator[Demand]:
    for need in model.request.sessions:
        for quota in () if need.closed else need.quotas:
            of_row, of_group = of_topic(quota.topic)
            least = quota.minimum - model.there(of_row, [need.position])
            if least > 0:
                terms = model.sum(of_group, [need.position])
                yield Demand("minimum", terms, least, session=need.position, quota=quota)


def _twice(model: Model) -> Iterator[Demand]:
    people: dict[object, list[int]] = defaultdict(list)
    for need in model.request.sessions:
        people[person_of(need)].append(need.position)
    for quota in model.request.twice:
        of_row, of_group = of_topic(quota.topic)
        least, terms = float(PEOPLE), {}
        for places in people.values():
            if model.there(of_row, places):
                least -= 1
                continue
            asked = model.sum(of_group, places)
            if asked:
                met = model.program.column()
                model.program.row({**asked, met: -1.0}, least=0)
                terms[met] = 1.0
        if least > 0:
            yield Demand("twice", terms, least, quota=quota)


def _parallel(model: Model, target: Target) -> Iterator[Demand]:
    minutes, there = model.sum(lambda group: group.minutes), model.there(lambda row: row.minutes)
    most = max(target.minutes + target.minutes_tolerance, there)
    unit = MINUTES_LIKE_A_QUESTION
    yield Demand("length", minutes, target.minutes - target.minutes_tolerance - there, unit=unit)
    yield Demand("length", _less(minutes), there - most, unit=unit)
    for quota in target.topics:
        of_row, of_group = of_topic(quota.topic)
        counted, here = model.sum(of_group), model.there(of_row)
        yield Demand("topics", counted, quota.minimum - here, quota=quota)
        yield Demand("topics", _less(counted), here - max(here, quota.maximum), quota=quota)
    # |mean - target| <= tolerance, times the number of questions: two rows that are linear.
    low, high = target.hardness - target.tolerance, target.hardness + target.tolerance
    yield Demand(
        "hardness", model.each(lambda row: row.hardness - low), -model.there(lambda row: row.hardness - low)
    )
    yield Demand(
        "hardness", model.each(lambda row: high - row.hardness), -model.there(lambda row: high - row.hardness)
    )


def _less(terms: Terms) -> Terms:
    return {column: -value for column, value in terms.items()}
