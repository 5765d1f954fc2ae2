"""Declaring somebody out of an interview that was held."""

import pytest
from django.http import Http404

from accounts.enums import Role
from accounts.ground.verdict import Conflict, Denied, Invalid
from accounts.models import AuditEvent
from interviews.actions.seat_member import seat_member
from interviews.enums import LoopState, SeatState, SessionState
from interviews.models import LoopChange
from scoring.actions.excuse_seat import excuse_seat
from scoring.actions.record_decision import record_decision
from scoring.actions.submit_scorecard import submit_scorecard
from scoring.models import Decision
from scoring.queries.packet import read_packet, sat_in
from scoring.visibility import countable_loops, is_blind, readable_cards
from tests.cast import World
from tests.scoring.sheets import edit, fill, hand_in, save

WHY = "Was called away before anything was said."


@pytest.fixture
def held(in_acme: World) -> World:
    """The interview is over, the lead's card is in, the second's is a draft."""
    in_acme.session.state = SessionState.AWAITING
    in_acme.session.save()
    hand_in(in_acme.lead, in_acme.session)
    fill(in_acme.second, in_acme.session, value="1", words="strong_no")
    in_acme.session.refresh_from_db()
    return in_acme


def test_nobody_waits_for_them_any_more(held: World) -> None:
    seat = held.second_card.seat
    assert read_packet(held.committee, held.loop.pk).packet["missing"]
    excused = excuse_seat(actor=held.coordinator, seat_id=seat.pk, reason=WHY)
    assert (excused.state, excused.reason) == (SeatState.EXCUSED, WHY)
    assert read_packet(held.committee, held.loop.pk).packet["missing"] == []
    held.session.refresh_from_db()
    assert held.session.state == SessionState.COMPLETE
    assert list(countable_loops(held.organization)) == [held.loop]
    assert LoopChange.objects.get().told == "Declared Sam Second out of Queues in depth"
    assert AuditEvent.objects.get(verb="excuse_seat").data == {"member": str(held.second.pk)}


def test_their_draft_is_read_by_nobody_else_and_takes_no_more(held: World) -> None:
    excuse_seat(actor=held.coordinator, seat_id=held.second_card.seat_id, reason=WHY)
    for reader in (held.committee, held.admin, held.lead):
        cards = readable_cards(reader, held.loop)
        assert [str(card.seat.member) for card in cards] == ["Lea Lead"]
    with pytest.raises(Conflict, match="declared out"):
        save(held.second, held.session, edit(900, "notes", "more"))
    with pytest.raises(Conflict, match="declared out"):
        submit_scorecard(actor=held.second, session_id=held.session.pk)


def test_they_read_what_is_in_and_are_a_witness_still(held: World) -> None:
    held.second.roles = [Role.INTERVIEWER, Role.COMMITTEE]
    held.second.save()
    assert is_blind(held.second, held.loop)
    excuse_seat(actor=held.coordinator, seat_id=held.second_card.seat_id, reason=WHY)
    assert not is_blind(held.second, held.loop)
    assert "Lea Lead" in {str(card.seat.member) for card in readable_cards(held.second, held.loop)}
    reading = read_packet(held.second, held.loop.pk)
    assert sat_in(reading.loop)
    with pytest.raises(Denied, match="You interviewed"):
        record_decision(
            actor=held.second,
            loop_id=held.loop.pk,
            outcome="hire",
            reasons="I heard.",
            digest_seen=reading.digest,
        )
    assert not Decision.objects.exists()


def test_without_any_role_they_still_see_the_loop_and_its_cards(held: World) -> None:
    excuse_seat(actor=held.coordinator, seat_id=held.second_card.seat_id, reason=WHY)
    assert len(readable_cards(held.second, held.loop)) == 2  # the lead's, and their own draft


def test_nobody_declares_themselves_out(held: World) -> None:
    held.second.roles = [Role.INTERVIEWER, Role.ADMIN]
    held.second.save()
    with pytest.raises(Denied, match="Nobody declares themselves out"):
        excuse_seat(actor=held.second, seat_id=held.second_card.seat_id, reason=WHY)


def test_only_who_may_change_the_loop(held: World) -> None:
    with pytest.raises(Denied):
        excuse_seat(actor=held.lead, seat_id=held.second_card.seat_id, reason=WHY)
    with pytest.raises(Http404):
        excuse_seat(actor=held.curator, seat_id=held.second_card.seat_id, reason=WHY)


def test_a_reason_must_tell_something(held: World) -> None:
    with pytest.raises(Invalid):
        excuse_seat(actor=held.coordinator, seat_id=held.second_card.seat_id, reason="ill")


def test_a_card_that_is_in_an_interview_to_come_and_a_closed_loop_refuse(held: World) -> None:
    with pytest.raises(Conflict, match="handed their card in"):
        excuse_seat(actor=held.coordinator, seat_id=held.lead_card.seat_id, reason=WHY)
    held.session.state = SessionState.SCHEDULED
    held.session.save()
    with pytest.raises(Conflict, match="was not held yet"):
        excuse_seat(actor=held.coordinator, seat_id=held.second_card.seat_id, reason=WHY)
    held.loop.state = LoopState.DECIDED
    held.loop.save()
    with pytest.raises(Conflict, match="decided"):
        excuse_seat(actor=held.coordinator, seat_id=held.second_card.seat_id, reason=WHY)


def test_seating_them_anew_is_no_way_around_taking_it_back(held: World) -> None:
    excuse_seat(actor=held.coordinator, seat_id=held.second_card.seat_id, reason=WHY)
    held.session.state = SessionState.LIVE
    held.session.save()
    with pytest.raises(Conflict, match="was declared out"):
        seat_member(
            actor=held.coordinator, session_id=held.session.pk, member_id=held.second.pk, kind="second"
        )
