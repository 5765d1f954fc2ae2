"""Moves a question that was not asked yet within an interview that runs."""

import uuid

from django.db import transaction

from accounts.ground.announce import announce
from accounts.ground.audit import record
from accounts.ground.verdict import Conflict, Invalid
from accounts.models import Membership
from interviews import access
from interviews.actions._changes import loop_change, require_seen
from interviews.actions._changing import check_reason, in_plan, require_open, require_question_rights
from interviews.actions._moving import shift
from interviews.enums import PlannedState, SessionState
from interviews.models import PlannedQuestion, Session

STEPS = {"up": -1, "down": 1}


@transaction.atomic
def reorder_question(
    *, actor: Membership, planned_id: uuid.UUID, direction: str, reason: str, seen: int | None = None
) -> PlannedQuestion:
    """To the place of the next question "up" or "down" that was not asked yet; at the end nothing changes.

    Before the interview `move_question` does this, without a reason. Refuses who may not change the session's
    questions (Denied), a session that is not live, a question that was asked, skipped or replaced, a closed
    loop, one that somebody changed since version `seen` (Conflict), another direction, no reason (Invalid).
    """
    planned = access.planned_of(actor, planned_id, lock=True)
    session = planned.session
    require_question_rights(actor, session)
    if direction not in STEPS:
        raise Invalid("There is no such direction.", {"direction": "up or down"})
    require_seen(session.loop, seen)
    _require_waiting(planned, session)
    reason = check_reason(reason, needed=True)
    rows = in_plan(session)
    waiting = [row for row in rows if row.state == PlannedState.PLANNED]
    place = waiting.index(planned) + STEPS[direction]
    if not 0 <= place < len(waiting):
        return planned
    told = f"Moved a question {direction} in {session.title}: {reason}"
    with loop_change(session.loop, actor=actor, verb="reorder_question", told=told):
        shift(planned, rows, rows.index(waiting[place]))
    announce(f"session:{session.pk}")
    data = {"direction": direction, "reason": reason, "place": planned.position}
    record("reorder_question", organization=actor.organization, actor=actor, on=planned, data=data)
    return planned


def _require_waiting(planned: PlannedQuestion, session: Session) -> None:
    require_open(session.loop)
    if session.state != SessionState.LIVE:
        raise Conflict(f"{session.title} is not live: its questions are not put in another order now.")
    if planned.state != PlannedState.PLANNED:
        raise Conflict(f"This question was {planned.get_state_display().lower()}; its place is history.")
