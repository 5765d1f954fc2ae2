"""Takes somebody out of a session that has not begun."""

import uuid

from django.db import transaction
from django.db.models import ProtectedError

from accounts.ground.audit import record
from accounts.ground.verdict import Conflict
from accounts.models import Membership
from interviews import access, rules
from interviews.actions._changing import require_not_started
from interviews.actions._letters import session_changed
from interviews.models import Session


@transaction.atomic
def unseat_member(*, actor: Membership, seat_id: uuid.UUID) -> Session:
    """The session without this seat.

    Refuses who may not change the loop (Denied), a session that has begun, a closed loop, and a seat whose
    holder has a scorecard (Conflict).
    """
    seat = access.seat_of(actor, seat_id, lock=True)
    session, member = seat.session, seat.member
    rules.may_change_loop(actor, session.loop).require()
    require_not_started(session)
    try:
        with transaction.atomic():
            seat.delete()
    except ProtectedError:
        raise Conflict(
            f"{member} has a scorecard here already; they can decline the seat themselves."
        ) from None
    session_changed(session)
    data = {"member": str(member.pk)}
    record("unseat_member", organization=actor.organization, actor=actor, on=session, data=data)
    return session
