"""Random loops with every rule there is, and a referee of swaps that knows none of the assembly's code."""

from dataclasses import replace
from statistics import fmean
from uuid import UUID

from hypothesis import strategies as st

from interviews.assembly import BankQuestion, Choice, Request, SessionNeed
from interviews.assembly.shapes import Target
from tests.interviews.assembly.banks import LEFT, MID, NAMES, OTHER, RIGHT, ROOT, TREE, quota, requests

TOPICS = [ROOT, LEFT, RIGHT, OTHER]
JUNIOR = UUID(int=3)
PEOPLE = [None, None, UUID(int=901), UUID(int=902)]


@st.composite
def loops(draw: st.DrawFn) -> tuple[Request, tuple[Choice, ...]]:
    """A request with rules of every kind, and a loop that somebody made, well or badly."""
    request = draw(requests(most_questions=10))
    bank = tuple(
        replace(
            row,
            pilot=draw(st.booleans()),
            hardness=draw(st.sampled_from([-0.5, 0.0, 0.25, 0.5])),
            level=draw(st.sampled_from([row.level, row.level, JUNIOR])),
            enemies=draw(
                st.sampled_from([row.enemies, frozenset()])
            ),  # that one of the two says it is enough
        )
        for row in request.bank
    )
    ids = [row.question for row in bank]
    some = st.frozensets(st.sampled_from(ids), max_size=2) if ids else st.just(frozenset())
    request = replace(
        request,
        bank=bank,
        sessions=tuple(draw(_with_rules(need)) for need in request.sessions),
        reserved=draw(some),
        bans=draw(some),
        twice=draw(st.sampled_from([(), (quota(ROOT, 2, 2),), (quota(LEFT, 2, 2), quota(OTHER, 2, 2))])),
        most_pilots=draw(st.sampled_from([None, 0, 1])),
        target=draw(st.none() | _targets()),
    )
    return request, draw(_placed(request))


@st.composite
def _with_rules(draw: st.DrawFn, need: SessionNeed) -> SessionNeed:
    return replace(
        need,
        neighbours=draw(st.sampled_from([frozenset(), frozenset({JUNIOR}), frozenset({JUNIOR, MID})])),
        barred=draw(st.sampled_from([frozenset(), frozenset(), frozenset({LEFT})])),
        lead=draw(st.sampled_from(PEOPLE)),
        closed=draw(st.sampled_from([False, False, True])),
    )


@st.composite
def _targets(draw: st.DrawFn) -> Target:
    return Target(
        hardness=draw(st.sampled_from([-0.25, 0.0, 0.25])),
        tolerance=draw(st.sampled_from([0.1, 0.3])),
        minutes=draw(st.integers(10, 80)),
        minutes_tolerance=draw(st.integers(0, 20)),
        topics=draw(st.sampled_from([(), (quota(LEFT, 1, 2),), (quota(ROOT, 0, 1), quota(OTHER, 1, 1))])),
    )


@st.composite
def _placed(draw: st.DrawFn, request: Request) -> tuple[Choice, ...]:
    places = [None, None, *(need.position for need in request.sessions)]
    gone = BankQuestion(UUID(int=7), UUID(int=8), LEFT, NAMES[LEFT], TREE[LEFT], MID, "concept", 10)
    found = [(draw(st.sampled_from(places)), row) for row in (*request.bank, gone)]
    return tuple(Choice(place, row) for place, row in found if place is not None)


def allowed(
    request: Request, placed: tuple[Choice, ...], session: int, replacing: UUID | None
) -> frozenset[UUID]:
    """The questions that break no rule in the place, and leave none of the loop's more broken than it was."""
    old = next((choice for choice in placed if choice.question.question == replacing), None)
    rest = tuple(choice for choice in placed if choice is not old)
    known = {row.question for row in request.bank}
    counts = old is not None and replacing in known and not _breaks(request, rest, old, swap=True)
    before = _amounts(request, placed if counts else rest)
    return frozenset(
        row.question
        for row in request.bank
        if row.question != replacing
        and not _breaks(request, rest, Choice(session, row), swap=old is not None and old.session == session)
        and _no_worse(before, _amounts(request, (*rest, Choice(session, row))))
    )


def _no_worse(before: dict[object, float], after: dict[object, float]) -> bool:
    return all(amount <= before[rule] + 1e-9 for rule, amount in after.items())


def _breaks(request: Request, rest: tuple[Choice, ...], new: Choice, *, swap: bool) -> bool:
    """Whether the question breaks a rule that is about itself and what stands around it."""
    row, need = new.question, next(n for n in request.sessions if n.position == new.session)
    all_rows = [choice.question for choice in rest]
    here = [choice.question for choice in rest if choice.session == new.session] + [row]
    topics = {line.topic for line in need.quotas}
    most = 99 if request.most_pilots is None else request.most_pilots
    return any(
        (
            row.question in {other.question for other in all_rows},
            row.question in request.forbidden | request.bans | request.reserved,
            any(row.question in other.enemies or other.question in row.enemies for other in all_rows),
            row.level not in {need.level, *need.neighbours},
            bool(need.kinds) and row.kind not in need.kinds,
            bool(topics) and not row.topics & topics,
            row.topic in need.barred,
            need.closed and not swap,
            sum(other.minutes for other in here) > need.minutes,
            row.pilot and sum(other.pilot for other in here) > most,
            any(
                line.topic in row.topics and sum(line.topic in other.topics for other in here) > line.maximum
                for line in need.quotas
            ),
        )
    )


def _amounts(request: Request, choices: tuple[Choice, ...]) -> dict[object, float]:
    """How far the loop is from keeping each rule that holds for more than one question; 0: kept."""
    found: dict[object, float] = {}
    for need in request.sessions:
        here = [choice.question for choice in choices if choice.session == need.position]
        for line in need.quotas:
            count = sum(line.topic in row.topics for row in here)
            found["minimum", need.position, line.topic] = max(0, line.minimum - count)
    for line in request.twice:
        people = {
            need.lead or need.position
            for need in request.sessions
            if any(line.topic in c.question.topics for c in choices if c.session == need.position)
        }
        found["twice", line.topic] = max(0, 2 - len(people))
    return found | (_apart(request.target, [choice.question for choice in choices]) if request.target else {})


def _apart(target: Target, rows: list[BankQuestion]) -> dict[object, float]:
    minutes = abs(sum(row.minutes for row in rows) - target.minutes)
    hardness = abs(fmean(row.hardness for row in rows) - target.hardness) if rows else float("inf")
    found: dict[object, float] = {
        "minutes": max(0, minutes - target.minutes_tolerance),
        "hardness": max(0, hardness - target.tolerance),
    }
    for line in target.topics:
        count = sum(line.topic in row.topics for row in rows)
        found["topic", line.topic] = max(0, line.minimum - count, count - line.maximum)
    return found
