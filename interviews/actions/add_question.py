"""Adds a question to a session that has not begun."""

import uuid

from django.db import transaction

from accounts.ground.audit import record
from accounts.models import Membership
from interviews import access
from interviews.actions._changes import loop_change, require_seen
from interviews.actions._changing import (
    by_hand,
    locked_candidate,
    next_position,
    require_not_started,
    require_question_rights,
)
from interviews.actions._overriding import pick
from interviews.actions._writing import planned_question, require_none_leaked, reserve
from interviews.models import PlannedQuestion
from interviews.queries.bank import request_of
from questionbank.access import question_of


@transaction.atomic
def add_question(
    *,
    actor: Membership,
    session_id: uuid.UUID,
    question_id: uuid.UUID,
    override: str = "",
    seen: int | None = None,
) -> PlannedQuestion:
    """The planned question at the end of the session, reserved if the loop has a candidate.

    `override` says why it may be asked although it breaks a rule of the loop. Refuses who may not change the
    session's questions (Denied), a session that has begun, a closed loop, a loop that somebody changed since
    version `seen` (Conflict), a question that breaks a rule (Invalid), and one that is not ours (404).
    """
    session = access.session_of(actor, session_id, lock=True)
    require_question_rights(actor, session)
    question = question_of(actor, question_id)
    require_seen(session.loop, seen)
    require_not_started(session)
    candidate = locked_candidate(actor, session.loop)
    request, placed = request_of(session.loop)
    picked = pick(request, placed, session, question, override=override)
    told = f"Added a question to {session.title}"
    with loop_change(session.loop, actor=actor, verb="add_question", told=told):
        planned = planned_question(session, picked.row, next_position(session), f"Added by {actor}.")
        planned.override = picked.override
        planned.save(force_insert=True)
        require_none_leaked([planned])
        if candidate is not None:
            reserve(candidate, [(planned, question.pk)])
        by_hand(session.loop)
    data = {"question": str(question.pk), "override": picked.override}
    record("add_question", organization=actor.organization, actor=actor, on=planned, data=data)
    return planned
