"""Saying in which teams a candidate was."""

import pytest
from django.http import Http404

from accounts.ground.verdict import Denied, Invalid
from interviews.actions.change_former_teams import change_former_teams
from interviews.enums import ConflictKind
from interviews.models import CandidatePerson, ConflictOfInterest
from tests.cast import World
from tests.interviews.conflict_rows import make_conflict, make_profile
from tests.interviews.helpers import audited


def test_a_team_in_common_is_a_conflict(in_acme: World) -> None:
    make_profile(in_acme.lead, former_teams=["Maps"])
    make_profile(in_acme.second, former_teams=["Search"])
    change_former_teams(
        actor=in_acme.coordinator, candidate_id=in_acme.candidate.pk, former_teams=[" MAPS ", "maps"]
    )
    assert CandidatePerson.objects.get().former_teams == ["MAPS"]
    row = ConflictOfInterest.objects.get()
    assert (row.member, row.kind) == (in_acme.lead, ConflictKind.FORMER_TEAM)
    assert audited("change_former_teams") == 1


def test_interviewers_and_those_with_a_conflict_say_nothing(in_acme: World) -> None:
    with pytest.raises(Denied):
        change_former_teams(actor=in_acme.lead, candidate_id=in_acme.candidate.pk, former_teams=[])
    make_conflict(in_acme, in_acme.admin)
    with pytest.raises(Http404):
        change_former_teams(actor=in_acme.admin, candidate_id=in_acme.candidate.pk, former_teams=[])


def test_names_have_a_length(in_acme: World) -> None:
    with pytest.raises(Invalid):
        change_former_teams(
            actor=in_acme.coordinator, candidate_id=in_acme.candidate.pk, former_teams=["x" * 121]
        )
