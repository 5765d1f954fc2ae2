"""Puts another question in a planned question's place."""

import uuid

from django.db import transaction

from accounts.ground.audit import record
from accounts.ground.verdict import Conflict
from accounts.models import Membership
from interviews import access, rules
from interviews.actions._changing import (
    allowed_row,
    check_reason,
    locked_candidate,
    require_open,
    require_question_rights,
)
from interviews.actions._swapping import put_in_place
from interviews.enums import SessionState
from interviews.models import PlannedQuestion
from interviews.queries.bank import request_of
from questionbank.access import question_of


@transaction.atomic
def replace_question(
    *, actor: Membership, planned_id: uuid.UUID, question_id: uuid.UUID, reason: str = ""
) -> PlannedQuestion:
    """The new planned question; the old one is released and stays in the record as replaced.

    Refuses who may not change the session's questions (Denied), a question that was asked or replaced already
    or a session that is over (Conflict), a missing reason once the session has begun, a question that breaks
    a rule of the loop (Invalid), and a question that is not ours (404).
    """
    old = access.planned_of(actor, planned_id, lock=True)
    require_question_rights(actor, old.session)
    question_of(actor, question_id)
    require_open(old.session.loop)
    if not rules.may_be_replaced(old):
        raise Conflict(f"This question was {old.get_state_display().lower()}; it stays in the record.")
    if old.session.state not in (SessionState.SCHEDULED, SessionState.LIVE):
        raise Conflict(f"{old.session.title} is over; its questions stay as they are.")
    reason = check_reason(reason, needed=rules.has_started(old.session.state))
    candidate = locked_candidate(actor, old.session.loop)
    request, placed = request_of(old.session.loop)
    row = allowed_row(request, placed, old.session, question_id, without=old.revision.question_id)
    new = put_in_place(old, row, candidate, why=f"Chosen by {actor}.", reason=reason)
    data = {"old": str(old.pk), "question": str(row.question), "reason": reason}
    record("replace_question", organization=actor.organization, actor=actor, on=new, data=data)
    return new
