"""Keeps a question where it is whenever the loop is proposed again."""

import uuid

from django.db import transaction

from accounts.ground.audit import record
from accounts.ground.verdict import Conflict
from accounts.models import Membership
from interviews import access
from interviews.actions._changes import loop_change, require_seen
from interviews.actions._changing import require_not_started, require_question_rights
from interviews.enums import PlannedState
from interviews.models import PlannedQuestion


@transaction.atomic
def pin_question(*, actor: Membership, planned_id: uuid.UUID, seen: int | None = None) -> PlannedQuestion:
    """The question, pinned: a new proposal leaves it where it is. Pinning it again changes nothing.

    Refuses who may not change the session's questions (Denied), a session that has begun, a closed loop, a
    question that is out of the plan, and a loop that somebody changed since version `seen` (Conflict).
    """
    planned = access.planned_of(actor, planned_id, lock=True)
    session = planned.session
    require_question_rights(actor, session)
    require_seen(session.loop, seen)
    require_not_started(session)
    if planned.state == PlannedState.REPLACED:
        raise Conflict("This question is out of the plan.")
    if planned.pinned:
        return planned
    told = f"Pinned a question in {session.title}"
    with loop_change(session.loop, actor=actor, verb="pin_question", told=told):
        planned.pinned = True
        planned.save(update_fields=["pinned"])
    record("pin_question", organization=actor.organization, actor=actor, on=planned)
    return planned
