"""Says how gladly a question is seen in loops."""

import uuid

from django.db import transaction

from accounts.ground.audit import record
from accounts.ground.verdict import Invalid
from accounts.models import Membership
from questionbank import access, rules
from questionbank.enums import Priority
from questionbank.models import Question


@transaction.atomic
def set_priority(*, actor: Membership, question_id: uuid.UUID, priority: int) -> Question:
    """The question with this priority (see Priority); nothing happens if it has it already.

    Refuses all but curators (Denied), what is no priority (Invalid), and a question that is not ours (404).
    """
    question = access.question_of(actor, question_id, lock=True)
    rules.may_curate(actor).require()
    if priority not in Priority.values:
        problem = "Choose one of: " + ", ".join(f"{one.label.lower()}" for one in Priority) + "."
        raise Invalid("There is no such priority.", {"priority": problem})
    if question.priority == priority:
        return question
    data = {"before": question.priority, "after": priority}
    question.priority = Priority(priority)
    question.save(update_fields=["priority"])
    record("set_priority", organization=question.organization, actor=actor, on=question, data=data)
    return question
