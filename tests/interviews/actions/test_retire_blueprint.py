import pytest
from django.http import Http404

from accounts.ground.verdict import Conflict, Denied
from interviews.actions.create_opening import create_opening
from interviews.actions.retire_blueprint import retire_blueprint
from interviews.queries.blueprints import blueprints_of, openings_with, retired_of
from tests.interviews.helpers import audited, planned


def _retire(world, **fields):
    values = {"actor": world.coordinator, "blueprint_id": world.opening.blueprint_id} | fields
    return retire_blueprint(**values)


def test_it_leaves_the_list_and_gets_no_new_opening(in_acme):
    before = blueprints_of(in_acme.lead).count()

    blueprint = _retire(in_acme)

    assert blueprint.retired_at is not None
    assert blueprints_of(in_acme.lead).count() == before - 1
    assert list(retired_of(in_acme.lead)) == [blueprint]
    assert audited("retire_blueprint") == 1
    with pytest.raises(Conflict, match="is retired"):
        create_opening(actor=in_acme.coordinator, title="Another job", blueprint_id=blueprint.pk)


def test_openings_that_have_it_keep_planning(in_acme):
    blueprint = _retire(in_acme)

    assert [row.title for row in openings_with(blueprint)] == [in_acme.opening.title]
    assert planned(in_acme).blueprint_revision == blueprint.current


def test_once_is_enough(in_acme):
    _retire(in_acme)

    with pytest.raises(Conflict, match="retired already"):
        _retire(in_acme)


def test_who_may_not(in_acme, zenith):
    for part in ("lead", "committee", "curator"):
        with pytest.raises(Denied):
            _retire(in_acme, actor=getattr(in_acme, part))
    with pytest.raises(Http404):
        _retire(in_acme, blueprint_id=zenith.opening.blueprint_id)
