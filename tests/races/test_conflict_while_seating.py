"""A conflict of interest is declared while somebody is being seated: no seat stays beside a conflict."""

import threading
from typing import Any

import pytest

from accounts.ground.tenancy import all_organizations, organization_scope
from accounts.ground.verdict import Conflict
from interviews.actions import _candidates, declare_conflict, plan_loop, seat_member
from interviews.actions.detect_conflicts import detect_conflicts
from interviews.enums import SeatState
from interviews.models import ConflictOfInterest, Seat
from tests.cast import World, build_world
from tests.interviews.helpers import more_questions
from tests.races.together import together

pytestmark = pytest.mark.django_db(transaction=True)
PATIENCE = 3.0  # seconds that the one waits for the other, which may have to wait for the one


@pytest.fixture
def world(transactional_db: None) -> World:
    with all_organizations():
        world = build_world("acme", "Acme")
        more_questions(world, 4)
        return world


def beside_a_conflict(world: World) -> int:
    """Seats held by people with an open conflict with the candidate."""
    with organization_scope(world.organization):
        members = ConflictOfInterest.objects.filter(lifted_at=None).values("member")
        return Seat.objects.filter(member__in=members, state=SeatState.SEATED).count()


def declaring(world: World, began: threading.Event, done: threading.Event) -> Any:
    def call() -> Any:
        assert began.wait(timeout=30)
        try:
            return declare_conflict.declare_conflict(
                actor=world.lead, candidate_id=world.candidate.pk, reason="Friends."
            )
        finally:
            done.set()

    return call


def wait_before_the_end(
    monkeypatch: pytest.MonkeyPatch, module: Any, began: threading.Event, done: threading.Event
) -> None:
    """The action has written everything; then the other begins; then the action ends."""
    record = module.record

    def late(*args: Any, **options: Any) -> Any:
        began.set()
        done.wait(timeout=PATIENCE)
        return record(*args, **options)

    monkeypatch.setattr(module, "record", late)


def plan(world: World) -> Any:
    return plan_loop.plan_loop(
        actor=world.coordinator,
        opening_id=world.opening.pk,
        candidate_id=world.candidate.pk,
        seats={0: {"lead": world.lead.pk}},
    )


def test_without_the_turn_a_seat_stays_beside_the_conflict(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    began, done = threading.Event(), threading.Event()
    wait_before_the_end(monkeypatch, plan_loop, began, done)
    for module in (_candidates, declare_conflict):
        monkeypatch.setattr(module, "take_turn", lambda candidates: None)
    results = together(world, lambda: plan(world), declaring(world, began, done))
    assert not any(isinstance(result, Exception) for result in results), results
    assert beside_a_conflict(world) == 1


def test_with_the_turn_a_loop_being_planned_loses_the_seat(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    began, done = threading.Event(), threading.Event()
    wait_before_the_end(monkeypatch, plan_loop, began, done)
    results = together(world, lambda: plan(world), declaring(world, began, done))
    assert not any(isinstance(result, Exception) for result in results), results
    assert beside_a_conflict(world) == 0
    with organization_scope(world.organization):
        assert Seat.objects.filter(member=world.lead, state=SeatState.RECUSED).count() == 2


def test_a_seat_given_meanwhile_is_lost_too(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    with organization_scope(world.organization):
        world.lead_card.delete()
        world.lead_card.seat.delete()
        world.loop.created_by = world.lead  # so that they still find the candidate
        world.loop.save()
    began, done = threading.Event(), threading.Event()
    wait_before_the_end(monkeypatch, seat_member, began, done)
    results = together(
        world,
        lambda: seat_member.seat_member(
            actor=world.coordinator, session_id=world.session.pk, member_id=world.lead.pk
        ),
        declaring(world, began, done),
    )
    assert not any(isinstance(result, Exception) for result in results), results
    assert beside_a_conflict(world) == 0


def test_two_looks_through_the_records_write_it_down_once(world: World) -> None:
    with organization_scope(world.organization):
        world.candidate.applications.update(referrer=world.lead)
    results = together(world, *[lambda: detect_conflicts(actor=world.coordinator)] * 4)
    assert not any(isinstance(result, Conflict) for result in results), results
    with organization_scope(world.organization):
        assert ConflictOfInterest.objects.count() == 1
    assert sorted(len(result.conflicts) for result in results) == [0, 0, 0, 1]
