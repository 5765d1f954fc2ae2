from dataclasses import replace

import pytest
from django.http import Http404

from accounts.ground.verdict import Conflict, Denied, Invalid
from interviews.actions.copy_blueprint import copy_blueprint
from interviews.actions.create_blueprint import create_blueprint
from interviews.actions.retire_blueprint import retire_blueprint
from interviews.assembly.shapes import Weights
from interviews.content import Bar, Quota, StageContent, Terms
from interviews.queries.blueprints import stage_contents, terms_of
from questionbank.models import Level
from tests.interviews.helpers import audited


@pytest.fixture
def ladder(in_acme):
    """The rungs of Acme's ladder, lowest first: its own and three more above."""
    top = Level.objects.order_by("-rank").first().rank
    for number, name in enumerate(("Higher", "High", "Highest"), start=1):
        Level.objects.create(organization=in_acme.organization, name=name, rank=top + number)
    return list(Level.objects.order_by("rank"))


@pytest.fixture
def source(in_acme, ladder):
    stage = StageContent(
        name="Depth",
        level_id=ladder[-3].pk,
        minutes=30,
        quotas=(Quota(in_acme.topic.pk, 1, 2),),
        neighbour_ids=(ladder[-2].pk,),
        criterion_ids=(in_acme.criteria[0].pk,),
    )
    terms = Terms(
        most_pilots=None,
        tolerance=0.5,
        break_minutes=15,
        weights=Weights(coverage=5.0),
        bars=(Bar(in_acme.criteria[0].pk, 4),),
        twice=(in_acme.topic.pk,),
    )
    return create_blueprint(
        actor=in_acme.coordinator,
        name="Source",
        level_id=ladder[-3].pk,
        role="Engineer",
        stages=[stage, replace(stage, name="More", neighbour_ids=())],
        terms=terms,
    )


def _copy(world, source, **fields):
    values = {"blueprint_id": source.pk, "name": "Copy", "level_id": source.level_id} | fields
    return copy_blueprint(**{"actor": world.coordinator} | values)


def test_it_says_what_the_other_says_under_its_own_name(in_acme, source):
    copy = _copy(in_acme, source, role="Analyst")

    assert (copy.name, copy.role, copy.current.number) == ("Copy", "Analyst", 1)
    assert copy.current.note == "Copied from Source, revision 1."
    assert stage_contents(copy.current_id) == stage_contents(source.current_id)
    assert terms_of(copy.current) == terms_of(source.current)
    assert audited("copy_blueprint") == 1


def test_levels_move_along_when_wanted(in_acme, source, ladder):
    copy = _copy(in_acme, source, level_id=ladder[-2].pk, shift_levels=True)
    kept = _copy(in_acme, source, level_id=ladder[-2].pk, name="Kept")

    first, _ = stage_contents(copy.current_id)
    assert (first.level_id, first.neighbour_ids) == (ladder[-2].pk, (ladder[-1].pk,))
    assert stage_contents(kept.current_id)[0].level_id == ladder[-3].pk


def test_levels_stop_at_the_end_of_the_ladder(in_acme, source, ladder):
    copy = _copy(in_acme, source, level_id=ladder[-1].pk, shift_levels=True)

    first, _ = stage_contents(copy.current_id)
    assert (first.level_id, first.neighbour_ids) == (ladder[-1].pk, ())


def test_the_two_do_not_follow_each_other_and_a_retired_one_may_be_copied(in_acme, source):
    retire_blueprint(actor=in_acme.coordinator, blueprint_id=source.pk)

    copy = _copy(in_acme, source)

    assert copy.retired_at is None
    assert copy.current_id != source.current_id


def test_what_is_refused(in_acme, source, zenith):
    for name in ("Source", " "):
        with pytest.raises(Invalid) as refused:
            _copy(in_acme, source, name=name)
        assert list(refused.value.fields) == ["name"]
    with pytest.raises(Invalid):
        _copy(in_acme, source, role="x" * 81)
    with pytest.raises(Http404):
        _copy(in_acme, source, level_id=zenith.level.pk)
    source.current = None
    source.save()
    with pytest.raises(Conflict, match="no interviews yet"):
        _copy(in_acme, source)


def test_who_may_not(in_acme, source, zenith):
    for part in ("lead", "committee", "curator"):
        with pytest.raises(Denied):
            _copy(in_acme, source, actor=getattr(in_acme, part))
    with pytest.raises(Http404):
        _copy(in_acme, source, blueprint_id=zenith.opening.blueprint_id)
