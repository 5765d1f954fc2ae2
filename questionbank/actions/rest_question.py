"""Lets a question rest: nobody new is asked it for a while."""

import uuid
from datetime import date

from django.db import transaction
from django.utils import timezone

from accounts.ground.audit import record
from accounts.ground.verdict import Invalid
from accounts.models import Membership
from questionbank import access, rules
from questionbank.actions._moving import check_step, take_step
from questionbank.enums import State
from questionbank.models import Question


@transaction.atomic
def rest_question(
    *, actor: Membership | None, question_id: uuid.UUID, until: date | None = None, reason: str = ""
) -> Question:
    """The question rests until that day, or until somebody wakes it; loops that hold it keep it.

    A question that rests already gets the new date. Refuses who may not (Denied), a day that is not to come
    (Invalid), and a question that is not in use (Conflict).
    """
    question = access.question_of(actor, question_id, lock=True)
    rules.may_place(actor, question, State.RESTING).require()
    if until is not None and until <= timezone.now().date():
        raise Invalid(
            "A rest ends on a day to come.", {"until": "Choose a day after today, or leave it open."}
        )
    if question.state != State.RESTING:
        reason = check_step(actor, question, State.RESTING, reason)
    elif question.resting_until == until:
        return question
    data = take_step(question, State.RESTING, until=until)
    record(
        "rest_question",
        organization=question.organization,
        actor=actor,
        on=question,
        data=data | {"reason": reason.strip(), "until": until.isoformat() if until else ""},
    )
    return question
