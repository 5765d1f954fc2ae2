"""Whom a change of a session is told: everybody who must know, once, and what was not sent is replaced."""

from datetime import timedelta

import pytest

from interviews.actions._letters import session_changed
from interviews.actions.cancel_loop import cancel_loop
from interviews.actions.decline_seat import decline_seat
from interviews.actions.seat_member import seat_member
from interviews.actions.unseat_member import unseat_member
from interviews.enums import LoopState, SeatState
from interviews.models import CandidatePerson, ConflictOfInterest, Loop, Notice, Session
from tests.cast import make_member
from tests.interviews.letters import dropped, schedule, send_all, tomorrow, waiting

pytestmark = pytest.mark.django_db
EVERYBODY = ["C-0001", "Lea Lead", "Sam Second"]


def unseat(world, part):
    seat = world.session.seats.get(member=getattr(world, part))
    world.session.seats.get(member=getattr(world, part)).scorecard.delete()
    return unseat_member(actor=world.coordinator, seat_id=seat.pk)


def test_a_time_invites_the_seated_and_the_candidate(in_acme):
    assert waiting() == []
    schedule(in_acme, tomorrow())
    assert waiting() == [(name, "invitation", 0) for name in EVERYBODY]


def test_calling_it_again_changes_nothing(in_acme):
    schedule(in_acme, tomorrow())
    before = list(Notice.objects.values())
    assert session_changed(Session.objects.get(pk=in_acme.session.pk)) == []
    assert list(Notice.objects.values()) == before


def test_a_new_time_is_an_update_with_a_higher_sequence(in_acme):
    schedule(in_acme, tomorrow())
    send_all()
    assert schedule(in_acme, tomorrow(50)).invite_sequence == 1
    assert waiting() == [(name, "update", 1) for name in EVERYBODY]
    assert Notice.objects.filter(kind="update").first().facts["was"] is not None


def test_what_was_not_sent_is_replaced_and_stays_an_invitation(in_acme):
    schedule(in_acme, tomorrow())
    schedule(in_acme, tomorrow(50))
    assert waiting() == [(name, "invitation", 1) for name in EVERYBODY]
    assert set(dropped().values()) == {"A newer letter took its place."}


def test_back_to_the_time_that_everybody_knows_needs_no_letter(in_acme):
    at = tomorrow()
    schedule(in_acme, at)
    send_all()
    schedule(in_acme, tomorrow(50))
    schedule(in_acme, at)
    assert waiting() == []


def test_taking_the_time_away_cancels_what_was_told(in_acme):
    schedule(in_acme, tomorrow())
    send_all()
    schedule(in_acme, None)
    assert waiting() == [(name, "cancellation", 1) for name in EVERYBODY]


def test_taking_away_a_time_of_which_nobody_was_told_says_nothing(in_acme):
    schedule(in_acme, tomorrow())
    schedule(in_acme, None)
    assert waiting() == []
    assert set(dropped().values()) == {"Not needed any more."}


def test_somebody_new_is_invited_and_the_others_hear_nothing(in_acme):
    schedule(in_acme, tomorrow())
    send_all()
    other = make_member(in_acme.organization, "Otis Other", "interviewer")
    seat_member(actor=in_acme.coordinator, session_id=in_acme.session.pk, member_id=other.pk, kind="shadow")
    assert waiting() == [("Otis Other", "invitation", 0)]


def test_another_part_is_an_update_for_that_person_alone(in_acme):
    schedule(in_acme, tomorrow())
    send_all()
    seat_member(
        actor=in_acme.coordinator, session_id=in_acme.session.pk, member_id=in_acme.second.pk, kind="shadow"
    )
    assert waiting() == [("Sam Second", "update", 1)]


def test_who_is_unseated_or_declines_gets_a_cancellation(in_acme):
    schedule(in_acme, tomorrow())
    send_all()
    unseat(in_acme, "second")
    assert waiting() == [("Sam Second", "cancellation", 1)]
    decline_seat(actor=in_acme.lead, seat_id=in_acme.session.seats.get(member=in_acme.lead).pk)
    assert waiting() == [("Lea Lead", "cancellation", 2), ("Sam Second", "cancellation", 1)]


def test_who_comes_back_is_invited_again_under_a_number_of_its_own(in_acme):
    schedule(in_acme, tomorrow())
    send_all()
    for expected in (2, 4):
        unseat(in_acme, "second") if expected == 2 else _decline(in_acme)
        send_all()
        seat_member(
            actor=in_acme.coordinator,
            session_id=in_acme.session.pk,
            member_id=in_acme.second.pk,
            kind="second",
        )
        [(name, kind, sequence)] = waiting()
        assert (name, kind) == ("Sam Second", "invitation")
        assert sequence <= expected
        send_all()
    told = list(Notice.objects.filter(member=in_acme.second).order_by("created_at"))
    assert [row.kind for row in told] == ["invitation", "cancellation"] * 2 + ["invitation"]
    sequences = [row.sequence for row in told]
    assert sequences == sorted(sequences)


def _decline(world):
    seat = world.session.seats.get(member=world.second)
    return decline_seat(actor=world.second, seat_id=seat.pk)


def test_a_loop_that_is_called_off_is_called_off_for_everybody(in_acme):
    schedule(in_acme, tomorrow())
    send_all()
    cancel_loop(actor=in_acme.coordinator, loop_id=in_acme.loop.pk)
    assert waiting() == [(name, "cancellation", 1) for name in EVERYBODY]


def test_nobody_is_told_of_a_proposal_a_past_time_or_without_an_address(in_acme):
    Loop.objects.update(state=LoopState.PROPOSED)
    schedule(in_acme, tomorrow())
    assert waiting() == []
    Loop.objects.update(state=LoopState.PLANNED)
    schedule(in_acme, tomorrow(-30))
    assert waiting() == []
    CandidatePerson.objects.update(email="")
    schedule(in_acme, tomorrow())
    assert [name for name, _, _ in waiting()] == ["Lea Lead", "Sam Second"]


def test_who_left_is_recused_or_has_a_conflict_is_told_nothing(in_acme):
    in_acme.session.seats.filter(member=in_acme.second).update(state=SeatState.RECUSED)
    other = make_member(in_acme.organization, "Otis Other", "interviewer")
    seat_member(actor=in_acme.coordinator, session_id=in_acme.session.pk, member_id=other.pk, kind="shadow")
    ConflictOfInterest.objects.create(
        organization=in_acme.organization,
        member=other,
        candidate=in_acme.candidate,
        kind="declared",
        reason="Friends",
    )
    in_acme.lead.left_at = tomorrow(-1)
    in_acme.lead.save()
    schedule(in_acme, tomorrow())
    assert waiting() == [("C-0001", "invitation", 0)]


def test_what_is_over_is_not_cancelled(in_acme):
    at = tomorrow()
    schedule(in_acme, at)
    send_all()
    Notice.objects.all()
    for row in Notice.objects.all():
        row.facts["starts_at"] = (at - timedelta(days=3)).isoformat()
        row.save()
    schedule(in_acme, None)
    assert waiting() == []


def test_an_interviewers_letter_may_name_the_candidate_but_the_row_does_not(in_acme):
    schedule(in_acme, tomorrow())
    kept = str(list(Notice.objects.values_list("facts", flat=True)))
    assert in_acme.candidate.person.name not in kept
    assert in_acme.candidate.person.email not in kept
