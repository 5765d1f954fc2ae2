import pytest

from accounts.ground.verdict import Conflict, Denied
from interviews.actions.create_opening import create_opening
from interviews.actions.load_blueprints import load_blueprints
from interviews.actions.plan_loop import plan_loop
from interviews.models import Blueprint
from questionbank.actions.load_starter import load_starter
from questionbank.starter import load
from tests.interviews.helpers import audited


def test_the_ready_made_blueprints_are_written_once_and_can_be_planned_from(in_acme):
    load_starter(actor=None, organization=in_acme.organization)

    made = load_blueprints(actor=None, organization=in_acme.organization)

    assert {row.name for row in made} == {row.name for row in load().blueprints}
    assert load_blueprints(actor=in_acme.coordinator, organization=in_acme.organization) == []
    assert audited("load_blueprints") == 1
    for blueprint in made:
        opening = create_opening(
            actor=in_acme.coordinator, title=f"Job {blueprint.name}", blueprint_id=blueprint.pk
        )
        loop = plan_loop(
            actor=in_acme.coordinator, opening_id=opening.pk, candidate_name=f"For {blueprint.name}"
        )
        assert loop.sessions.count() == blueprint.current.stages.count()
        assert not [gap for gap in loop.gaps if " needed in " in gap]


def test_without_the_starter_bank_it_says_what_is_missing_and_writes_nothing(in_acme):
    before = Blueprint.objects.count()

    with pytest.raises(Conflict, match="load the starter bank first"):
        load_blueprints(actor=in_acme.admin, organization=in_acme.organization)

    assert Blueprint.objects.count() == before


def test_who_may_not(in_acme):
    with pytest.raises(Denied):
        load_blueprints(actor=in_acme.lead, organization=in_acme.organization)
