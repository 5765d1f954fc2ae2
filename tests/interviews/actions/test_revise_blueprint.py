import pytest
from django.http import Http404
from django.utils import timezone

from accounts.ground.verdict import Conflict, Denied, Invalid
from interviews.actions.revise_blueprint import revise_blueprint
from interviews.content import Quota, StageContent
from tests.interviews.helpers import audited, planned


@pytest.fixture
def stage(in_acme):
    return StageContent(
        name="Depth",
        level_id=in_acme.level.pk,
        minutes=30,
        purpose="How deep?",
        kinds=("concept",),
        seats=("lead", "shadow"),
        criterion_ids=(in_acme.criteria[0].pk,),
        quotas=(Quota(in_acme.topic.pk, 1, 2),),
    )


def _revise(world, stages, **fields):
    values = {"actor": world.coordinator, "blueprint_id": world.opening.blueprint_id, "based_on": 1} | fields
    return revise_blueprint(stages=stages, **values)


def test_loops_made_before_keep_their_revision(in_acme, stage):
    before = planned(in_acme)

    blueprint = _revise(in_acme, [stage])

    assert (blueprint.current.number, blueprint.current.written_by) == (2, in_acme.coordinator)
    before.refresh_from_db()
    assert before.blueprint_revision.number == 1
    assert before.sessions.get().stage.name == "Queues interview"
    assert planned(in_acme, candidate_name="Next").sessions.get().title == "Depth"
    assert audited("revise_blueprint") == 1


def test_nobody_overwrites_what_somebody_else_saved_meanwhile(in_acme, stage):
    _revise(in_acme, [stage])

    with pytest.raises(Conflict, match="Somebody else saved revision 2"):
        _revise(in_acme, [stage])


def test_a_note_has_an_end(in_acme, stage):
    with pytest.raises(Invalid):
        _revise(in_acme, [stage], note="x" * 301)


def test_a_retired_blueprint_is_not_revised(in_acme, stage):
    blueprint = in_acme.opening.blueprint
    blueprint.retired_at = timezone.now()
    blueprint.save()

    with pytest.raises(Conflict, match="retired"):
        _revise(in_acme, [stage])


def test_who_may_not(in_acme, stage, zenith):
    for part in ("lead", "committee", "curator"):
        with pytest.raises(Denied):
            _revise(in_acme, [stage], actor=getattr(in_acme, part))
    with pytest.raises(Http404):
        _revise(in_acme, [stage], blueprint_id=zenith.opening.blueprint_id)
