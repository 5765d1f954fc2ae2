"""Calls a loop off."""

import uuid

from django.db import transaction
from django.utils import timezone

from accounts.ground.audit import record
from accounts.ground.verdict import Conflict
from accounts.models import Membership
from interviews import access, rules
from interviews.actions._changing import check_reason, require_open
from interviews.actions._letters import loop_changed
from interviews.actions._telling import tell_sheets
from interviews.enums import ExposureState, LoopState, SessionState
from interviews.models import Exposure, Loop, Session


@transaction.atomic
def cancel_loop(*, actor: Membership, loop_id: uuid.UUID, reason: str = "") -> Loop:
    """The loop, cancelled, with its sessions that had not begun; what was reserved is released, what was
    asked stays asked.

    Cancelling it again changes nothing. Refuses who may not change the loop (Denied), a decided loop and one
    with a live session (Conflict).
    """
    loop = access.loop_of(actor, loop_id, lock=True)
    rules.may_change_loop(actor, loop).require()
    if loop.state == LoopState.CANCELLED:
        return loop
    require_open(loop)
    sessions = Session.objects.select_for_update().filter(loop=loop)
    live = sessions.filter(state=SessionState.LIVE).first()
    if live is not None:
        raise Conflict(f"{live.title} is live. End it first.")
    reason = check_reason(reason, needed=False)
    sessions.filter(state=SessionState.SCHEDULED).update(state=SessionState.CANCELLED)
    Exposure.objects.filter(planned__session__loop=loop, state=ExposureState.RESERVED).update(
        state=ExposureState.RELEASED, changed_at=timezone.now()
    )
    loop.state = LoopState.CANCELLED
    loop.save(update_fields=["state"])
    loop_changed(loop)
    tell_sheets(loop)
    record("cancel_loop", organization=actor.organization, actor=actor, on=loop, data={"reason": reason})
    return loop
