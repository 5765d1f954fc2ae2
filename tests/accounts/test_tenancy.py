"""Three guards keep organisations apart: scoped reads, one door with a 404, and the walk over every link."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django_scopes import ScopeError

from accounts.ground.tenancy import all_organizations, organization_scope
from accounts.models import Membership
from interviews.models import Candidate, Seat
from questionbank.models import Question
from tests.cast import sign_in


def test_reading_without_a_scope_raises(acme):
    with pytest.raises(ScopeError):
        list(Question.objects.all())


def test_a_scope_shows_its_own_rows_and_no_others(acme, zenith):
    with organization_scope(acme.organization):
        found = set(Candidate.objects.values_list("pk", flat=True))
    assert found == {acme.candidate.pk}


def test_the_walk_finds_a_row_that_points_into_another_organisation(acme, zenith):
    call_command("check_tenancy", stdout=(out := StringIO()))
    assert "none crosses organisations" in out.getvalue()
    with all_organizations():
        Seat.objects.create(organization=acme.organization, session=zenith.session, member=acme.lead)
    with pytest.raises(CommandError, match="1 of"):
        call_command("check_tenancy", stderr=(err := StringIO()))
    assert "interviews.Seat.session: 1 rows" in err.getvalue()


def test_the_walk_looks_at_joining_tables_too(acme, zenith):
    with all_organizations():
        acme.opening.blueprint.current.stages.get().criteria.add(zenith.criteria[0])
    with pytest.raises(CommandError):
        call_command("check_tenancy", stderr=(err := StringIO()))
    assert "interviews.Stage.criteria: 1 rows" in err.getvalue()


def test_an_administrator_cannot_reach_a_member_of_another_organisation(acme, zenith):
    answer = sign_in(acme.admin).post(f"/o/acme/people/{zenith.lead.pk}/", {"roles": ["admin"]})
    assert answer.status_code == 404
    assert Membership.unscoped.get(pk=zenith.lead.pk).roles == ["interviewer"]
