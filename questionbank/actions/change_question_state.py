"""Moves a question along its life."""

import uuid

from django.db import transaction

from accounts.ground.audit import record
from accounts.ground.verdict import Conflict, Invalid
from accounts.models import Membership
from questionbank import access, rules
from questionbank.actions._moving import check_step, take_step
from questionbank.enums import State
from questionbank.models import Question


@transaction.atomic
def change_question_state(
    *, actor: Membership | None, question_id: uuid.UUID, state: State | str, reason: str = ""
) -> Question:
    """Puts the question into `state`; nothing happens if it is there already.

    Which steps there are, who may take them, which need a reason and what must hold before is one table:
    questionbank/lifecycle.py. Refuses who may not (Denied), an unknown state or a missing reason (Invalid),
    a step that does not exist from here or whose gates are shut, and leaked, which is reported with the
    place where it was found so that the loops are cleaned too (Conflict).
    """
    question = access.question_of(actor, question_id, lock=True)
    if state not in State.values:
        raise Invalid("There is no such state.", {"state": f"One of: {', '.join(State.values)}."})
    wanted = State(state)
    if wanted == question.state:
        rules.may_place(actor, question, wanted).require()
        return question
    if wanted == State.LEAKED:
        rules.may_curate(actor).require()
        raise Conflict("Report the leak, with where it was found: the loops that hold it are cleaned then.")
    reason = check_step(actor, question, wanted, reason)
    data = take_step(question, wanted) | {"reason": reason}
    record("change_question_state", organization=question.organization, actor=actor, on=question, data=data)
    return question
