"""Declares somebody out of an interview that was held: they owe no card any more."""

import uuid

from django.db import transaction

from accounts.ground.announce import announce
from accounts.ground.audit import record
from accounts.ground.verdict import Conflict
from accounts.models import Membership
from interviews.access import seat_of
from interviews.actions._changes import loop_change
from interviews.actions._changing import require_open
from interviews.enums import SeatState
from interviews.models import Seat
from interviews.rules import has_started, is_seated, may_change_loop
from scoring import rules
from scoring.actions._asking import ask_for_calibration
from scoring.actions._completing import complete_session
from scoring.actions._reasons import read_reason
from scoring.actions._stepping import settle
from scoring.enums import CardState, RequestKind
from scoring.models import Scorecard


@transaction.atomic
def excuse_seat(*, actor: Membership, seat_id: uuid.UUID, reason: str) -> Seat:
    """The seat, declared out: nobody waits for its card, and what was drafted is read by nobody else.

    Its holder reads the others' cards unless they owe one elsewhere in the loop; where no other card is
    owed, the debrief goes on. Declaring out again changes nothing. Refuses who may not change the loop and
    one's own seat (Denied), a reason of less than four words (Invalid), a closed loop, an interview that has
    not begun, a seat that nobody holds any more, and one whose card is in (Conflict).
    """
    seat = seat_of(actor, seat_id, lock=True)
    session, member = seat.session, seat.member
    may_change_loop(actor, session.loop).require()
    rules.may_excuse(actor, seat).require()
    require_open(session.loop)
    if seat.state == SeatState.EXCUSED:
        return seat
    _require_owing(seat)
    seat.reason = read_reason(reason)
    told = f"Declared {member} out of {session.title}"
    with loop_change(session.loop, actor=actor, verb="excuse_seat", told=told):
        seat.state = SeatState.EXCUSED
        seat.save(update_fields=["state", "reason"])
    complete_session(session)
    settle(session.loop)
    ask_for_calibration(actor.organization, RequestKind.SUBMIT)  # the loop may count from now on
    announce(f"session:{session.pk}")
    record(
        "excuse_seat", organization=actor.organization, actor=actor, on=seat, data={"member": str(member.pk)}
    )
    return seat


def _require_owing(seat: Seat) -> None:
    session, member = seat.session, seat.member
    if not has_started(session.state):
        raise Conflict(f"{session.title} was not held yet: take {member} out of it under Panel instead.")
    if not is_seated(seat):
        raise Conflict(f"{member} does not hold a seat in {session.title} any more.")
    if Scorecard.objects.filter(seat=seat, state=CardState.SUBMITTED).exists():
        raise Conflict(f"{member} has handed their card in: nobody waits for it.")
