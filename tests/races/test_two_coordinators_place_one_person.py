"""Two coordinators put one interviewer into two interviews of two loops at the same moment."""

import threading
from datetime import UTC, datetime

import pytest
from django.db import transaction

from accounts.ground.tenancy import all_organizations, organization_scope
from accounts.ground.verdict import Conflict
from interviews.actions import _placing
from interviews.actions import schedule_session as module
from interviews.actions.place_loop import place_loop
from interviews.actions.schedule_session import schedule_session
from interviews.models import Session
from tests.cast import World, build_world
from tests.interviews.placing import another_loop
from tests.races.together import together

AT = datetime(2027, 3, 1, 10, tzinfo=UTC)


@pytest.fixture
def world(transactional_db: None) -> World:
    with all_organizations():
        return build_world("acme", "Acme")


@pytest.fixture
def other(world: World) -> Session:
    with organization_scope(world.organization):
        return another_loop(world)


def put(world: World, session: Session):
    actor = world.coordinator if session == world.session else world.admin
    return lambda: schedule_session(actor=actor, session_id=session.pk, at=AT)


def held(world: World) -> int:
    with organization_scope(world.organization):
        return Session.objects.filter(scheduled_at=AT).count()


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_both_find_nothing_and_the_person_sits_twice(world, other, monkeypatch):
    both = threading.Barrier(2)
    check = _placing.require_no_clash

    def checked_together(*args):
        reason = check(*args)
        both.wait(timeout=20)
        return reason

    monkeypatch.setattr(module, "hold_people", lambda sessions: None)
    monkeypatch.setattr(module, "require_no_clash", checked_together)
    answers = together(world, put(world, world.session), put(world, other))
    assert all(isinstance(answer, Session) for answer in answers), answers
    assert held(world) == 2


@pytest.mark.django_db(transaction=True)
def test_with_the_lock_the_second_is_told_where_the_person_is(world, other):
    answers = together(world, put(world, world.session), put(world, other))
    refused = [answer for answer in answers if isinstance(answer, Conflict)]
    assert len(refused) == 1, answers
    assert "Lea Lead is in another interview then" in refused[0].reason
    assert held(world) == 1


@pytest.mark.django_db(transaction=True)
def test_whole_loops_with_the_same_people_wait_for_each_other_and_never_for_ever(world, other):
    def whole(session: Session):
        times = {session.pk: AT}
        return lambda: place_loop(actor=world.admin, loop_id=session.loop_id, times=times)

    for _ in range(4):
        answers = together(world, whole(world.session), whole(other), put(world, other))
        kinds = {type(answer) for answer in answers}
        assert kinds <= {Session, Conflict, type(world.loop)}, answers
        assert held(world) == 1
        with organization_scope(world.organization), transaction.atomic():
            Session.objects.update(scheduled_at=None)
