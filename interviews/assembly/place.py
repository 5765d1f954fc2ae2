"""One open place of a loop: what a question there would do to the rules that hold for more than itself."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from .shapes import BankQuestion, Quota, Request, SessionNeed, Target

CLOSE = 1e-9  # numbers nearer than this are the same
Measure = Callable[[BankQuestion | None], float]
Person = tuple[str, object]


@dataclass(frozen=True)
class Rule:
    """How far the loop would be from keeping a rule with a question in the place (0: kept), and in words."""

    measure: Measure
    obstacle: str
    told: str


class Place:
    """The rules that a question in the place could break or mend: minimums, two people, parallel loops.

    The loop may break some of them already: a question is refused for what it makes worse, measured against
    `old` in the place, or against the place left empty.
    """

    def __init__(
        self,
        request: Request,
        chosen: Mapping[int, Sequence[BankQuestion]],
        need: SessionNeed,
        old: BankQuestion | None,
    ) -> None:
        rules = [*_minimums(chosen[need.position], need), *_twice(request, chosen, need)]
        if request.target is not None:
            rest = [row for rows in chosen.values() for row in rows]
            rules += _parallel(request.target, rest)
        self._rules = [(rule, rule.measure(old)) for rule in rules]

    def worse(self, question: BankQuestion) -> Iterator[Rule]:
        """The rules from which the loop would be farther away than it was."""
        return (rule for rule, before in self._rules if rule.measure(question) > before + CLOSE)


def person_of(need: SessionNeed) -> Person:
    """Who leads the session; nobody knows yet: a person of its own."""
    return ("lead", need.lead) if need.lead is not None else ("session", need.position)


def _minimums(here: Sequence[BankQuestion], need: SessionNeed) -> Iterator[Rule]:
    for quota in need.quotas:
        there = sum(quota.topic in row.topics for row in here)
        told = f"{need.title} would have fewer than the {quota.minimum} of {quota.name} that it needs."
        yield Rule(_short(quota.minimum - there, quota.topic), "short of a topic's minimum", told)


def _short(missing: int, topic: UUID) -> Measure:
    return lambda row: max(0, missing - (row is not None and topic in row.topics))


def _twice(
    request: Request, chosen: Mapping[int, Sequence[BankQuestion]], need: SessionNeed
) -> Iterator[Rule]:
    me = person_of(need)
    for quota in request.twice:
        asking = {
            person_of(session)
            for session in request.sessions
            if any(quota.topic in row.topics for row in chosen[session.position])
        }
        told = f"{quota.name} would not be asked by two different people."
        missing = 2 - len(asking)
        if me not in asking:
            yield Rule(_short(missing, quota.topic), "leaving a topic to one person", told)


def _parallel(target: Target, rest: Sequence[BankQuestion]) -> Iterator[Rule]:
    minutes, hardness = sum(row.minutes for row in rest), sum(row.hardness for row in rest)

    def length(row: BankQuestion | None) -> float:
        all_minutes = minutes + (row.minutes if row else 0)
        return max(0, abs(all_minutes - target.minutes) - target.minutes_tolerance)

    def difficulty(row: BankQuestion | None) -> float:
        n = len(rest) + (row is not None)
        if n == 0:
            return float("inf")
        mean = (hardness + (row.hardness if row else 0)) / n
        return max(0, abs(mean - target.hardness) - target.tolerance)

    others = "the opening's other loops"
    told = f"The questions' minutes would lie too far from those of {others}."
    yield Rule(length, f"too long or too short beside {others}", told)
    told = f"The loop would be harder or easier than {others} by more than {target.tolerance:g} points."
    yield Rule(difficulty, f"too hard or too easy beside {others}", told)
    for quota in target.topics:
        there = sum(quota.topic in row.topics for row in rest)
        told = f"{quota.name} would be asked more often or less often than in {others}."
        yield Rule(_outside(quota, there), f"another mix of topics than {others}", told)


def _outside(quota: Quota, there: int) -> Measure:
    def distance(row: BankQuestion | None) -> float:
        count = there + (row is not None and quota.topic in row.topics)
        return max(0, quota.minimum - count, count - quota.maximum)

    return distance
