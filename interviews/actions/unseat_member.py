"""Takes somebody out of a session that has not begun."""

import uuid

from django.db import transaction

from accounts.ground.audit import record
from accounts.models import Membership
from interviews import access, rules
from interviews.actions._changes import loop_change
from interviews.actions._changing import require_not_started
from interviews.actions._letters import session_changed
from interviews.actions._seating import empty_seat
from interviews.models import Session


@transaction.atomic
def unseat_member(*, actor: Membership, seat_id: uuid.UUID, seen: int | None = None) -> Session:
    """The session without this seat.

    Refuses who may not change the loop (Denied), a session that has begun, a closed loop, and a seat whose
    holder has a scorecard (Conflict).
    """
    seat = access.seat_of(actor, seat_id, lock=True)
    session, member = seat.session, seat.member
    rules.may_change_loop(actor, session.loop).require()
    require_not_started(session)
    told = f"Took {member} out of {session.title}"
    with loop_change(session.loop, actor=actor, verb="unseat_member", told=told, seen=seen):
        empty_seat(seat)
    session_changed(session)
    data = {"member": str(member.pk)}
    record("unseat_member", organization=actor.organization, actor=actor, on=session, data=data)
    return session
