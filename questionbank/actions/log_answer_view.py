"""Notes that somebody read a model answer."""

import uuid
from collections.abc import Collection

from django.db import transaction
from django.utils import timezone

from accounts.models import Membership
from questionbank.models import AnswerView


# Without a savepoint: where a transaction runs already this is one statement, and nothing to undo.
@transaction.atomic(savepoint=False)
def log_answer_view(*, actor: Membership, revision_ids: Collection[uuid.UUID]) -> None:
    """Once a day for each member and revision, however often they look. One statement.

    The pages call it that show model answers, after they looked the rows up through access.py; the rows are
    the log, hence no event of their own.
    """
    if not revision_ids:
        return
    today = timezone.now().date()
    AnswerView.objects.bulk_create(
        [
            AnswerView(
                organization_id=actor.organization_id, revision_id=revision_id, member=actor, day=today
            )
            for revision_id in dict.fromkeys(revision_ids)
        ],
        ignore_conflicts=True,
    )
