"""Says what became of a flag."""

import uuid

from django.db import transaction
from django.utils import timezone

from accounts.ground.audit import record
from accounts.ground.verdict import Conflict, Invalid
from accounts.models import Membership
from questionbank import access
from questionbank.actions.raise_flag import LONGEST_TEXT
from questionbank.models import QuestionFlag


@transaction.atomic
def close_flag(*, actor: Membership, flag_id: uuid.UUID, outcome: str) -> QuestionFlag:
    """The flag, closed with the outcome; the same said again changes nothing.

    Refuses all but curators (Denied), a flag closed by now with other words (Conflict), and an outcome that
    is missing or too long (Invalid).
    """
    flag = access.flag_of(actor, flag_id, lock=True)
    outcome = outcome.strip()
    if not 0 < len(outcome) <= LONGEST_TEXT:
        problem = f"Say what became of it, in up to {LONGEST_TEXT} characters."
        raise Invalid(problem, {"outcome": problem})
    if flag.closed_at is not None:
        if flag.outcome == outcome:
            return flag
        raise Conflict(f"{flag.closed_by} closed this flag already: {flag.outcome}")
    flag.closed_at, flag.closed_by, flag.outcome = timezone.now(), actor, outcome
    flag.save(update_fields=["closed_at", "closed_by", "outcome"])
    data = {"flag": str(flag.pk)}
    record("close_flag", organization=actor.organization, actor=actor, on=flag.question, data=data)
    return flag
