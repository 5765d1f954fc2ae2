"""The demonstration is filled once, keeps every rule, and everybody named can sign in."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client

from accounts.ground.tenancy import all_organizations
from accounts.models import Membership, Organization
from interviews.models import Loop, Session
from questionbank.models import RubricProposal
from scoring import demo, demo_debriefs, demo_times
from scoring.enums import DebriefState
from scoring.models import Debrief, Exercise, JobOutcome, Meeting, Vote
from scoring.queries.meetings import agenda_of


@pytest.mark.django_db
def test_the_demonstration_is_filled_once_and_everybody_can_sign_in():
    call_command("seed_demo", candidates=4, stdout=StringIO())
    with all_organizations():
        loops = Loop.objects.count()
        placed = Session.objects.filter(loop__candidate__person__name=demo_times.CANDIDATE)
        assert placed.exists() and not placed.filter(scheduled_at=None).exists()
        assert_committees_work()
    assert loops >= 17
    call_command("seed_demo", candidates=4, stdout=(again := StringIO()))
    assert "there already" in again.getvalue()
    with all_organizations():
        assert Loop.objects.count() == loops
    call_command("check_tenancy", stdout=StringIO())
    call_command("seed_demo", show_logins=True, stdout=(shown := StringIO()))
    for role, email in demo.logins():
        assert role in shown.getvalue()
        browser = Client()
        answer = browser.post("/account/login/", {"login": email, "password": demo.PASSWORD}, follow=True)
        assert answer.status_code == 200
        assert Organization.objects.get(slug=demo.SLUG).name in answer.content.decode()


def assert_committees_work() -> None:
    """A debrief in every state, a vote that committee@ owes, a veto, a second round, a meeting, exercises."""
    committee = Membership.objects.get(user__email="committee@meridian.example", left_at=None)
    found = {
        d.loop.candidate.person.name: d for d in Debrief.objects.select_related("loop__candidate__person")
    }
    states = {name: found[name].state for name in demo_debriefs.CANDIDATES if name in found}
    assert set(DebriefState) - set(states.values()) == {DebriefState.COLLECTING}
    voted = Vote.objects.filter(debrief=found[demo_debriefs.VOTING]).values_list(
        "member__user__email", flat=True
    )
    assert list(voted) == ["judge@meridian.example"]
    disputed = found[demo_debriefs.DISCUSSING]
    assert {vote.ballot for vote in disputed.votes.all()} == {"yes", "no"}
    assert disputed.vetoes.get().withdrawn_at is None
    again = found[demo_debriefs.RELEASED]
    assert (again.round, again.loop.decisions.count()) == (2, 2)
    lines = agenda_of(committee, Meeting.objects.get()).lines
    assert [line.loop is None for line in lines].count(True) == 1
    assert len(lines) == len(demo_debriefs.ON_THE_AGENDA)
    assert set(Exercise.objects.values_list("state", flat=True)) == {"open", "closed"}
    assert RubricProposal.objects.get().approvals.count() == 1
    assert JobOutcome.objects.exists()


@pytest.mark.django_db
def test_what_stops_half_way_leaves_nothing(monkeypatch):
    monkeypatch.setattr(demo, "_this_week", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        call_command("seed_demo", candidates=1, stdout=StringIO())
    assert not Organization.objects.exists()
