"""Seats somebody in a session."""

import uuid

from django.db import transaction

from accounts.ground.audit import record
from accounts.ground.verdict import Conflict
from accounts.models import Membership
from interviews import access, rules
from interviews.actions._letters import session_changed
from interviews.actions._writing import seatable, sit
from interviews.enums import LoopState, SeatKind, SessionState
from interviews.models import Seat
from interviews.queries.conflicts import conflicted_members

OPEN_LOOPS = (LoopState.PROPOSED, LoopState.PLANNED)
OPEN_SESSIONS = (SessionState.SCHEDULED, SessionState.LIVE)


@transaction.atomic
def seat_member(
    *, actor: Membership, session_id: uuid.UUID, member_id: uuid.UUID, kind: str = SeatKind.LEAD
) -> Seat:
    """The member sits there as `kind` (lead, second, shadow, reverse_shadow); again changes only the kind.

    Refuses who may not change the loop (Denied), a member who may not sit or a kind that does not exist
    (Invalid), a second lead, somebody recused or with a conflict of interest, a session that is over
    (Conflict), a stranger (404).
    """
    session = access.session_of(actor, session_id, lock=True)
    rules.may_change_loop(actor, session.loop).require()
    member = seatable(actor, member_id)
    if session.state not in OPEN_SESSIONS or session.loop.state not in OPEN_LOOPS:
        raise Conflict(f"{session.title} is over or cancelled; nobody is seated there any more.")
    candidate = session.loop.candidate
    if candidate is not None and member.pk in conflicted_members(candidate):
        raise Conflict(f"{member} has a conflict of interest with this candidate.")
    seat = sit(session, member, kind)
    session_changed(session)
    data = {"member": str(member.pk), "kind": seat.kind}
    record("seat_member", organization=actor.organization, actor=actor, on=seat, data=data)
    return seat
