"""Counts who asked a question how often, and has the bank write it down."""

import uuid
from collections.abc import Collection

from accounts.models import Membership, Organization
from interviews.queries.uses import uses_of
from questionbank.actions.record_use import record_use
from questionbank.models import Question


def count_uses(
    actor: Membership | None, organization: Organization, question_ids: Collection[uuid.UUID]
) -> None:
    """Brings the bank's counts of these questions up to date, after their marks were written.

    The questions are held, so that of two who mark at once the second counts the first's mark too.
    """
    held = Question.objects.select_for_update(no_key=True, of=("self",)).filter(pk__in=question_ids)
    ids = list(held.order_by("pk").values_list("pk", flat=True))
    record_use(actor=actor, organization=organization, question_ids=ids, uses=uses_of(ids))
