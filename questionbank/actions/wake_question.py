"""Ends a question's rest."""

import uuid

from django.db import transaction

from accounts.ground.audit import record
from accounts.models import Membership
from questionbank import access, rules
from questionbank.actions._moving import check_step, take_step
from questionbank.enums import State
from questionbank.models import Question


@transaction.atomic
def wake_question(*, actor: Membership | None, question_id: uuid.UUID, reason: str = "") -> Question:
    """The question is live again, and its uses count from now; one that is live already stays as it is.

    Refuses who may not (Denied), and a question that does not rest or whose gates are shut (Conflict).
    """
    question = access.question_of(actor, question_id, lock=True)
    if question.state == State.LIVE:
        rules.may_place(actor, question, State.LIVE).require()
        return question
    reason = check_step(actor, question, State.LIVE, reason)
    data = take_step(question, State.LIVE) | {"reason": reason}
    record("wake_question", organization=question.organization, actor=actor, on=question, data=data)
    return question
