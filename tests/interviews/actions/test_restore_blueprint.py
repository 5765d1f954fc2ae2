import pytest
from django.http import Http404

from accounts.ground.verdict import Conflict, Denied
from interviews.actions.create_opening import create_opening
from interviews.actions.restore_blueprint import restore_blueprint
from interviews.actions.retire_blueprint import retire_blueprint
from tests.interviews.helpers import audited


def _restore(world, **fields):
    values = {"actor": world.coordinator, "blueprint_id": world.opening.blueprint_id} | fields
    return restore_blueprint(**values)


def test_it_says_what_it_said_and_may_be_used_again(in_acme):
    before = in_acme.opening.blueprint.current_id
    retire_blueprint(actor=in_acme.coordinator, blueprint_id=in_acme.opening.blueprint_id)

    blueprint = _restore(in_acme)

    assert (blueprint.retired_at, blueprint.current_id) == (None, before)
    assert audited("restore_blueprint") == 1
    create_opening(actor=in_acme.coordinator, title="Another job", blueprint_id=blueprint.pk)


def test_one_that_is_in_use_is_not_brought_back(in_acme):
    with pytest.raises(Conflict, match="is in use"):
        _restore(in_acme)


def test_who_may_not(in_acme, zenith):
    for part in ("lead", "committee", "curator"):
        with pytest.raises(Denied):
            _restore(in_acme, actor=getattr(in_acme, part))
    with pytest.raises(Http404):
        _restore(in_acme, blueprint_id=zenith.opening.blueprint_id)
