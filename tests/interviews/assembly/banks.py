"""Random small banks and loops, and the referee that knows the rules but not the assembly."""

from dataclasses import replace
from itertools import product
from uuid import UUID

from hypothesis import strategies as st

from interviews.assembly import BankQuestion, Choice, Plan, Quota, Request, SessionNeed

SENIOR, MID = UUID(int=1), UUID(int=2)
ROOT, LEFT, RIGHT, OTHER = (UUID(int=10 + n) for n in range(4))
TREE = {
    ROOT: frozenset({ROOT}),
    LEFT: frozenset({LEFT, ROOT}),
    RIGHT: frozenset({RIGHT, ROOT}),
    OTHER: frozenset({OTHER}),
}
NAMES = {ROOT: "Systems", LEFT: "Queues", RIGHT: "Caches", OTHER: "Teamwork"}


def bank_question(number: int, topic: UUID = LEFT, **fields: object) -> BankQuestion:
    values = {
        "question": UUID(int=1000 + number),
        "revision": UUID(int=5000 + number),
        "topic": topic,
        "topic_name": NAMES[topic],
        "topics": TREE[topic],
        "level": SENIOR,
        "kind": "concept",
        "minutes": 10,
        "difficulty": 2,
    }
    return BankQuestion(**(values | fields))  # type: ignore[arg-type]  # any field


def need(
    position: int = 0, minutes: int = 45, quotas: tuple[Quota, ...] = (), **fields: object
) -> SessionNeed:
    values = {
        "position": position,
        "title": f"Interview {position + 1}",
        "minutes": minutes,
        "level": SENIOR,
        "level_name": "Senior",
        "quotas": quotas,
    }
    return SessionNeed(**(values | fields))  # type: ignore[arg-type]  # any field


def quota(topic: UUID, minimum: int = 1, maximum: int = 3) -> Quota:
    return Quota(topic, NAMES[topic], minimum, maximum)


@st.composite
def requests(draw: st.DrawFn, most_questions: int = 12, most_sessions: int = 3) -> Request:
    bank = tuple(
        bank_question(
            number,
            draw(st.sampled_from([ROOT, LEFT, RIGHT, OTHER])),
            level=draw(st.sampled_from([SENIOR, SENIOR, SENIOR, MID])),
            kind=draw(st.sampled_from(["concept", "coding"])),
            minutes=draw(st.integers(3, 25)),
            difficulty=draw(st.sampled_from([None, 1, 2, 3])),
            asked=draw(st.integers(0, 4)),
        )
        for number in range(draw(st.integers(0, most_questions)))
    )
    sessions = tuple(draw(_needs(position)) for position in range(draw(st.integers(1, most_sessions))))
    ids = [row.question for row in bank]
    forbidden = draw(st.frozensets(st.sampled_from(ids), max_size=3)) if ids else frozenset()
    alike = (
        draw(st.frozensets(st.frozensets(st.sampled_from(ids), min_size=2, max_size=2), max_size=4))
        if (len(ids) > 1)
        else frozenset()
    )
    bank = tuple(replace(row, enemies=_kin(row.question, alike)) for row in bank)
    return Request(sessions, bank, forbidden, draw(st.integers(0, 5)))


def _kin(question: UUID, alike: frozenset[frozenset[UUID]]) -> frozenset[UUID]:
    return frozenset(other for pair in alike if question in pair for other in pair) - {question}


@st.composite
def _needs(draw: st.DrawFn, position: int) -> SessionNeed:
    topics = draw(st.lists(st.sampled_from([ROOT, LEFT, RIGHT, OTHER]), unique=True, max_size=3))
    quotas = []
    for topic in topics:
        minimum = draw(st.integers(0, 2))
        quotas.append(quota(topic, minimum, minimum + draw(st.integers(0, 2))))
    kinds = draw(st.sampled_from([frozenset(), frozenset({"concept"}), frozenset({"concept", "coding"})]))
    return need(position, draw(st.integers(5, 60)), tuple(quotas), kinds=kinds)


def broken_rules(request: Request, choices: tuple[Choice, ...]) -> list[str]:
    """Every rule that these choices break, worked out without the assembly's own code."""
    ids = [choice.question.question for choice in choices]
    broken = ["a question is there twice"] if len(set(ids)) < len(ids) else []
    broken += ["two questions are nearly the same" for c in choices if c.question.enemies & set(ids)]
    broken += ["a question was met before" for _ in request.forbidden & set(ids)]
    for session in request.sessions:
        broken += _broken_in(session, [c.question for c in choices if c.session == session.position])
    return broken


def _broken_in(session: SessionNeed, rows: list[BankQuestion]) -> list[str]:
    topics = {q.topic for q in session.quotas}
    rules = {
        "minutes are exceeded": sum(row.minutes for row in rows) > session.minutes,
        "a level is wrong": any(row.level != session.level for row in rows),
        "a kind is wrong": bool(session.kinds) and any(row.kind not in session.kinds for row in rows),
        "a topic is wrong": bool(topics) and any(not row.topics & topics for row in rows),
        "a maximum is exceeded": any(
            sum(q.topic in r.topics for r in rows) > q.maximum for q in session.quotas
        ),
    }
    return [words for words, broken in rules.items() if broken]


def shortfall(request: Request, choices: tuple[Choice, ...]) -> int:
    """By how many questions the topic minimums are missed, all together."""
    missing = 0
    for session in request.sessions:
        rows = [choice.question for choice in choices if choice.session == session.position]
        for q in session.quotas:
            missing += max(0, q.minimum - sum(q.topic in row.topics for row in rows))
    return missing


def least_shortfall(request: Request) -> int:
    """By trying every way to put every question into some session or none."""
    places = [None, *(session.position for session in request.sessions)]
    best = shortfall(request, ())
    for where in product(places, repeat=len(request.bank)):
        choices = tuple(
            Choice(place, row) for place, row in zip(where, request.bank, strict=True) if place is not None
        )
        if shortfall(request, choices) < best and not broken_rules(request, choices):
            best = shortfall(request, choices)
    return best


def asked_of(plan: Plan) -> list[UUID]:
    return [choice.question.question for choice in plan.choices]
