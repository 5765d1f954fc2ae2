"""Adds a question to a session that has not begun."""

import uuid

from django.db import transaction

from accounts.ground.audit import record
from accounts.models import Membership
from interviews import access
from interviews.actions._changing import (
    allowed_row,
    locked_candidate,
    next_position,
    require_not_started,
    require_question_rights,
)
from interviews.actions._writing import planned_question, require_none_leaked, reserve
from interviews.models import PlannedQuestion
from interviews.queries.bank import request_of
from questionbank.access import question_of


@transaction.atomic
def add_question(*, actor: Membership, session_id: uuid.UUID, question_id: uuid.UUID) -> PlannedQuestion:
    """The planned question at the end of the session, reserved if the loop has a candidate.

    Refuses who may not change the session's questions (Denied), a session that has begun or a closed loop
    (Conflict), a question that breaks a rule of the loop (Invalid), and a question that is not ours (404).
    """
    session = access.session_of(actor, session_id, lock=True)
    require_question_rights(actor, session)
    question_of(actor, question_id)
    require_not_started(session)
    candidate = locked_candidate(actor, session.loop)
    request, placed = request_of(session.loop)
    row = allowed_row(request, placed, session, question_id)
    planned = planned_question(session, row, next_position(session), f"Added by {actor}.")
    planned.save(force_insert=True)
    require_none_leaked([planned])
    if candidate is not None:
        reserve(candidate, [(planned, row.question)])
    data = {"question": str(row.question)}
    record("add_question", organization=actor.organization, actor=actor, on=planned, data=data)
    return planned
