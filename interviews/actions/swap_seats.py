"""Lets two people of a loop change seats."""

import uuid

from django.db import transaction

from accounts.ground.audit import record
from accounts.ground.verdict import Conflict
from accounts.models import Membership
from interviews import access, rules
from interviews.actions._changes import loop_change
from interviews.actions._changing import require_not_started
from interviews.actions._letters import session_changed
from interviews.actions._seating import Wanted, empty_seat, panel_for, take_seat
from interviews.models import Seat


@transaction.atomic
def swap_seats(
    *,
    actor: Membership,
    seat_id: uuid.UUID,
    other_id: uuid.UUID,
    override: str = "",
    seen: int | None = None,
) -> tuple[Seat, Seat]:
    """The two new seats: each person where the other was, as what the other was.

    Refuses who may not change the loop (Denied), seats of different loops, of the same person, or not held, a
    session that has begun, somebody with a scorecard, and all that speaks against either where `override`
    gives no reason (Conflict).
    """
    one = access.seat_of(actor, seat_id, lock=True)
    other = access.seat_of(actor, other_id, lock=True)
    loop = one.session.loop
    rules.may_change_loop(actor, loop).require()
    _require_pair(one, other)
    panel = panel_for(actor, loop, {one.member_id, other.member_id})
    gone = [one.pk, other.pk]
    told = f"{one.member} ({one.session.title}) and {other.member} ({other.session.title}) changed seats"
    with loop_change(loop, actor=actor, verb="swap_seats", told=told, seen=seen):
        first, second = _wanted(one, other, override), _wanted(other, one, override)
        empty_seat(one)
        empty_seat(other)
        taken = (
            take_seat(panel, one.session, first, without=gone),
            take_seat(panel, other.session, second, without=gone),
        )
    for session in {seat.session_id: seat.session for seat in (one, other)}.values():
        session_changed(session)
    data = {"with": str(taken[1].pk), "override": override.strip()}
    record("swap_seats", organization=actor.organization, actor=actor, on=taken[0], data=data)
    return taken


def _wanted(seat: Seat, other: Seat, override: str) -> Wanted:
    return Wanted(seat.session_id, seat.kind, other.member_id, "", override)


def _require_pair(one: Seat, other: Seat) -> None:
    """Conflict unless the two can be swapped at all."""
    if one.session.loop_id != other.session.loop_id:
        raise Conflict("These seats are in different loops.")
    if one.member_id == other.member_id:
        raise Conflict("Choose the seats of two people.")
    for seat in (one, other):
        if not rules.is_seated(seat):
            raise Conflict(f"{seat.member} gave this seat back.")
        require_not_started(seat.session)
