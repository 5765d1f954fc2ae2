"""Says what is wrong with a question."""

import uuid

from django.db import transaction

from accounts.ground.audit import record
from accounts.ground.verdict import Conflict, Invalid
from accounts.models import Membership
from questionbank import access
from questionbank.models import QuestionFlag

LONGEST_TEXT = 2000


@transaction.atomic
def raise_flag(*, actor: Membership, question_id: uuid.UUID, text: str) -> QuestionFlag:
    """An open flag on the question's current revision; the same words of the same person make one.

    Refuses who may not read the bank (Denied), and words that are missing or too long (Invalid).
    """
    question = access.question_of(actor, question_id, lock=True)
    text = text.strip()
    if not 0 < len(text) <= LONGEST_TEXT:
        problem = f"Say what is wrong, in up to {LONGEST_TEXT} characters."
        raise Invalid(problem, {"text": problem})
    if question.current is None:
        raise Conflict("This question says nothing yet.")
    there = QuestionFlag.objects.filter(question=question, raised_by=actor, text=text, closed_at=None).first()
    if there is not None:
        return there
    flag = QuestionFlag.objects.create(
        organization_id=question.organization_id,
        question=question,
        revision=question.current,
        text=text,
        raised_by=actor,
    )
    record(
        "raise_flag", organization=actor.organization, actor=actor, on=question, data={"flag": str(flag.pk)}
    )
    return flag
