"""Notes that an interview was held on paper."""

import uuid
from datetime import timedelta

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
def note_held(*, actor: Membership, session_id: uuid.UUID) -> Session:
    """The session, which nobody started here, awaits its scorecards: held at its planned time, as planned.

    One that has begun stays as it is. Refuses who neither plans loops nor sits in it (Denied), a session
    whose time has not come or that has none, and one of a loop that is not planned any more (Conflict).
    """
    session = access.session_of(actor, session_id, lock=True)
    if not rules.may_plan(actor):
        rules.may_run(access.own_seat(actor, session)).require()
    if session.state != SessionState.SCHEDULED:
        return session
    now = timezone.now()
    if session.loop.state != LoopState.PLANNED or not rules.has_begun(session, now):
        raise Conflict("This interview has not been held yet: its planned time is not past.")
    begun = session.scheduled_at or now
    session.started_at = begun
    session.ended_at = min(begun + timedelta(minutes=session.minutes), now)
    session.state = SessionState.AWAITING
    session.save(update_fields=["state", "started_at", "ended_at"])
    announce(f"session:{session.pk}")
    record("note_held", organization=actor.organization, actor=actor, on=session)
    return session
