"""Takes back that somebody was declared out: they owe their card again."""

import uuid

from django.db import transaction

from accounts.ground.announce import announce
from accounts.ground.audit import record
from accounts.ground.verdict import Conflict
from accounts.models import Membership
from interviews.access import seat_of
from interviews.actions._changes import loop_change
from interviews.actions._changing import require_open
from interviews.enums import SeatKind, SeatState, SessionState
from interviews.models import Seat, Session
from interviews.queries.conflicts import has_conflict
from interviews.rules import may_change_loop
from scoring import rules
from scoring.enums import CardState
from scoring.models import GateOverride, Scorecard
from scoring.visibility import COUNTING_SEATS, is_blind

MARK = "Was declared out of {title} and returned: the cards that are in were open to them meanwhile."


@transaction.atomic
def return_seat(*, actor: Membership, seat_id: uuid.UUID) -> Seat:
    """The seat, held again, with the draft as it was left.

    The rule is plain: if another card of the loop is in and its holder was not blind for another reason, they
    may have read it. Then the gate counts as opened by them, and the card that they hand in is marked as
    written after reading the others' and not counted. A seat that is held changes nothing. Refuses who may
    not change the loop and one's own seat (Denied), a closed loop, a seat that was given back or is recused,
    who has a conflict of interest by now, and a lead while somebody else leads (Conflict).
    """
    seat = seat_of(actor, seat_id, lock=True)
    session, member = seat.session, seat.member
    may_change_loop(actor, session.loop).require()
    rules.may_excuse(actor, seat).require()
    require_open(session.loop)
    if seat.state == SeatState.SEATED:
        return seat
    _require_room(seat)
    _mark(seat)
    told = f"{member} owes a card of {session.title} again"
    with loop_change(session.loop, actor=actor, verb="return_seat", told=told):
        seat.state, seat.reason = SeatState.SEATED, ""
        seat.save(update_fields=["state", "reason"])
    if seat.kind in COUNTING_SEATS:
        complete = Session.objects.filter(pk=session.pk, state=SessionState.COMPLETE)
        complete.update(state=SessionState.AWAITING)
    announce(f"session:{session.pk}")
    record(
        "return_seat", organization=actor.organization, actor=actor, on=seat, data={"member": str(member.pk)}
    )
    return seat


def _require_room(seat: Seat) -> None:
    session, member = seat.session, seat.member
    if seat.state != SeatState.EXCUSED:
        raise Conflict(f"{member} was not declared out of {session.title}.")
    if session.loop.candidate_id and has_conflict(member.pk, session.loop.candidate_id):
        raise Conflict(f"{member} has a conflict of interest with this candidate.")
    leads = Seat.objects.filter(session=session, kind=SeatKind.LEAD, state=SeatState.SEATED)
    if seat.kind == SeatKind.LEAD and leads.exists():
        raise Conflict(f"Somebody else leads {session.title} by now.")


def _mark(seat: Seat) -> None:
    """Called while the seat is still out."""
    loop = seat.session.loop
    held = Scorecard.objects.filter(seat__session__loop=loop, seat__state=SeatState.SEATED)
    others = held.filter(state=CardState.SUBMITTED).exclude(seat__member=seat.member_id)
    if is_blind(seat.member, loop) or not others.exists():
        return
    GateOverride.objects.get_or_create(
        organization_id=loop.organization_id,
        loop=loop,
        member=seat.member,
        defaults={"reason": MARK.format(title=seat.session.title)},
    )
