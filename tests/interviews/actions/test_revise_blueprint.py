from dataclasses import replace

import pytest
from django.http import Http404
from django.utils import timezone

from accounts.ground.verdict import Conflict, Denied, Invalid
from interviews.actions.create_blueprint import create_blueprint
from interviews.actions.revise_blueprint import revise_blueprint
from interviews.content import Quota, StageContent
from interviews.queries.blueprints import stage_contents
from questionbank.models import Criterion
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


def _create(world, stages, **fields):
    values = {"actor": world.coordinator, "name": "New", "level_id": world.level.pk, "note": ""} | fields
    return create_blueprint(stages=stages, **values)


def _revise(world, stages, **fields):
    values = {"actor": world.coordinator, "blueprint_id": world.opening.blueprint_id, "based_on": 1} | fields
    return revise_blueprint(stages=stages, **values)


def test_a_blueprint_says_what_was_written(in_acme, stage):
    blueprint = _create(in_acme, [stage, replace(stage, name="Second")], note="First go")

    assert stage_contents(blueprint.current_id) == [stage, replace(stage, name="Second")]
    assert (blueprint.current.number, blueprint.current.note) == (1, "First go")
    assert audited("create_blueprint") == 1


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


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"name": " "}, "needs a name"),
        ({"minutes": 4}, "from 5 to 480 minutes"),
        ({"kinds": ("riddle",)}, "no such kind"),
        ({"seats": ("judge", "lead")}, "no such kind of question or seat"),
        ({"seats": ("second",)}, "somebody must lead it"),
    ],
)
def test_what_makes_no_sense_is_refused_in_words(in_acme, stage, change, words):
    with pytest.raises(Invalid) as refused:
        _create(in_acme, [replace(stage, **change)])
    assert words in refused.value.fields["stages"]


def test_topic_counts_must_make_sense(in_acme, stage):
    topic = in_acme.topic.pk
    for quotas, words in {
        (Quota(topic, 1, 2), Quota(topic, 1, 2)): "a topic is there twice",
        (Quota(topic, 3, 2),): "minimum may not be above its maximum",
        (Quota(topic, 0, 0),): "leave a topic out",
        (Quota(topic, 1, 31),): "above 30",
    }.items():
        with pytest.raises(Invalid) as refused:
            _create(in_acme, [replace(stage, quotas=quotas)])
        assert words in refused.value.fields["stages"]


@pytest.mark.parametrize("count", [0, 13])
def test_a_blueprint_has_from_one_to_twelve_interviews(in_acme, stage, count):
    with pytest.raises(Invalid, match="cannot be saved"):
        _create(in_acme, [stage] * count)


@pytest.mark.parametrize("name", ["", "x" * 121, "Senior Backend Engineer"])
def test_a_name_is_needed_once(in_acme, stage, name):
    with pytest.raises(Invalid) as refused:
        _create(in_acme, [stage], name=name)
    assert list(refused.value.fields) == ["name"]


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
            _create(in_acme, [stage], actor=getattr(in_acme, part))
        with pytest.raises(Denied):
            _revise(in_acme, [stage], actor=getattr(in_acme, part))
    with pytest.raises(Http404):
        _revise(in_acme, [stage], blueprint_id=zenith.opening.blueprint_id)


def test_rows_of_another_organisation_do_not_exist(in_acme, stage, zenith):
    from tests.interviews.helpers import in_scope

    with in_scope(zenith):
        theirs = Criterion.objects.first().pk
    for change in (
        {"level_id": zenith.level.pk},
        {"criterion_ids": (theirs,)},
        {"quotas": (Quota(zenith.topic.pk),)},
    ):
        with pytest.raises(Http404):
            _create(in_acme, [replace(stage, **change)])
    with pytest.raises(Http404):
        _create(in_acme, [stage], level_id=zenith.level.pk)
