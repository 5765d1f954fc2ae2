"""take_committee_seat, appoint_to_committee, recuse_from_debrief: who sits in a committee."""

import pytest

from accounts.ground.verdict import Conflict, Denied, Invalid
from accounts.models import AuditEvent
from interviews.models import ConflictOfInterest
from scoring.actions.appoint_to_committee import appoint_to_committee
from scoring.actions.confirm_reading import confirm_reading
from scoring.actions.raise_veto import raise_veto
from scoring.actions.recuse_from_debrief import recuse_from_debrief
from scoring.actions.take_committee_seat import take_committee_seat
from scoring.models import CommitteeSeat, Veto
from scoring.queries.debriefs import debrief_of, standing_of
from tests.cast import make_seat
from tests.scoring.debriefing.people import a_debrief
from tests.scoring.debriefs import to_state

pytestmark = pytest.mark.django_db
WHY = "The candidate is my neighbour."


@pytest.fixture
def debriefed(in_acme, zenith):
    return a_debrief(in_acme, zenith.committee)


def voters(debriefed):
    return standing_of(debriefed.loop, debrief_of(debriefed.loop)).voters


def test_a_place_is_taken_or_given_once(debriefed):
    loop, member = debriefed.loop, debriefed["committee"]
    given = appoint_to_committee(actor=debriefed["coordinator"], loop_id=loop.pk, member_id=member.pk)
    assert given.appointed_by == debriefed["coordinator"]
    assert take_committee_seat(actor=member, loop_id=loop.pk) == given
    assert appoint_to_committee(actor=debriefed["voter"], loop_id=loop.pk, member_id=member.pk) == given
    assert AuditEvent.objects.filter(verb="appoint_to_committee").count() == 1
    assert AuditEvent.objects.filter(verb="take_committee_seat").count() == 2
    assert voters(debriefed) == ("Idle Member", "Kim Committee", "Other Member")


def test_witnesses_leaders_the_recused_and_the_conflicted_get_no_place(in_acme, debriefed):
    loop = debriefed.loop
    make_seat(loop.sessions.get(), debriefed["committee"], "shadow")
    for part, refusal, words in (
        ("committee", Conflict, "a witness does not judge"),
        ("facilitator", Conflict, "who leads does not vote"),
        ("recused", Conflict, "is recused"),
        ("conflicted", Conflict, "conflict of interest"),
        ("admin", Invalid, "no committee member"),
    ):
        with pytest.raises(refusal, match=words):
            appoint_to_committee(
                actor=debriefed["coordinator"], loop_id=loop.pk, member_id=debriefed[part].pk
            )
    with pytest.raises(Denied, match="who leads does not vote"):
        take_committee_seat(actor=debriefed["facilitator"], loop_id=loop.pk)


def test_who_came_to_interview_or_has_a_conflict_by_now_is_waited_for_no_more(in_acme, debriefed):
    make_seat(debriefed.loop.sessions.get(), debriefed["voter"], "shadow")
    assert voters(debriefed) == ("Other Member",)
    ConflictOfInterest.objects.create(
        organization=in_acme.organization,
        member=debriefed["other_voter"],
        candidate=debriefed.loop.candidate,
        kind="declared",
        reason="Friends",
    )
    assert voters(debriefed) == ()


def test_the_recusal_of_the_last_who_reads_opens_the_vote(debriefed):
    to_state(debriefed.loop, "reading", debriefed.voters())
    confirm_reading(actor=debriefed["voter"], loop_id=debriefed.loop.pk)
    recuse_from_debrief(actor=debriefed["other_voter"], loop_id=debriefed.loop.pk, reason=WHY)
    assert debrief_of(debriefed.loop).state == "voting"
    assert CommitteeSeat.objects.get(member=debriefed["other_voter"]).reason == WHY
    with pytest.raises(Denied, match="recused yourself"):
        recuse_from_debrief(actor=debriefed["other_voter"], loop_id=debriefed.loop.pk, reason=WHY)


def test_who_led_leads_no_more_and_their_veto_falls(debriefed):
    to_state(debriefed.loop, "reading", debriefed.voters())
    leads = debriefed["facilitator"]
    raise_veto(actor=leads, loop_id=debriefed.loop.pk, reason="Below the bar on depth.")
    recuse_from_debrief(actor=leads, loop_id=debriefed.loop.pk, reason=WHY)
    assert debrief_of(debriefed.loop).facilitator is None
    assert Veto.objects.get().withdrawn_reason == "Recused from this loop: the veto counts no more."


def test_a_reason_of_one_word_is_none(debriefed):
    with pytest.raises(Invalid):
        recuse_from_debrief(actor=debriefed["voter"], loop_id=debriefed.loop.pk, reason="Neighbour.")
    assert CommitteeSeat.objects.get(member=debriefed["voter"]).state == "seated"
