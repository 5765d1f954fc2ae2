"""Says that of two questions one gives the other away, so that no loop asks both."""

import uuid

from django.db import transaction

from accounts.ground.audit import record
from accounts.ground.verdict import Invalid
from accounts.models import Membership
from questionbank import access, rules
from questionbank.models import EnemyPair

LONGEST_REASON = 300


@transaction.atomic
def mark_enemies(*, actor: Membership, question_id: uuid.UUID, other_id: uuid.UUID, reason: str) -> EnemyPair:
    """The pair. New loops ask only one of the two; those that ask both already keep them.

    Two that are a pair already stay what they are, with the reason that is known. Refuses all but curators
    (Denied), a question with itself or a reason missing or too long (Invalid), and questions not ours (404).
    """
    question = access.question_of(actor, question_id)
    rules.may_curate(actor).require()
    reason = reason.strip()
    if not 0 < len(reason) <= LONGEST_REASON:
        problem = f"Say how one gives the other away, in up to {LONGEST_REASON} characters."
        raise Invalid(problem, {"reason": problem})
    other = access.question_of(actor, other_id)
    if other == question:
        problem = "A question is no enemy of itself."
        raise Invalid(problem, {"other": problem})
    first, second = sorted((question, other), key=lambda one: one.pk)
    pair, new = EnemyPair.objects.get_or_create(
        first=first,
        second=second,
        defaults={"organization": question.organization, "reason": reason, "written_by": actor},
    )
    if new:
        data = {"first": str(first.pk), "second": str(second.pk), "reason": reason}
        record("mark_enemies", organization=question.organization, actor=actor, on=pair, data=data)
    return pair
