"""The starter bank serves every ready-made blueprint: two candidates each, also without a shared question."""

from dataclasses import replace

import pytest

from interviews.actions.create_opening import create_opening
from interviews.actions.load_blueprints import load_blueprints
from interviews.actions.plan_loop import plan_loop
from interviews.assembly import assemble
from interviews.enums import PlanStatus
from interviews.models import Blueprint, Loop, Opening
from interviews.queries.bank import request_for, stages_of
from interviews.queries.blueprints import terms_of
from questionbank.actions.load_starter import load_starter
from questionbank.models import Level
from questionbank.starter import load
from tests.cast import World, make_candidate
from tests.interviews.helpers import in_scope

STARTER = load()


@pytest.fixture
def served(acme):
    """Acme with the starter bank and the ready-made blueprints."""
    with in_scope(acme):
        load_starter(actor=None, organization=acme.organization)
        load_blueprints(actor=None, organization=acme.organization)
        yield acme


def _met(loop: Loop) -> set:
    return set(loop.sessions.values_list("planned__revision__question", flat=True))


def _opened(world: World, name: str) -> tuple[Blueprint, Opening]:
    blueprint = Blueprint.objects.get(name=name)
    return blueprint, create_opening(actor=world.coordinator, title=name, blueprint_id=blueprint.pk)


def test_two_candidates_get_a_whole_loop_each(served):
    for starter in STARTER.blueprints:
        _, opening = _opened(served, starter.name)
        for number in (1, 2):
            name = f"Candidate {number} for {starter.name}"
            loop = plan_loop(actor=served.coordinator, opening_id=opening.pk, candidate_name=name, seed=1)

            assert loop.gaps == [], name
            assert loop.status in (PlanStatus.OPTIMAL, PlanStatus.FEASIBLE), name
            assert loop.sessions.count() == len(starter.stages)
            assert all(session.planned.exists() for session in loop.sessions.all())


def test_a_second_loop_can_do_without_any_question_of_the_first(served):
    for starter in STARTER.blueprints:
        blueprint, opening = _opened(served, starter.name)
        name = f"First for {starter.name}"
        first = plan_loop(actor=served.coordinator, opening_id=opening.pk, candidate_name=name, seed=1)
        other = make_candidate(served.organization, f"Second for {starter.name}")
        stages = stages_of(blueprint.current_id)
        request = request_for(opening, blueprint.current, stages, other, leads={}, seed=1)

        plan = assemble(replace(request, reserved=frozenset(_met(first)), target=None))

        assert plan.gaps == (), starter.key
        assert plan.status != "nearest", starter.key
        assert not {choice.question.question for choice in plan.choices} & _met(first)


def test_roles_levels_rules_and_bars_are_as_the_files_say(served):
    levels = {level.name: level.pk for level in Level.objects.all()}
    for starter in STARTER.blueprints:
        row = Blueprint.objects.get(name=starter.name)
        terms = terms_of(row.current)
        assert (row.role, row.level_id) == (starter.role, levels[starter.level])
        assert sorted(bar.points for bar in terms.bars) == sorted(points for _, points in starter.bars)
        assert len(terms.twice) == len(starter.twice)
        for stage, told in zip(row.current.stages.all(), starter.stages, strict=True):
            assert {level.name for level in stage.neighbours.all()} == set(told.neighbours)
