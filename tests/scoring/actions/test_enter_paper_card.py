"""Typing in a card from paper: who may, what it leaves behind, and what the holder wrote themselves."""

from datetime import timedelta

import pytest
from django.http import Http404
from django.utils import timezone

from accounts.ground.verdict import Conflict, Denied, Invalid
from accounts.models import AuditEvent
from interviews.actions.mark_question import mark_question
from interviews.actions.start_session import start_session
from interviews.models import ConflictOfInterest, HintGiven, PlannedQuestion, Seat, Session
from scoring.actions.enter_paper_card import enter_paper_card
from scoring.actions.submit_scorecard import submit_scorecard
from scoring.models import Edit, Rating, Scorecard, ScorecardVersion
from scoring.paper_card import PaperCard, PaperMark
from scoring.queries.live import live_sheet
from tests.cast import make_question, make_seat
from tests.scoring.papers import full, held, seat_of
from tests.scoring.sheets import edit, hand_in, save

pytestmark = pytest.mark.django_db


def enter(world, paper=None, *, actor=None, submit=False):
    return enter_paper_card(
        actor=actor or world.coordinator, seat_id=seat_of(world).pk, paper=paper or full(world), submit=submit
    )


def test_a_coordinator_enters_it_and_the_holder_submits_it(in_acme):
    held(in_acme)
    entered = enter(in_acme)
    assert not entered.submitted and not entered.missing and not entered.told
    card = Scorecard.objects.get(seat=seat_of(in_acme))
    assert (card.state, card.entered_by, card.reason) == (
        "draft",
        in_acme.coordinator,
        "On paper they shone.",
    )
    assert set(Rating.objects.filter(scorecard=card).values_list("value", flat=True)) == {3}
    session = Session.objects.get()
    assert (session.state, session.started_at) == ("awaiting", session.scheduled_at)
    assert set(PlannedQuestion.objects.values_list("state", "asked_at", "marked_by")) == {
        ("asked", None, in_acme.coordinator.pk)
    }
    submit_scorecard(actor=in_acme.lead, session_id=in_acme.session.pk)
    version = ScorecardVersion.objects.get()
    assert version.written_by == in_acme.lead
    assert version.content["entered_by"] == str(in_acme.coordinator.pk)


def test_it_is_handed_in_at_once_if_wished_and_the_trail_names_who_did(in_acme):
    held(in_acme)
    assert enter(in_acme, submit=True).submitted
    card = Scorecard.objects.get(seat=seat_of(in_acme))
    assert card.state == "submitted"
    assert ScorecardVersion.objects.get().written_by == in_acme.coordinator
    event = AuditEvent.objects.get(verb="enter_paper_card")
    assert event.actor == in_acme.coordinator
    assert event.data["for"] == str(in_acme.lead.pk)
    assert event.data["submitted"] is True
    assert not AuditEvent.objects.filter(actor=in_acme.lead).exists()


def test_what_is_missing_is_said_and_what_was_typed_stays(in_acme):
    held(in_acme)
    entered = enter(in_acme, PaperCard({"notes": "Only this."}), submit=True)
    assert not entered.submitted
    assert {"recommendation", "reason"} <= entered.missing.keys()
    assert Scorecard.objects.get(seat=seat_of(in_acme)).notes == "Only this."


def test_entering_it_twice_changes_nothing(in_acme):
    held(in_acme)
    enter(in_acme)
    before = Edit.objects.count()
    enter(in_acme)
    assert Edit.objects.count() == before
    enter(in_acme, full(in_acme, notes="Read again."))
    assert Edit.objects.count() == before + 1
    assert Scorecard.objects.get(seat=seat_of(in_acme)).notes == "Read again."


def test_what_the_holder_wrote_is_kept_beside_it_and_they_choose(in_acme):
    held(in_acme)
    save(in_acme.lead, in_acme.session, edit(1, "notes", "My own words."))
    entered = enter(in_acme, submit=True)
    assert not entered.submitted
    assert "Lea Lead chooses" in entered.told[0]
    card = Scorecard.objects.get(seat=seat_of(in_acme))
    assert card.notes == "My own words."
    assert card.reason == "On paper they shone."
    [kept] = live_sheet(in_acme.lead, in_acme.session.pk).kept
    assert (kept.kept, kept.stored) == ("From paper.", "My own words.")


def test_a_question_marked_here_already_stays_as_it_is_marked(in_acme):
    start_session(actor=in_acme.lead, session_id=in_acme.session.pk)
    first = PlannedQuestion.objects.first()
    mark_question(actor=in_acme.second, planned_id=first.pk, state="skipped", reason="No time.")
    entered = enter(in_acme, submit=True)
    assert "Sam Second marked this question as skipped" in entered.told[0]
    assert not entered.submitted
    first.refresh_from_db()
    assert first.state == "skipped"


def test_hints_are_entered_too(in_acme):
    held(in_acme)
    first = PlannedQuestion.objects.first()
    first.revision = make_question(in_acme.organization, "With hints?", hints=["one", "two"]).current
    first.save()
    enter(in_acme, PaperCard({"notes": "x"}, (PaperMark(first.pk, hints=(2,)),)))
    assert HintGiven.objects.get().number == 2


def test_the_person_themselves_may(in_acme):
    held(in_acme)
    assert enter(in_acme, actor=in_acme.lead, submit=True).submitted


@pytest.mark.parametrize("part", ["second", "committee", "curator", "nobody"])
def test_nobody_else_may(in_acme, part):
    held(in_acme)
    with pytest.raises((Denied, Http404)):
        enter(in_acme, actor=getattr(in_acme, part))
    assert not AuditEvent.objects.filter(verb="enter_paper_card").exists()


@pytest.mark.parametrize("part", ["admin", "coordinator"])
def test_who_owes_a_card_in_the_loop_may_not_and_may_once_it_is_in(in_acme, part):
    held(in_acme)
    member = getattr(in_acme, part)
    make_seat(in_acme.session, member)
    with pytest.raises(Denied, match="You owe a card in this loop yourself"):
        enter(in_acme, actor=member)
    hand_in(member, in_acme.session)
    assert enter(in_acme, actor=member)


def test_who_recused_themselves_or_has_a_conflict_may_not(in_acme):
    held(in_acme)
    seat = make_seat(in_acme.session, in_acme.admin)
    Seat.objects.filter(pk=seat.pk).update(state="recused")
    with pytest.raises(Denied, match="recused"):
        enter(in_acme, actor=in_acme.admin)
    ConflictOfInterest.objects.create(
        organization=in_acme.organization,
        member=in_acme.coordinator,
        candidate=in_acme.candidate,
        kind="declared",
        reason="Friends.",
    )
    with pytest.raises(Http404):
        enter(in_acme)


def test_not_before_the_interview_was_held_nor_after_the_card_is_in(in_acme):
    with pytest.raises(Conflict, match="not been held"):
        enter(in_acme)
    Session.objects.update(scheduled_at=timezone.now() + timedelta(minutes=1))
    with pytest.raises(Conflict, match="not been held"):
        enter(in_acme)
    held(in_acme)
    hand_in(in_acme.lead, in_acme.session)
    with pytest.raises(Conflict, match="submitted this card"):
        enter(in_acme)


@pytest.mark.parametrize("state", ["cancelled", "decided"])
def test_not_in_a_loop_that_is_closed(in_acme, state):
    held(in_acme)
    type(in_acme.loop).objects.update(state=state)
    with pytest.raises(Conflict):
        enter(in_acme)


def test_what_cannot_stand_there_is_refused_whole(in_acme):
    held(in_acme)
    with pytest.raises(Invalid) as refused:
        enter(in_acme, full(in_acme, notes="x" * 20_001))
    assert "notes" in refused.value.fields
    assert not Edit.objects.exists()
    assert Session.objects.get().state == "scheduled"
    skipped = PaperCard({"notes": "x"}, (PaperMark(PlannedQuestion.objects.first().pk, "skipped"),))
    with pytest.raises(Invalid):
        enter(in_acme, skipped)


def test_an_empty_form_is_no_card(in_acme):
    held(in_acme)
    with pytest.raises(Invalid, match="Nothing was typed in"):
        enter(in_acme, PaperCard())
