"""Two loops of one opening want the last question at the same moment, where none may have another's."""

import threading

import pytest

from accounts.ground.tenancy import all_organizations, organization_scope
from interviews.actions import plan_loop as module
from interviews.actions.plan_loop import plan_loop
from interviews.models import (
    Blueprint,
    BlueprintRevision,
    Candidate,
    Loop,
    PlannedQuestion,
    Stage,
    StageTopic,
)
from questionbank.models import Question
from tests.cast import World, build_world, make_candidate
from tests.interviews.helpers import more_questions
from tests.races.together import together


@pytest.fixture
def world(transactional_db: None) -> World:
    """One question that a new loop of the opening may have; its open loops share none."""
    with all_organizations():
        world = build_world("acme", "Acme")
        Question.objects.update(state="retired")
        more_questions(world, 1)
        share_nothing(world)
        return world


def share_nothing(world: World) -> None:
    """The blueprint as it is, but that its open loops share no question."""
    blueprint = Blueprint.objects.get(pk=world.opening.blueprint_id)
    stage = Stage.objects.get(revision=blueprint.current_id)
    topic = StageTopic.objects.get(stage=stage)
    common = {"organization": world.organization}
    blueprint.current = stage.revision = BlueprintRevision.objects.create(
        **common, blueprint=blueprint, number=2, reserve_across=True
    )
    stage.pk = topic.pk = None
    stage.save(force_insert=True)
    topic.stage = stage
    topic.save(force_insert=True)
    blueprint.save()


def _plan(world: World, candidate: Candidate) -> Loop:
    return plan_loop(actor=world.coordinator, opening_id=world.opening.pk, candidate_id=candidate.pk, seed=1)


def _both(world: World) -> list[list[object]]:
    """The questions of two loops for two candidates, planned at once."""
    with organization_scope(world.organization):
        ada, ben = (make_candidate(world.organization, name) for name in ("Ada", "Ben"))
    made = together(world, lambda: _plan(world, ada), lambda: _plan(world, ben))
    assert all(isinstance(loop, Loop) for loop in made), made
    with organization_scope(world.organization):
        rows = PlannedQuestion.objects.filter(session__loop__in=made)
        return [list(rows.filter(session__loop=loop).values_list("revision_id", flat=True)) for loop in made]


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_both_take_the_last_question(world, monkeypatch):
    both_have_chosen = threading.Barrier(2)
    choose = module.assemble
    monkeypatch.setattr(module, "hold_opening", lambda *ids: None)

    def chosen_together(request):
        plan = choose(request)
        both_have_chosen.wait(timeout=20)
        return plan

    monkeypatch.setattr(module, "assemble", chosen_together)

    one, other = _both(world)

    assert one == other and len(one) == 1


@pytest.mark.django_db(transaction=True)
def test_with_the_lock_one_gets_it_and_the_other_is_told(world):
    one, other = _both(world)

    assert sorted([len(one), len(other)]) == [0, 1]
    with organization_scope(world.organization):
        short = Loop.objects.get(sessions__planned=None, name=world.opening.title, status="nearest")
        assert short.gaps


@pytest.mark.django_db(transaction=True)
def test_where_loops_may_share_questions_both_get_it(world):
    with all_organizations():
        blueprint = Blueprint.objects.get(pk=world.opening.blueprint_id)
        blueprint.current = BlueprintRevision.objects.get(blueprint=blueprint, number=1)
        blueprint.save()

    one, other = _both(world)

    assert one == other and len(one) == 1
