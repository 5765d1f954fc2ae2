"""Starts an interview."""

import uuid

from django.db import transaction
from django.utils import timezone

from accounts.ground.announce import announce
from accounts.ground.audit import record
from accounts.ground.verdict import Conflict
from accounts.models import Membership
from interviews import access, rules
from interviews.enums import LoopState, SessionState
from interviews.models import Session


@transaction.atomic
def start_session(*, actor: Membership, session_id: uuid.UUID) -> Session:
    """The session is live from now on; starting it again changes nothing.

    Refuses who does not sit in it (Denied), a loop without a candidate or no longer open, and a session that
    is over (Conflict).
    """
    session = access.session_of(actor, session_id, lock=True)
    rules.may_run(access.own_seat(actor, session)).require()
    if session.state == SessionState.LIVE:
        return session
    if session.loop.state == LoopState.PROPOSED:
        raise Conflict(
            "Name the candidate first: the questions are reserved for them before the session starts."
        )
    if session.loop.state != LoopState.PLANNED or session.state != SessionState.SCHEDULED:
        raise Conflict(f"This session is {session.get_state_display().lower()}; it cannot be started.")
    session.state, session.started_at = SessionState.LIVE, timezone.now()
    session.save(update_fields=["state", "started_at"])
    announce(f"session:{session.pk}")
    record("start_session", organization=actor.organization, actor=actor, on=session)
    return session
