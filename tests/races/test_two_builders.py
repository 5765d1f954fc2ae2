"""Two coordinators change one loop at the same moment: one does, the other is told who did what."""

import threading
from collections.abc import Callable

import pytest
from django.db import IntegrityError

from accounts.ground.tenancy import all_organizations, organization_scope
from accounts.ground.verdict import Conflict
from interviews.actions import replace_question as module
from interviews.actions.replace_question import replace_question
from interviews.actions.undo_change import undo_change
from interviews.models import LoopChange, PlannedQuestion
from tests.cast import World, build_world
from tests.races.together import together

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world(transactional_db: None) -> World:
    with all_organizations():
        return build_world("acme", "Acme")


def _replace(world: World, actor: str, place: int, *, seen: int | None = 0) -> Callable[[], PlannedQuestion]:
    """This one puts the spare question of the same place where question `place` stands."""
    with organization_scope(world.organization):
        planned = world.session.planned.all()[place].pk
    return lambda: replace_question(
        actor=getattr(world, actor),
        planned_id=planned,
        question_id=world.questions[2 + place].pk,
        seen=seen,
    )


def _both(world: World, seen: int | None = 0) -> list[object]:
    return together(
        world, _replace(world, "coordinator", 0, seen=seen), _replace(world, "admin", 1, seen=seen)
    )


def _changes(world: World) -> list[LoopChange]:
    with organization_scope(world.organization):
        return list(LoopChange.objects.filter(loop=world.loop).select_related("actor__user"))


def test_without_the_lock_both_believe_to_be_first_and_only_the_database_notices(world, monkeypatch):
    find, pick, both = module.access.planned_of, module.pick, threading.Barrier(2)

    def picked_together(*args, **options):
        found = pick(*args, **options)
        both.wait(timeout=20)
        return found

    monkeypatch.setattr(module.access, "planned_of", lambda actor, pk, lock=False: find(actor, pk))
    monkeypatch.setattr(module, "locked_candidate", lambda actor, loop: loop.candidate)
    monkeypatch.setattr(module, "pick", picked_together)

    answers = _both(world)

    assert [isinstance(answer, IntegrityError) for answer in answers].count(True) == 1, answers
    assert len(_changes(world)) == 1


def test_without_saying_what_one_saw_the_second_changes_a_loop_it_does_not_know(world):
    assert all(isinstance(answer, PlannedQuestion) for answer in _both(world, seen=None))
    assert len(_changes(world)) == 2


def test_one_changes_the_loop_and_the_other_is_told_who_did_what(world):
    answers = _both(world)

    [refused] = [answer for answer in answers if isinstance(answer, Conflict)]
    [change] = _changes(world)
    assert str(change.actor) in refused.reason
    assert "Replaced a question in Queues in depth" in refused.reason
    with organization_scope(world.organization):
        assert world.session.planned.filter(state="replaced").count() == 1


def test_a_change_is_taken_back_once(world):
    with organization_scope(world.organization):
        _replace(world, "coordinator", 0)()

    def undo(actor: str) -> Callable[[], LoopChange]:
        return lambda: undo_change(actor=getattr(world, actor), loop_id=world.loop.pk, number=1)

    answers = together(world, undo("coordinator"), undo("admin"))

    [refused] = [answer for answer in answers if isinstance(answer, Conflict)]
    assert "taken back already" in refused.reason
    assert len(_changes(world)) == 2
