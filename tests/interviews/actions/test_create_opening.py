import pytest
from django.http import Http404
from django.utils import timezone

from accounts.ground.verdict import Conflict, Denied, Invalid
from interviews.actions.create_opening import create_opening
from tests.interviews.helpers import audited


def test_a_job_is_open_with_its_blueprint(in_acme):
    opening = create_opening(
        actor=in_acme.admin,
        title=" Data Engineer ",
        blueprint_id=in_acme.opening.blueprint_id,
        team=" Data   platform ",
    )

    assert opening.team == "Data platform"
    assert (opening.title, opening.state, opening.created_by) == ("Data Engineer", "open", in_acme.admin)
    assert audited("create_opening") == 1


def test_a_team_has_a_name_of_bounded_length(in_acme):
    blueprint = in_acme.opening.blueprint_id
    with pytest.raises(Invalid) as refused:
        create_opening(actor=in_acme.admin, title="X", blueprint_id=blueprint, team="x" * 121)
    assert list(refused.value.fields) == ["team"]


@pytest.mark.parametrize("title", ["", "x" * 161, "backend engineer"])
def test_a_title_is_needed_once(in_acme, title):
    with pytest.raises(Invalid) as refused:
        create_opening(actor=in_acme.admin, title=title, blueprint_id=in_acme.opening.blueprint_id)
    assert list(refused.value.fields) == ["title"]


def test_a_retired_blueprint_opens_nothing(in_acme):
    blueprint = in_acme.opening.blueprint
    blueprint.retired_at = timezone.now()
    blueprint.save()

    with pytest.raises(Conflict, match="retired"):
        create_opening(actor=in_acme.admin, title="Data Engineer", blueprint_id=blueprint.pk)


def test_who_may_not(in_acme, zenith):
    with pytest.raises(Denied):
        create_opening(actor=in_acme.lead, title="X", blueprint_id=in_acme.opening.blueprint_id)
    with pytest.raises(Http404):
        create_opening(actor=in_acme.admin, title="X", blueprint_id=zenith.opening.blueprint_id)
