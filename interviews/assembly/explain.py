"""Why no loop keeps every rule, in sentences, and what to ask less of or to allow instead."""

import math
import time
from collections.abc import Iterator, Sequence
from functools import reduce
from uuid import UUID

from .causes import Causes
from .conflicts import conflict, ways
from .demands import Demand
from .nearest import possible
from .relax import relax
from .shapes import Choice, Relaxation, Request
from .wide import Rule, widened

SECONDS = 5.0  # at most, for finding the causes; the sentences are plainer without
NO_LESS_THAN = 0.5


def explain(
    request: Request, choices: Sequence[Choice], short: Sequence[tuple[Demand, float]], seconds: float
) -> tuple[list[str], list[Relaxation]]:
    """A sentence for each rule that the nearest loop gives up, and what to give up or loosen instead."""
    until = time.monotonic() + min(SECONDS, max(seconds, NO_LESS_THAN))
    less = [*_less(request, choices, short)]
    asked = [demand for demand, _ in short if not demand.of_target]
    causes = Causes(request, choices)
    gaps = []
    for demand in asked:
        rule = _rule(demand)
        # All that is given up, but for this: so there is no room for it.
        others = [one for one in less if (one.kind, one.session, one.topic) != _place(demand)]
        against = conflict(widened(reduce(relax, others, request)), rule, until)
        gaps += [causes.told(rule, demand.quota, against)] if demand.quota else []
    allowed = [*_more_ways(request, until)] if asked else []
    return [*gaps, *_of_target(request, choices, short)], [*less, *allowed]


def _more_ways(request: Request, until: float) -> Iterator[Relaxation]:
    for number, way in enumerate(ways(widened(request), until), start=1):
        allowed = [_more(request, rule, by, number) for rule, by in sorted(way.items(), key=str)]
        if request.target is None or possible(reduce(relax, allowed, request), until - time.monotonic()):
            yield from allowed


def _place(demand: Demand) -> tuple[str, int | None, UUID | None]:
    return demand.kind, demand.session, demand.quota.topic if demand.quota else None


def _rule(demand: Demand) -> Rule:
    topic = demand.quota.topic if demand.quota else None
    return Rule(demand.kind, -1 if demand.session is None else demand.session, topic)


def _less(
    request: Request, choices: Sequence[Choice], short: Sequence[tuple[Demand, float]]
) -> Iterator[Relaxation]:
    """What the nearest loop does without: asked less of, it is a loop that keeps every rule."""
    titles = {need.position: need.title for need in request.sessions}
    for demand, missing in short:
        quota = demand.quota
        if demand.kind == "minimum" and quota is not None and demand.session is not None:
            to = quota.minimum - round(missing)
            title = titles[demand.session]
            told = f"Ask for {to or 'no'} {quota.name} in {title} instead of {quota.minimum}."
            yield Relaxation("minimum", told, demand.session, quota.topic, to)
        elif demand.kind == "twice" and quota is not None:
            yield Relaxation("twice", f"Let {quota.name} be asked by one person only.", topic=quota.topic)
        elif demand.kind == "topics" and quota is not None:
            count = sum(quota.topic in choice.question.topics for choice in choices)
            told = f"Let this loop have {count or 'no'} {quota.name}, other than the opening's other loops."
            yield Relaxation("topics", told, topic=quota.topic, to=count)
        elif demand.kind == "length":
            to = abs(_minutes(choices) - (request.target.minutes if request.target else 0))
            told = f"Let its questions take up to {to} minutes more or less than the other loops'."
            yield Relaxation("length", told, to=to)
        elif demand.kind == "hardness":
            apart = abs(_mean(choices) - (request.target.hardness if request.target else 0))
            to_points = math.ceil(apart * 100 - 1e-6) / 100
            told = f"Let it be up to {to_points:.2f} points harder or easier than the other loops."
            yield Relaxation("hardness", told, to=to_points)


def _of_target(
    request: Request, choices: Sequence[Choice], short: Sequence[tuple[Demand, float]]
) -> Iterator[str]:
    """What the nearest loop is not like the opening's other loops in."""
    target = request.target
    for demand, _ in short:
        quota = demand.quota
        if target is None:
            return
        if demand.kind == "length":
            yield (
                f"Minutes of questions: {target.minutes} in the opening's other loops, "
                f"{target.minutes_tolerance} more or less allowed; {_minutes(choices)} could be had here."
            )
        elif demand.kind == "hardness":
            yield (
                f"Difficulty: {target.hardness:+.2f} points in the opening's other loops, "
                f"{target.tolerance:.2f} more or less allowed; {_mean(choices):+.2f} could be had here."
            )
        elif demand.kind == "topics" and quota is not None:
            count = sum(quota.topic in choice.question.topics for choice in choices)
            yield (
                f"{quota.name}: {quota.minimum} to {quota.maximum} questions would match the opening's "
                f"other loops, {count or 'none'} could be had here."
            )


def _minutes(choices: Sequence[Choice]) -> int:
    return sum(choice.question.minutes for choice in choices)


def _mean(choices: Sequence[Choice]) -> float:
    return sum(choice.question.hardness for choice in choices) / max(1, len(choices))


def _more(request: Request, rule: Rule, by: float, way: int) -> Relaxation:
    """A rule that forbids, loosened by so much."""
    need = next((need for need in request.sessions if need.position == rule.session), None)
    title = need.title if need else ""
    to: float | None = None
    if rule.kind == "minutes" and need is not None:
        pinned = sum(pin.question.minutes for pin in request.pins if pin.session == need.position)
        to = max(need.minutes, pinned) + by
    elif rule.kind == "pilots":
        to = (request.most_pilots or 0) + by
    told = {
        "minutes": f"Give {title} {to or 0:.0f} minutes for questions.",
        "pilots": f"Allow {to or 0:.0f} pilot questions a session.",
        "kinds": f"Allow every kind of question in {title}.",
        "level": f"Allow questions of the loop's other levels in {title}.",
        "barred": f"Allow topics in {title} that who leads it is not qualified for.",
        "reserved": "Allow questions that the opening's other loops hold.",
        "pin": f"Let go of what is pinned in {title}.",
    }[rule.kind]
    return Relaxation(rule.kind, told, need.position if need else None, to=to, way=way)
