"""Random small requests with every rule there is, and a referee that tries every loop there could be.

The referee knows what the rules mean and none of the assembly's code.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from uuid import UUID

from hypothesis import strategies as st

from interviews.assembly import BankQuestion, Choice, Quota, Request, SessionNeed, Target, Weights
from tests.interviews.assembly.banks import (
    LEFT,
    MID,
    NAMES,
    OTHER,
    RIGHT,
    ROOT,
    SENIOR,
    TREE,
    bank_question,
    need,
    quota,
)

PEOPLE = [None, UUID(int=901), UUID(int=902)]
GONE = BankQuestion(UUID(int=7), UUID(int=8), LEFT, NAMES[LEFT], TREE[LEFT], MID, "concept", 10)
CLOSE = 1e-6
Loop = tuple[Choice, ...]


@st.composite
def ruled(draw: st.DrawFn, most_questions: int = 6, most_sessions: int = 2) -> Request:
    """A request with rules of every kind; by the defaults small enough to try every loop."""
    count = draw(st.integers(min(3, most_questions), most_questions))
    alike = draw(st.booleans())
    bank = tuple(draw(_question(number, alike)) for number in range(count))
    ids = [row.question for row in bank]
    pairs = draw(st.lists(st.lists(st.sampled_from(ids), min_size=2, max_size=2, unique=True), max_size=3))
    # That one of the two says it is enough.
    bank = tuple(
        replace(row, enemies=frozenset(two for one, two in pairs if one == row.question)) for row in bank
    )
    some = st.frozensets(st.sampled_from(ids), max_size=1)
    sessions = tuple(draw(_session(number)) for number in range(draw(st.integers(1, most_sessions))))
    return Request(
        sessions,
        bank,
        forbidden=draw(some),
        seed=draw(st.integers(0, 5)),
        reserved=draw(some),
        bans=draw(some),
        pins=draw(_pins(bank, sessions)),
        twice=draw(st.sampled_from([(), (), (quota(ROOT, 2, 2),), (quota(LEFT, 2, 2), quota(OTHER, 2, 2))])),
        most_pilots=draw(st.sampled_from([None, 2, 1, 0])),
        weights=draw(st.sampled_from([Weights(), Weights(1, 0, 1, 0, 0), Weights(0, 3, 1, 1, 2)])),
        target=draw(st.none() | st.none() | _targets()),
    )


@st.composite
def _question(draw: st.DrawFn, number: int, alike: bool) -> BankQuestion:
    share = st.sampled_from([0.0, 0.25, 0.3, 0.5, 0.9, 1.0])
    told: dict[str, object] = {
        "information": draw(share),
        "freshness": draw(share),
        "hardness": draw(st.sampled_from([0.0, 0.5])),
    }
    if alike:  # in all that the rules look at, so that one can stand for the other
        return bank_question(number, LEFT, **told)
    return bank_question(
        number,
        draw(st.sampled_from([LEFT, LEFT, RIGHT, ROOT, OTHER])),
        level=draw(st.sampled_from([SENIOR] * 4 + [MID])),
        kind=draw(st.sampled_from(["concept", "concept", "coding"])),
        minutes=draw(st.sampled_from([5, 7, 10, 15])),
        pilot=draw(st.booleans()),
        priority=draw(share),
        **told,
    )


@st.composite
def _session(draw: st.DrawFn, position: int) -> SessionNeed:
    topics = draw(st.lists(st.sampled_from([LEFT, RIGHT, ROOT, OTHER]), unique=True, max_size=3))
    quotas = [quota(topic, draw(st.sampled_from([0, 1, 1, 2])), 3) for topic in topics]
    quotas = [replace(q, maximum=draw(st.integers(q.minimum, 3))) for q in quotas]
    return need(
        position,
        draw(st.sampled_from([10, 20, 30, 45])),
        tuple(quotas),
        kinds=draw(st.sampled_from([frozenset()] * 3 + [frozenset({"concept"})])),
        neighbours=draw(st.sampled_from([frozenset(), frozenset({MID})])),
        barred=draw(st.sampled_from([frozenset()] * 3 + [frozenset({LEFT})])),
        lead=draw(st.sampled_from(PEOPLE)),
        closed=draw(st.sampled_from([False] * 6 + [True])),
    )


@st.composite
def _pins(draw: st.DrawFn, bank: tuple[BankQuestion, ...], sessions: tuple[SessionNeed, ...]) -> Loop:
    rows = draw(st.lists(st.sampled_from([GONE, *bank]), max_size=2, unique_by=lambda row: row.question))
    return tuple(Choice(draw(st.sampled_from(sessions)).position, row) for row in rows)


@st.composite
def _targets(draw: st.DrawFn) -> Target:
    return Target(
        hardness=draw(st.sampled_from([-0.25, 0.0, 0.25])),
        tolerance=draw(st.sampled_from([0.1, 0.3])),
        minutes=draw(st.integers(10, 80)),
        minutes_tolerance=draw(st.integers(0, 20)),
        topics=draw(st.sampled_from([(), (quota(LEFT, 1, 2),), (quota(ROOT, 0, 1), quota(OTHER, 1, 1))])),
    )


def every_loop(request: Request) -> Iterator[Loop]:
    """Every loop that leaves the pins where they are and breaks nothing that a plan may never break."""
    pinned = {pin.question.question for pin in request.pins}
    rows = [row for row in request.bank if row.question not in pinned]
    places = [[None, *_places(request, row)] for row in rows]
    for where in product(*places):
        new = [Choice(place, row) for place, row in zip(where, rows, strict=True) if place is not None]
        choices = (*request.pins, *new)
        if not forbidden_by(request, choices):
            yield choices


def _places(request: Request, row: BankQuestion) -> list[int]:
    return [
        need.position for need in request.sessions if not forbidden_by(request, [Choice(need.position, row)])
    ]


def forbidden_by(request: Request, choices: Loop | list[Choice]) -> list[str]:
    """The rules broken that no plan may break; what pins do by themselves is allowed."""
    pinned = {pin.question.question for pin in request.pins}
    new = [choice for choice in choices if choice.question.question not in pinned]
    ids = [choice.question.question for choice in choices]
    out = request.forbidden | request.reserved | request.bans
    broken = ["twice in the loop"] if len(set(ids)) < len(ids) else []
    broken += ["met, reserved or banned" for choice in new if choice.question.question in out]
    for one in new:
        odds = [c for c in choices if _at_odds(one.question, c.question)]
        broken += ["enemies"] * len(odds)
    for session in request.sessions:
        there = [pin.question for pin in request.pins if pin.session == session.position]
        here = [choice.question for choice in new if choice.session == session.position]
        broken += _forbidden_in(request, session, there, here)
    return broken


def _at_odds(one: BankQuestion, other: BankQuestion) -> bool:
    return other.question in one.enemies or one.question in other.enemies


def _forbidden_in(
    request: Request, session: SessionNeed, there: list[BankQuestion], here: list[BankQuestion]
) -> list[str]:
    def too_many(count: float, pinned: float, most: float) -> bool:
        return count + pinned > max(most, pinned)

    topics = {q.topic for q in session.quotas}
    pilots = request.most_pilots
    words = {
        "closed": session.closed and bool(here),
        "level": any(row.level not in {session.level, *session.neighbours} for row in here),
        "kind": bool(session.kinds) and any(row.kind not in session.kinds for row in here),
        "topic": bool(topics) and any(not row.topics & topics for row in here),
        "barred": any(row.topic in session.barred for row in here),
        "minutes": too_many(sum(r.minutes for r in here), sum(r.minutes for r in there), session.minutes),
        "maximum": any(
            too_many(_count(here, q.topic), _count(there, q.topic), q.maximum) for q in session.quotas
        ),
        "pilots": pilots is not None
        and too_many(sum(r.pilot for r in here), sum(r.pilot for r in there), pilots),
    }
    return [word for word, broken in words.items() if broken]


def _count(rows: list[BankQuestion], topic: UUID) -> int:
    return sum(topic in row.topics for row in rows)


def missing(request: Request, choices: Loop) -> int:
    """Questions short of the minimums, and people short of the two that a topic is to be met by."""
    short = 0
    for session in request.sessions:
        rows = [choice.question for choice in choices if choice.session == session.position]
        quotas = () if session.closed else session.quotas
        short += sum(max(0, q.minimum - _count(rows, q.topic)) for q in quotas)
    people = {need.position: need.lead or need.position for need in request.sessions}
    for q in request.twice:
        asking = {people[choice.session] for choice in choices if q.topic in choice.question.topics}
        short += max(0, 2 - len(asking))
    return short


def apart(request: Request, choices: Loop) -> float:
    """How far outside its target the loop is: a question, five minutes, or a point of hardness count 1."""
    target = request.target
    if target is None:
        return 0.0
    rows = [choice.question for choice in choices]
    pins = [pin.question for pin in request.pins]
    minutes, pinned = sum(row.minutes for row in rows), sum(row.minutes for row in pins)
    short = target.minutes - target.minutes_tolerance - minutes
    over = minutes - max(target.minutes + target.minutes_tolerance, pinned)
    off = max(0, short, over) / 5
    off += sum(_outside(q, _count(rows, q.topic), _count(pins, q.topic)) for q in target.topics)
    harder = abs(sum(row.hardness - target.hardness for row in rows)) - target.tolerance * len(rows)
    return off + max(0.0, harder)


def _outside(q: Quota, count: int, pinned: int) -> int:
    return max(0, q.minimum - count, count - max(q.maximum, pinned))
