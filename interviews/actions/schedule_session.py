"""Sets when and where a session is held."""

import uuid
from datetime import datetime

from django.db import transaction

from accounts.ground.audit import record
from accounts.ground.verdict import Invalid
from accounts.models import Membership
from interviews import access, rules
from interviews.actions._changes import loop_change
from interviews.actions._placing import (
    check_time,
    hold_people,
    require_no_clash,
    require_scheduled,
    told_time,
    write_time,
)
from interviews.models import Session

LONGEST_PLACE = 300


@transaction.atomic
def schedule_session(
    *,
    actor: Membership,
    session_id: uuid.UUID,
    at: datetime | None,
    place: str | None = None,
    despite: str = "",
    seen: int | None = None,
) -> Session:
    """The session is held at this moment (with its time zone) and place; None takes the time away again.

    Place None leaves the place. What speaks against the time (somebody sits elsewhere or is outside their
    hours, the candidate has not offered it, a break is too short, a limit is reached) is a Conflict that
    names it, unless `despite` says why it is wanted all the same. Refuses who may not change the loop
    (Denied), a time without a zone (Invalid), a session that has begun or is cancelled, and a loop that has
    changed since version `seen` (Conflict). Everybody concerned is written to.
    """
    session = access.session_of(actor, session_id, lock=True)
    rules.may_change_loop(actor, session.loop).require()
    check_time(at)
    if place is not None and len(place) > LONGEST_PLACE:
        raise Invalid("The place is too long.", {"place": f"Up to {LONGEST_PLACE} characters."})
    require_scheduled(session)
    hold_people([session.pk])
    moved = at is not None and at != session.scheduled_at
    reason = require_no_clash(session.loop, {session.pk: at}, despite) if moved else ""
    told = told_time(actor, session, at, reason)
    with loop_change(session.loop, actor=actor, verb="schedule_session", told=told, seen=seen):
        write_time(session, at, place)
    data = {"at": at.isoformat() if at else None, "place": session.place, "despite": reason}
    record("schedule_session", organization=actor.organization, actor=actor, on=session, data=data)
    return session
