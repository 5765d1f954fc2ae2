"""Two coordinators plan for the same candidate at the same moment: no question is ever reserved twice."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection, transaction

from accounts.ground.tenancy import all_organizations, organization_scope
from accounts.ground.verdict import Conflict
from interviews.actions import _candidates
from interviews.actions import plan_loop as module
from interviews.actions.create_candidate import create_candidate
from interviews.actions.plan_loop import plan_loop
from interviews.models import Candidate, Exposure, Loop, PlannedQuestion
from tests.cast import World, build_world
from tests.interviews.helpers import more_questions


@pytest.fixture
def world(transactional_db: None) -> World:
    with all_organizations():
        world = build_world("acme", "Acme")
        more_questions(world, 4)
        return world


def _at_once(world: World, *works: Callable[[], object]) -> list[object]:
    """What each gave or raised, all begun together, each on a connection of its own."""
    answers: list[object] = [None] * len(works)
    gate = threading.Barrier(len(works))

    def run(index: int) -> None:
        try:
            with organization_scope(world.organization):
                gate.wait(timeout=20)
                answers[index] = works[index]()
        except Exception as error:  # whatever came is what the test looks at
            answers[index] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[index]) for index in range(len(works))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return answers


def _plan(world: World) -> Loop:
    return plan_loop(
        actor=world.coordinator, opening_id=world.opening.pk, candidate_id=world.candidate.pk, seed=1
    )


def _without_the_lock(monkeypatch: pytest.MonkeyPatch, wait: Callable[[], object]) -> None:
    """Takes the candidate's lock away, and lets both choose before either writes."""
    monkeypatch.setattr(_candidates, "take_turn", lambda candidates: None)
    monkeypatch.setattr(_candidates, "hold_candidate", lambda pk: Candidate.objects.get(pk=pk))
    choose = module.assemble

    def chosen_together(request):
        plan = choose(request)
        wait()
        return plan

    monkeypatch.setattr(module, "assemble", chosen_together)


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_both_choose_the_same_and_the_database_refuses_the_second_whole(world, monkeypatch):
    both_have_chosen = threading.Barrier(2)
    _without_the_lock(monkeypatch, lambda: both_have_chosen.wait(timeout=20))

    answers = _at_once(world, lambda: _plan(world), lambda: _plan(world))

    refused = [answer for answer in answers if isinstance(answer, Conflict)]
    made = [answer for answer in answers if isinstance(answer, Loop)]
    assert (len(made), len(refused)) == (1, 1), answers
    assert "Nothing was saved" in refused[0].reason
    with organization_scope(world.organization):
        assert Loop.objects.count() == 2  # the world's own and the one that was made
        assert set(PlannedQuestion.objects.values_list("session__loop", flat=True)) == {
            world.loop.pk,
            made[0].pk,
        }


@pytest.mark.django_db(transaction=True)
def test_with_the_lock_the_second_plans_other_questions(world):
    answers = _at_once(world, lambda: _plan(world), lambda: _plan(world))

    assert all(isinstance(answer, Loop) for answer in answers), answers
    with organization_scope(world.organization):
        open_lines = Exposure.objects.filter(candidate=world.candidate, state="reserved")
        questions = list(open_lines.values_list("question_id", flat=True))
        assert len(questions) == len(set(questions)) == 2 + 3 + 3


@pytest.mark.django_db(transaction=True)
def test_candidates_entered_at_once_get_different_pseudonyms(world):
    def enter(name: str) -> Callable[[], Candidate]:
        return lambda: create_candidate(actor=world.coordinator, name=name)

    answers = _at_once(world, *(enter(f"Person {number}") for number in range(4)))

    assert all(isinstance(answer, Candidate) for answer in answers), answers
    assert sorted(answer.pseudonym for answer in answers) == ["C-0002", "C-0003", "C-0004", "C-0005"]


@pytest.mark.django_db(transaction=True)
def test_a_plan_that_fails_at_the_end_leaves_nothing(world, monkeypatch):
    def fail(*args, **options):
        raise RuntimeError("the last step")

    monkeypatch.setattr(module, "record", fail)
    with organization_scope(world.organization):
        before = Loop.objects.count(), PlannedQuestion.objects.count(), Exposure.objects.count()
        with pytest.raises(RuntimeError), transaction.atomic():
            _plan(world)
        assert (Loop.objects.count(), PlannedQuestion.objects.count(), Exposure.objects.count()) == before
