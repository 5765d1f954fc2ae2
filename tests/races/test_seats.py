"""Two coordinators seat the same person at the same moment: never in two interviews at once, nor beyond their
limits; and two people are never both lead."""

import threading
from collections.abc import Callable

import pytest

from accounts.ground.tenancy import all_organizations, organization_scope
from accounts.ground.verdict import Conflict
from interviews.actions import _seating
from interviews.actions.replace_seat import replace_seat
from interviews.actions.seat_member import seat_member
from interviews.actions.seat_panel import seat_panel
from interviews.models import Loop, Seat
from tests.cast import World, build_world
from tests.interviews.panels import in_days, limited, open_loop, session_of, wanted
from tests.races.together import together


@pytest.fixture
def world(transactional_db: None) -> World:
    with all_organizations():
        return build_world("acme", "Acme")


@pytest.fixture
def loops(world: World) -> list[Loop]:
    """Two loops with an interview each, at the same time."""
    with organization_scope(world.organization):
        made = [open_loop(world, name) for name in ("Toni Test", "Uma Test")]
        for loop in made:
            session_of(loop, in_days(3))
        return made


def seat_lead(world: World, loop: Loop) -> Callable[[], object]:
    """A coordinator's accepting of the lead for this loop."""
    session = session_of(loop)
    return lambda: seat_panel(actor=world.coordinator, loop_id=loop.pk, seats=[wanted(session, world.lead)])


def both(world: World, loops: list[Loop]) -> list[object]:
    with organization_scope(world.organization):
        calls = [seat_lead(world, loop) for loop in loops]
    return together(world, *calls)


def seats_of(world: World, loops: list[Loop]) -> int:
    with organization_scope(world.organization):
        return Seat.objects.filter(session__loop__in=loops, state="seated").count()


def without_the_lock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Takes the person's lock away, and lets both look before either writes."""
    looked = threading.Barrier(2)
    look = _seating.panel_of

    def look_together(actor, loop):
        panel = look(actor, loop)
        looked.wait(timeout=20)
        return panel

    monkeypatch.setattr(_seating, "lock_people", lambda ids: None)
    monkeypatch.setattr(_seating, "panel_of", look_together)


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_one_person_sits_in_two_interviews_at_once(world, loops, monkeypatch):
    without_the_lock(monkeypatch)
    answers = both(world, loops)
    assert not [answer for answer in answers if isinstance(answer, Exception)], answers
    assert seats_of(world, loops) == 2


@pytest.mark.django_db(transaction=True)
def test_with_it_the_second_is_refused(world, loops):
    answers = both(world, loops)
    refused = [answer for answer in answers if isinstance(answer, Conflict)]
    assert len(refused) == 1, answers
    assert "in another interview then" in refused[0].reason
    assert seats_of(world, loops) == 1


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_a_limit_is_passed(world, loops, monkeypatch):
    with organization_scope(world.organization):
        limited(world.lead, most_a_day=1)
        session_of(loops[1], in_days(3, hour=14))
    without_the_lock(monkeypatch)
    both(world, loops)
    assert seats_of(world, loops) == 2


@pytest.mark.django_db(transaction=True)
def test_with_it_a_limit_holds(world, loops):
    with organization_scope(world.organization):
        limited(world.lead, most_a_day=1)
        session_of(loops[1], in_days(3, hour=14))
    answers = both(world, loops)
    assert [answer.reason for answer in answers if isinstance(answer, Conflict)] == [
        "Lea Lead, Queues interview: at the limit of 1 a day. Give a reason to seat them all the same."
    ]
    assert seats_of(world, loops) == 1


@pytest.mark.django_db(transaction=True)
def test_two_who_make_different_people_lead_of_one_interview(world, loops):
    with organization_scope(world.organization):
        session = session_of(loops[0])

    def lead(member):
        return lambda: seat_member(
            actor=world.coordinator, session_id=session.pk, member_id=member.pk, kind="lead"
        )

    answers = together(world, lead(world.lead), lead(world.second))

    [refused] = [answer for answer in answers if isinstance(answer, Exception)]
    assert isinstance(refused, Conflict)
    assert "leads Queues interview already" in refused.reason


@pytest.mark.django_db(transaction=True)
def test_two_who_replace_a_seat_that_was_given_back(world, loops):
    with organization_scope(world.organization):
        session = session_of(loops[0])
        seat = Seat.objects.create(
            organization=world.organization,
            session=session,
            member=world.admin,
            kind="second",
            state="declined",
        )

    def put(member):
        return lambda: replace_seat(actor=world.coordinator, seat_id=seat.pk, member_id=member.pk)

    answers = together(world, put(world.lead), put(world.second))

    [refused] = [answer for answer in answers if isinstance(answer, Exception)]
    assert isinstance(refused, Conflict)
    assert "meanwhile" in refused.reason


@pytest.mark.django_db(transaction=True)
def test_two_loops_that_seat_the_same_two_people_never_wait_for_each_other(world, loops):
    with organization_scope(world.organization):
        session_of(loops[1], in_days(3, hour=14))
        people = [(world.lead, "lead"), (world.second, "second")]
        asked = [
            [wanted(session_of(loop), member, kind) for member, kind in order]
            for loop, order in zip(loops, (people, people[::-1]), strict=True)
        ]

    def accept(loop, seats):
        return lambda: seat_panel(actor=world.coordinator, loop_id=loop.pk, seats=seats)

    answers = together(world, *(accept(loop, seats) for loop, seats in zip(loops, asked, strict=True)))
    assert all(isinstance(answer, list) for answer in answers), answers
