"""Ends an interview."""

import uuid

from django.db import transaction
from django.utils import timezone

from accounts.ground.announce import announce
from accounts.ground.audit import record
from accounts.ground.verdict import Conflict
from accounts.models import Membership
from interviews import access, rules
from interviews.enums import SessionState
from interviews.models import Session


@transaction.atomic
def end_session(*, actor: Membership, session_id: uuid.UUID) -> Session:
    """The session awaits its scorecards from now on; ending it again changes nothing.

    Refuses who does not sit in it (Denied) and a session that never started or was cancelled (Conflict).
    """
    session = access.session_of(actor, session_id, lock=True)
    rules.may_run(access.own_seat(actor, session)).require()
    if session.state in (SessionState.AWAITING, SessionState.COMPLETE):
        return session
    if session.state != SessionState.LIVE:
        raise Conflict(f"This session is {session.get_state_display().lower()}; there is nothing to end.")
    session.state, session.ended_at = SessionState.AWAITING, timezone.now()
    session.save(update_fields=["state", "ended_at"])
    announce(f"session:{session.pk}")
    record("end_session", organization=actor.organization, actor=actor, on=session)
    return session
