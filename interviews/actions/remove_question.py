"""Takes a question out of a session that has not begun."""

import uuid

from django.db import transaction

from accounts.ground.audit import record
from accounts.ground.verdict import Conflict
from accounts.models import Membership
from interviews import access, rules
from interviews.actions._changes import loop_change
from interviews.actions._changing import by_hand, check_reason, require_not_started, require_question_rights
from interviews.actions._swapping import take_out
from interviews.models import PlannedQuestion


@transaction.atomic
def remove_question(
    *, actor: Membership, planned_id: uuid.UUID, reason: str = "", seen: int | None = None
) -> PlannedQuestion:
    """The planned question, released and out of the plan; its row stays in the record as replaced by nothing.

    Refuses who may not change the session's questions (Denied), a session that has begun, a closed loop, a
    question that is out already, and a loop that somebody changed since version `seen` (Conflict).
    """
    planned = access.planned_of(actor, planned_id, lock=True)
    session = planned.session
    require_question_rights(actor, session)
    told = f"Removed a question from {session.title}"
    with loop_change(session.loop, actor=actor, verb="remove_question", told=told, seen=seen):
        require_not_started(session)
        if not rules.may_be_replaced(planned):
            raise Conflict("This question is out of the plan already.")
        take_out(planned, check_reason(reason, needed=False) or "Taken out of the plan.")
        by_hand(session.loop)
    data = {"reason": planned.reason}
    record("remove_question", organization=actor.organization, actor=actor, on=planned, data=data)
    return planned
