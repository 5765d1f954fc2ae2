"""Saying where somebody worked before and who brought them."""

import pytest
from django.http import Http404

from accounts.ground.verdict import Denied, Invalid
from interviews.actions.change_background import change_background
from interviews.enums import SeatState
from interviews.models import ConflictOfInterest, InterviewerProfile, Seat
from tests.cast import World
from tests.interviews.conflict_rows import brought_by, make_profile, was_in
from tests.interviews.helpers import audited


def test_one_says_it_of_oneself_tidied(in_acme: World) -> None:
    change_background(
        actor=in_acme.lead,
        former_teams=["  Maps  team", "maps TEAM", ""],
        team=" Search  team ",
        referred_by_id=in_acme.admin.pk,
    )
    profile = InterviewerProfile.objects.get(member=in_acme.lead)
    assert (profile.former_teams, profile.referred_by) == (["Maps team"], in_acme.admin)
    assert profile.team == "Search team"
    assert audited("change_background") == 1


def test_the_rest_of_a_profile_stays(in_acme: World) -> None:
    make_profile(in_acme.lead, time_zone="Europe/Berlin", most_a_week=3, referred_by=in_acme.admin)
    change_background(actor=in_acme.lead, former_teams=[])
    profile = InterviewerProfile.objects.get(member=in_acme.lead)
    assert (profile.time_zone, profile.most_a_week, profile.referred_by) == ("Europe/Berlin", 3, None)


def test_a_conflict_that_follows_costs_the_seat(in_acme: World) -> None:
    was_in(in_acme, "Maps")
    change_background(actor=in_acme.lead, former_teams=["maps"])
    assert ConflictOfInterest.objects.get().member == in_acme.lead
    assert Seat.objects.get(member=in_acme.lead).state == SeatState.RECUSED
    assert Seat.objects.get(member=in_acme.second).state == SeatState.SEATED


def test_who_came_by_the_candidates_referrer(in_acme: World) -> None:
    brought_by(in_acme, in_acme.admin)
    change_background(actor=in_acme.lead, former_teams=[], referred_by_id=in_acme.admin.pk)
    assert ConflictOfInterest.objects.get().member == in_acme.lead


def test_of_colleagues_only_coordinators_say_it(in_acme: World) -> None:
    change_background(actor=in_acme.coordinator, former_teams=["Maps"], member_id=in_acme.second.pk)
    assert InterviewerProfile.objects.get(member=in_acme.second).former_teams == ["Maps"]
    with pytest.raises(Denied):
        change_background(actor=in_acme.lead, former_teams=["Maps"], member_id=in_acme.second.pk)


@pytest.mark.parametrize("teams", [["x" * 121], [f"Team {n}" for n in range(21)]])
def test_too_many_or_too_long(in_acme: World, teams: list[str]) -> None:
    with pytest.raises(Invalid):
        change_background(actor=in_acme.lead, former_teams=teams)


def test_nobody_brought_themselves_and_strangers_nobody(in_acme: World, zenith: World) -> None:
    with pytest.raises(Invalid):
        change_background(actor=in_acme.lead, former_teams=[], referred_by_id=in_acme.lead.pk)
    with pytest.raises(Http404):
        change_background(actor=in_acme.lead, former_teams=[], referred_by_id=zenith.lead.pk)
