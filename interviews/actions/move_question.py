"""Moves a question up or down in its session."""

import uuid

from django.db import transaction

from accounts.ground.audit import record
from accounts.ground.verdict import Conflict, Invalid
from accounts.models import Membership
from interviews import access
from interviews.actions._changing import require_not_started, require_question_rights
from interviews.enums import PlannedState
from interviews.models import PlannedQuestion

STEPS = {"up": -1, "down": 1}


@transaction.atomic
def move_question(*, actor: Membership, planned_id: uuid.UUID, direction: str) -> PlannedQuestion:
    """Changes places with the question before ("up") or after it ("down"); at the end nothing changes.

    Refuses who may not change the session's questions (Denied), a session that has begun, a closed loop, a
    question that is out of the plan (Conflict), and another direction (Invalid).
    """
    planned = access.planned_of(actor, planned_id, lock=True)
    require_question_rights(actor, planned.session)
    require_not_started(planned.session)
    if direction not in STEPS:
        raise Invalid("There is no such direction.", {"direction": "up or down"})
    if planned.state == PlannedState.REPLACED:
        raise Conflict("This question is out of the plan.")
    rows = list(PlannedQuestion.objects.filter(session=planned.session).exclude(state=PlannedState.REPLACED))
    place = rows.index(planned)
    target = place + STEPS[direction]
    if not 0 <= target < len(rows):
        return planned
    rows[place], rows[target] = rows[target], rows[place]
    for position, row in enumerate(rows):
        row.position = position
    PlannedQuestion.objects.bulk_update(rows, ["position"])
    data = {"direction": direction}
    record("move_question", organization=actor.organization, actor=actor, on=planned, data=data)
    return rows[target]
