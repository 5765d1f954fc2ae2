"""What a blueprint says of the whole loop, and of levels and qualifications, is checked and kept."""

from dataclasses import replace

import pytest
from django.http import Http404

from accounts.ground.verdict import Invalid
from interviews.actions.create_blueprint import create_blueprint
from interviews.actions.revise_blueprint import revise_blueprint
from interviews.assembly.shapes import Weights
from interviews.content import Bar, Gates, Quota, StageContent, Terms
from interviews.models import Module
from interviews.queries.blueprints import stage_contents, terms_of
from questionbank.models import Level, Topic
from tests.interviews.helpers import in_scope


@pytest.fixture
def stage(in_acme):
    return StageContent(name="Depth", level_id=in_acme.level.pk, minutes=30)


@pytest.fixture
def other_level(in_acme):
    return Level.objects.create(organization=in_acme.organization, name="Beside", rank=90)


def _create(world, stages, **fields):
    values = {"actor": world.coordinator, "name": "New", "level_id": world.level.pk} | fields
    return create_blueprint(stages=stages, **values)


def _refused(world, stages, **fields):
    with pytest.raises(Invalid) as refused:
        _create(world, stages, **fields)
    return " ".join(refused.value.fields.values())


def test_all_rules_are_kept(in_acme, stage):
    terms = Terms(
        twice=(in_acme.topic.pk,),
        most_pilots=0,
        reserve_across=True,
        tolerance=0.4,
        minutes_tolerance=5,
        break_minutes=20,
        weights=Weights(information=1.0, variety=0.0),
        bars=(Bar(in_acme.criteria[0].pk, 2),),
    )

    blueprint = _create(in_acme, [stage, replace(stage, name="More")], terms=terms, role=" Engineer ")

    assert terms_of(blueprint.current) == terms
    assert blueprint.role == "Engineer"


def test_without_rules_the_usual_ones_hold_and_no_weights_are_written(in_acme, stage):
    blueprint = _create(in_acme, [stage])

    assert terms_of(blueprint.current) == Terms()
    assert blueprint.current.weights == {}


def test_neighbours_and_module_are_kept(in_acme, stage, other_level):
    module = Module.objects.create(organization=in_acme.organization, name="Systems")
    told = replace(stage, neighbour_ids=(other_level.pk,), module_id=module.pk)

    assert stage_contents(_create(in_acme, [told]).current_id) == [told]


def test_a_new_revision_keeps_rules_and_role_that_are_not_mentioned(in_acme, stage):
    gates = Gates(least_cards=2, all_topics=True, least_votes=3)
    terms = Terms(tolerance=0.5, bars=(Bar(in_acme.criteria[0].pk, 4),), gates=gates)
    made = _create(in_acme, [stage], terms=terms, role="Engineer")

    kept = revise_blueprint(
        actor=in_acme.coordinator, blueprint_id=made.pk, based_on=1, stages=[replace(stage, minutes=40)]
    )
    assert (terms_of(kept.current), kept.role) == (terms, "Engineer")

    changed = revise_blueprint(
        actor=in_acme.coordinator,
        blueprint_id=made.pk,
        based_on=2,
        stages=[stage],
        terms=Terms(),
        role="Analyst",
    )
    assert (terms_of(changed.current), changed.role) == (Terms(), "Analyst")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"most_pilots": -1}, "Pilot questions a session: from 0 to 30"),
        ({"most_pilots": 31}, "Pilot questions"),
        ({"tolerance": -0.1}, "from 0 to 3 points apart"),
        ({"tolerance": float("nan")}, "from 0 to 3 points apart"),
        ({"minutes_tolerance": 241}, "from 0 to 240 apart"),
        ({"break_minutes": 121}, "from 0 to 120 minutes"),
        ({"weights": Weights(coverage=10.5)}, "from 0 to 10"),
        ({"weights": Weights(coverage=float("nan"))}, "from 0 to 10"),
        ({"weights": Weights(0, 0, 0, 0, 0)}, "At least one weight"),
        ({"gates": Gates(least_cards=0)}, "1 to 20 cards, or for all"),
        ({"gates": Gates(least_votes=21)}, "1 to 20 votes"),
        ({"gates": Gates(reading_hours=0)}, "1 to 672 hours"),
        ({"gates": Gates(voting_hours=673)}, "1 to 672 hours"),
    ],
)
def test_rules_that_make_no_sense_are_refused_in_words(in_acme, stage, change, words):
    assert words in _refused(in_acme, [stage], terms=replace(Terms(), **change))


def test_bars_lie_on_the_scale_once_a_criterion(in_acme, stage):
    criterion = in_acme.criteria[0].pk
    for points in (0, 5):
        assert "from 1 to 4 points" in _refused(in_acme, [stage], terms=Terms(bars=(Bar(criterion, points),)))
    twice = Terms(bars=(Bar(criterion, 2), Bar(criterion, 3)))
    assert "two bars" in _refused(in_acme, [stage], terms=twice)


def test_a_topic_for_two_people_needs_two_interviews_that_may_ask_about_it(in_acme, stage):
    world, topic = in_acme, in_acme.topic
    other = Topic.objects.create(organization=world.organization, name="Elsewhere")
    below = Topic.objects.create(organization=world.organization, name="Below", parent=topic)
    asks = replace(stage, name="Asks", quotas=(Quota(topic.pk),))
    else_ = replace(stage, name="Else", quotas=(Quota(other.pk),))
    terms = Terms(twice=(topic.pk,))

    told = _refused(world, [asks, else_], terms=terms)
    assert f"{topic.name} is to be asked about by two people, but only 1 interview may" in told
    assert "only no interview" not in told
    assert "no interview may" in _refused(world, [else_, else_], terms=terms)
    _create(world, [asks, stage], terms=terms)  # one without topics takes any
    part = replace(stage, quotas=(Quota(below.pk),))
    _create(world, [asks, part], terms=terms, name="Below")
    _create(world, [asks, asks], terms=Terms(twice=(below.pk,)), name="Above")


def test_its_own_level_is_no_neighbour_and_a_seat_is_there_once(in_acme, stage):
    own = replace(stage, neighbour_ids=(in_acme.level.pk,))
    assert "Depth: its own level needs no mention" in _refused(in_acme, [own])
    seats = replace(stage, seats=("lead", "second", "second"))
    assert "a seat is there twice" in _refused(in_acme, [seats])


def test_a_role_has_an_end(in_acme, stage):
    assert "80 characters" in _refused(in_acme, [stage], role="x" * 81)


def test_rows_of_another_organisation_do_not_exist(in_acme, stage, zenith):
    with in_scope(zenith):
        module = Module.objects.create(organization=zenith.organization, name="Theirs")
        criterion = zenith.criteria[0].pk
    for stages, terms in (
        ([replace(stage, module_id=module.pk)], Terms()),
        ([replace(stage, neighbour_ids=(zenith.level.pk,))], Terms()),
        ([stage], Terms(bars=(Bar(criterion, 3),))),
        ([stage, stage], Terms(twice=(zenith.topic.pk,))),
    ):
        with pytest.raises(Http404):
            _create(in_acme, stages, terms=terms)
