"""Writes down who asked which question how often, as interviews counted it."""

import uuid
from collections.abc import Collection, Sequence

from django.db import transaction

from accounts.models import Membership, Organization
from questionbank.models import QuestionUse
from questionbank.uses import Use


@transaction.atomic
def record_use(
    *,
    actor: Membership | None,
    organization: Organization,
    question_ids: Collection[uuid.UUID],
    uses: Sequence[Use],
) -> list[QuestionUse]:
    """Sets the counts of these questions to `uses`, all of them: who is not named has asked none of them.

    Whole counts, not steps, so that doing it again changes nothing. `actor` is who marked the question, None
    for a history that is written at once; the marks are audited, hence their sums are not.
    """
    rows = [
        QuestionUse(
            organization=organization,
            question_id=use.question_id,
            member_id=use.member_id,
            times=use.times,
            last_at=use.last_at,
        )
        for use in uses
    ]
    named = {(use.question_id, use.member_id) for use in uses}
    there = QuestionUse.objects.filter(question__in=question_ids)
    gone = [row.pk for row in there if (row.question_id, row.member_id) not in named]
    if gone:
        QuestionUse.objects.filter(pk__in=gone).delete()
    return QuestionUse.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["question", "member"],
        update_fields=["times", "last_at"],
    )
