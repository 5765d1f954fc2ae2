from dataclasses import replace

import pytest
from django.http import Http404

from accounts.ground.verdict import Denied, Invalid
from interviews.actions.create_blueprint import create_blueprint
from interviews.content import Quota, StageContent
from interviews.queries.blueprints import stage_contents
from questionbank.models import Criterion
from tests.interviews.helpers import audited


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


def test_a_blueprint_says_what_was_written(in_acme, stage):
    blueprint = _create(in_acme, [stage, replace(stage, name="Second")], note="First go")

    assert stage_contents(blueprint.current_id) == [stage, replace(stage, name="Second")]
    assert (blueprint.current.number, blueprint.current.note) == (1, "First go")
    assert audited("create_blueprint") == 1


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


@pytest.mark.parametrize("part", ["lead", "committee", "curator"])
def test_who_may_not(in_acme, stage, part):
    with pytest.raises(Denied):
        _create(in_acme, [stage], actor=getattr(in_acme, part))
