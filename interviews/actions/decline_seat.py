"""Gives one's own seat back."""

import uuid

from django.db import transaction

from accounts.ground.audit import record
from accounts.ground.verdict import Conflict
from accounts.models import Membership
from interviews import access, rules
from interviews.actions._changes import loop_change
from interviews.actions._changing import check_reason
from interviews.actions._letters import session_changed
from interviews.enums import SeatState, SessionState
from interviews.models import Seat


@transaction.atomic
def decline_seat(*, actor: Membership, seat_id: uuid.UUID, reason: str = "") -> Seat:
    """The seat, declined, with the reason for whoever plans the loop to read.

    Its holder no longer sees the loop unless they may for another reason.

    Refuses somebody else's seat (Denied), a seat that is not held any more, and a session that has begun
    (Conflict).
    """
    seat = access.seat_of(actor, seat_id, lock=True)
    rules.may_decline(actor, seat).require()
    if not rules.is_seated(seat):
        raise Conflict("You gave this seat back already.")
    if seat.session.state != SessionState.SCHEDULED:
        raise Conflict(f"{seat.session.title} has begun or is cancelled; the seat cannot be given back.")
    reason = check_reason(reason, needed=False)
    session = seat.session
    told = f"{seat.member} gave the seat in {session.title} back"
    with loop_change(session.loop, actor=actor, verb="decline_seat", told=told):
        seat.state, seat.reason = SeatState.DECLINED, reason
        seat.save(update_fields=["state", "reason"])
    session_changed(session)
    record("decline_seat", organization=actor.organization, actor=actor, on=seat, data={"reason": reason})
    return seat
