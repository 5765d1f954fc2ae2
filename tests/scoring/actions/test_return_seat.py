"""Taking back that somebody was declared out."""

import pytest

from accounts.enums import Role
from accounts.ground.verdict import Conflict, Denied
from accounts.models import AuditEvent
from interviews.enums import SeatState, SessionState
from scoring.actions.excuse_seat import excuse_seat
from scoring.actions.return_seat import return_seat
from scoring.models import GateOverride
from scoring.visibility import after_reading, countable_ratings, is_blind, readable_cards
from tests.cast import World, make_seat
from tests.scoring.sheets import hand_in

WHY = "Was called away before anything was said."


@pytest.fixture
def out(in_acme: World) -> World:
    """The interview is over and the second declared out; no card is in."""
    in_acme.session.state = SessionState.AWAITING
    in_acme.session.save()
    excuse_seat(actor=in_acme.coordinator, seat_id=in_acme.second_card.seat_id, reason=WHY)
    return in_acme


def back(world: World) -> None:
    return_seat(actor=world.coordinator, seat_id=world.second_card.seat_id)


def test_while_no_other_card_is_in_they_owe_theirs_as_if_nothing_had_been(out: World) -> None:
    back(out)
    seat = out.session.seats.get(member=out.second)
    assert (seat.state, seat.reason) == (SeatState.SEATED, "")
    assert not GateOverride.objects.exists()
    assert AuditEvent.objects.get(verb="return_seat").data == {"member": str(out.second.pk)}
    hand_in(out.lead, out.session)
    assert is_blind(out.second, out.loop)
    hand_in(out.second, out.session)
    assert countable_ratings(out.organization).count() == 8


def test_once_a_card_was_open_to_them_theirs_is_marked_and_not_counted(out: World) -> None:
    hand_in(out.lead, out.session)
    out.session.refresh_from_db()
    assert out.session.state == SessionState.COMPLETE
    back(out)
    out.session.refresh_from_db()
    assert out.session.state == SessionState.AWAITING
    mark = GateOverride.objects.get()
    assert mark.member == out.second and "declared out" in mark.reason
    card = hand_in(out.second, out.session)
    assert after_reading(card)
    assert countable_ratings(out.organization).count() == 4


def test_who_was_blind_for_another_reason_cannot_have_read_and_is_not_marked(out: World) -> None:
    other = out.loop.sessions.create(
        organization=out.organization, position=1, title="Other", minutes=30, state=SessionState.AWAITING
    )
    make_seat(other, out.second)
    hand_in(out.lead, out.session)
    back(out)
    assert not GateOverride.objects.exists()
    assert len(readable_cards(out.second, out.loop)) == 1


def test_a_seat_that_is_held_changes_nothing_and_one_given_back_is_refused(out: World) -> None:
    assert return_seat(actor=out.coordinator, seat_id=out.lead_card.seat_id).state == SeatState.SEATED
    out.session.seats.filter(member=out.second).update(state=SeatState.DECLINED)
    with pytest.raises(Conflict, match="was not declared out"):
        back(out)


def test_nobody_returns_themselves_and_no_second_lead_comes_back(out: World) -> None:
    out.second.roles = [Role.INTERVIEWER, Role.ADMIN]
    out.second.save()
    with pytest.raises(Denied):
        return_seat(actor=out.second, seat_id=out.second_card.seat_id)
    out.session.seats.filter(member=out.second).update(kind="lead")
    with pytest.raises(Conflict, match="Somebody else leads"):
        back(out)
