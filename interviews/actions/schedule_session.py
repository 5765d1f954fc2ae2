"""Sets when a session is held."""

import uuid
from datetime import datetime

from django.db import transaction

from accounts.ground.audit import record
from accounts.ground.verdict import Conflict, Invalid
from accounts.models import Membership
from interviews import access, rules
from interviews.actions._letters import session_changed
from interviews.enums import SessionState
from interviews.models import Session


@transaction.atomic
def schedule_session(*, actor: Membership, session_id: uuid.UUID, at: datetime | None) -> Session:
    """The session is held at this moment (with its time zone); None takes the time away again.

    Refuses who may not change the loop (Denied), a time without a zone (Invalid), and a session that has
    begun or is cancelled (Conflict).
    """
    session = access.session_of(actor, session_id, lock=True)
    rules.may_change_loop(actor, session.loop).require()
    if at is not None and at.tzinfo is None:
        raise Invalid("A time needs its zone.", {"at": "Say which time zone this is."})
    if session.state != SessionState.SCHEDULED:
        raise Conflict(f"{session.title} has begun or is cancelled; its time stays.")
    session.scheduled_at = at
    session.save(update_fields=["scheduled_at"])
    session_changed(session)
    data = {"at": at.isoformat() if at else None}
    record("schedule_session", organization=actor.organization, actor=actor, on=session, data=data)
    return session
