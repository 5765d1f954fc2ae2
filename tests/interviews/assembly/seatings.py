"""Random small loops to be seated, and the referee that tries every seating."""

from datetime import UTC, datetime, timedelta
from itertools import product
from uuid import UUID

from hypothesis import strategies as st

from interviews.assembly.panel_rules import Seated, keeps_rules, objections
from interviews.assembly.panel_shapes import (
    PanelRequest,
    Person,
    Pin,
    Place,
    TopicRule,
    Training,
)
from interviews.assembly.panel_worth import Costs

NOW = datetime(2026, 11, 18, 9, tzinfo=UTC)  # a Wednesday
CODING, DESIGN = UUID(int=1), UUID(int=2)
QUEUES = TopicRule("Queues", frozenset({CODING}))


def hour(number: int, minutes: int = 60) -> tuple[datetime, datetime]:
    """The span that begins so many hours from now."""
    return NOW + timedelta(hours=number), NOW + timedelta(hours=number, minutes=minutes)


def person(number: int, **fields: object) -> Person:
    values = {"id": UUID(int=100 + number), "name": f"Person {number}", "approved": frozenset({CODING})}
    return Person(**(values | fields))  # type: ignore[arg-type]  # any field


def place(session: int = 0, kind: str = "lead", **fields: object) -> Place:
    values = {
        "session": session,
        "title": f"Interview {session + 1}",
        "kind": kind,
        "module": CODING,
        "module_name": "Coding",
        "trains": frozenset({CODING}),
    }
    return Place(**(values | fields))  # type: ignore[arg-type]  # any field


def request(places: list[Place], people: list[Person], **fields: object) -> PanelRequest:
    return PanelRequest(tuple(places), tuple(people), NOW, **fields)  # type: ignore[arg-type]  # any field


def best_by_trying(row: PanelRequest) -> float:
    """The least cost of all seatings that keep the rules, found by trying every one."""
    able = [[None, *(p.id for p in row.people if not objections(row, p, place_))] for place_ in row.places]
    costs = Costs(row)
    found = []
    for choice in product(*able):
        seated: Seated = {number: pk for number, pk in enumerate(choice) if pk is not None}
        if keeps_rules(row, seated):
            found.append(costs.of(seated))
    return min(found)


PEOPLE = st.builds(
    lambda approved, busy, waiting, recent, week, day, conflict, group, severity, trains, free: {
        "approved": frozenset(approved),
        "busy": tuple(hour(h) for h in busy),
        "waiting": waiting,
        "recent": recent,
        "most_a_week": week,
        "most_a_day": day,
        "conflict": conflict,
        "group": group,
        "severity": severity,
        "error": 0.1,
        "training": trains,
        "free": free,
    },
    approved=st.sampled_from([{CODING}, {CODING}, {CODING, DESIGN}, {DESIGN}, set()]),
    busy=st.sets(st.integers(-80, 30), max_size=2),
    waiting=st.integers(0, 2),
    recent=st.integers(0, 9),
    week=st.none() | st.integers(1, 4),
    day=st.none() | st.integers(1, 2),
    conflict=st.integers(0, 7).map(lambda n: n == 7),
    group=st.none() | st.integers(0, 1),
    severity=st.none() | st.sampled_from([-0.8, -0.3, 0.05, 0.4, 0.9]),
    trains=st.just(())
    | st.builds(
        lambda kind, left: (Training(CODING, "Coding", kind, left, 2),),
        st.sampled_from(["shadow", "reverse_shadow"]),
        st.integers(1, 2),
    ),
    free=st.sampled_from([None, None, (hour(0, 60 * 6),)]),
)


@st.composite
def seatings(draw: st.DrawFn, most_people: int = 4, most_places: int = 4) -> PanelRequest:
    people = [
        person(n, **fields)
        for n, fields in enumerate(
            draw(st.lists(PEOPLE, min_size=draw(st.integers(0, 3)), max_size=most_people))
        )
    ]
    sessions = draw(st.integers(1, 2))
    spans = [draw(st.none() | st.integers(0, 26).map(hour)) for _ in range(sessions)]
    modules = [draw(st.sampled_from([None, CODING, CODING, DESIGN])) for _ in range(sessions)]

    def make(session: int, kind: str) -> Place:
        return place(
            session,
            kind,
            span=spans[session],
            module=modules[session],
            topics=draw(st.sampled_from([(), (QUEUES,)])),
            declined=frozenset(draw(st.sets(st.sampled_from([UUID(int=100)]), max_size=1))),
        )

    wanted = draw(
        st.lists(
            st.tuples(
                st.integers(0, sessions - 1), st.sampled_from(["lead", "second", "shadow", "reverse_shadow"])
            ),
            min_size=draw(st.integers(1, 3)),
            max_size=most_places,
            unique_by=lambda pair: pair if pair[1] == "lead" else object(),
        )
    )
    places = [make(session, kind) for session, kind in wanted]
    pins = ()
    if people and draw(st.booleans()):
        pins = (Pin(people[0].id, make(draw(st.integers(0, sessions - 1)), "second")),)
    return request(places, people, pins=pins, seed=draw(st.integers(0, 3)))
