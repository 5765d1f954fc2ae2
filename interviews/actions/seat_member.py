"""Seats somebody in a session."""

import uuid

from django.db import transaction

from accounts.ground.audit import record
from accounts.ground.verdict import Invalid
from accounts.models import Membership
from interviews import access, rules
from interviews.actions._changes import loop_change
from interviews.actions._letters import session_changed
from interviews.actions._seating import Wanted, panel_for, require_seats_open, take_seat
from interviews.enums import SeatKind
from interviews.models import Seat


@transaction.atomic
def seat_member(
    *,
    actor: Membership,
    session_id: uuid.UUID,
    member_id: uuid.UUID,
    kind: str = SeatKind.LEAD,
    override: str = "",
    seen: int | None = None,
) -> Seat:
    """The member sits there as `kind` (lead, second, shadow, reverse_shadow); again changes only the kind.

    `override` is the reason for seating them although they are not qualified, away, or at their limit.
    Refuses who may not change the loop (Denied), a member who may not sit or a kind that does not exist
    (Invalid), a second lead, who is recused, has a conflict of interest or another interview then, what
    needs a reason and has none, a session that is over, a loop that changed since `seen` (Conflict), a
    stranger (404).
    """
    session = access.session_of(actor, session_id, lock=True)
    rules.may_change_loop(actor, session.loop).require()
    if kind not in SeatKind.values:
        raise Invalid("There is no such seat.", {"kind": f"One of {', '.join(SeatKind.values)}."})
    panel = panel_for(actor, session.loop, [member_id])
    require_seats_open(session, session.loop)
    wanted = Wanted(session.pk, kind, member_id, "", override)
    told = f"Seated {panel.people[member_id].member} in {session.title}"
    with loop_change(session.loop, actor=actor, verb="seat_member", told=told, seen=seen):
        seat = take_seat(panel, session, wanted)
    session_changed(session)
    data = {"member": str(member_id), "kind": seat.kind, "override": override.strip()}
    record("seat_member", organization=actor.organization, actor=actor, on=seat, data=data)
    return seat
