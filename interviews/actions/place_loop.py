"""Sets the times of several sessions of a loop at once."""

import uuid

from django.db import transaction

from accounts.ground.audit import record
from accounts.ground.verdict import Invalid
from accounts.models import Membership
from interviews import access, rules
from interviews.actions._changes import loop_change
from interviews.actions._placing import (
    Times,
    check_time,
    hold_people,
    require_no_clash,
    require_scheduled,
    write_time,
)
from interviews.models import Loop, Session


@transaction.atomic
def place_loop(
    *,
    actor: Membership,
    loop_id: uuid.UUID,
    times: Times,
    despite: str = "",
    seen: int | None = None,
) -> Loop:
    """The loop with these times, session -> moment (None: no time); its other sessions stay where they are.

    One change: all or none. Refuses as schedule_session does, and sessions that are not of this loop, or none
    at all (Invalid).
    """
    loop = access.loop_of(actor, loop_id, lock=True)
    rules.may_change_loop(actor, loop).require()
    sessions = list(Session.objects.filter(loop=loop, pk__in=times).order_by("position").select_for_update())
    if not times or len(sessions) != len(times):
        raise Invalid(
            "Choose sessions of this loop.", {"times": "Sessions of this loop, each with its time."}
        )
    for session in sessions:
        check_time(times[session.pk])
        require_scheduled(session)
    hold_people([session.pk for session in sessions])
    reason = require_no_clash(loop, times, despite)
    many = f"{len(sessions)} interviews on their times" if len(sessions) > 1 else "an interview on its time"
    told = f"Put {many}" + (f", all the same: {reason}" if reason else "")
    with loop_change(loop, actor=actor, verb="place_loop", told=told, seen=seen):
        for session in sessions:
            write_time(session, times[session.pk], None)
    data = {
        "times": {str(pk): at.isoformat() if at else None for pk, at in times.items()},
        "despite": reason,
    }
    record("place_loop", organization=actor.organization, actor=actor, on=loop, data=data)
    return loop
