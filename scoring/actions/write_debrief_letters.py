"""Reminds of what debriefs wait for."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.ground.audit import record
from accounts.ground.enqueue import enqueue
from accounts.models import Organization
from scoring.models import DebriefLetter
from scoring.queries.debrief_letters import letters_due, overdue_letters


@transaction.atomic
def write_debrief_letters(
    *, actor: None, organization: Organization, now: datetime | None = None
) -> list[DebriefLetter]:
    """The letters that are due: to who has not read or not voted, when that begins, shortly before its time
    is over, and after; and, where a debrief does not go on then, to its facilitator, to who takes part, or to
    who planned the loop.

    Each is written once, however often and by how many this is called. What was written before and could not
    be sent is enqueued again. The clock asks for it: `actor` is None.
    """
    now = now or timezone.now()
    rows = [
        DebriefLetter(
            organization=organization,
            debrief=due.debrief,
            member=due.member,
            kind=due.kind,
            round=due.debrief.round,
            step=due.step,
            due_at=now,
        )
        for due in letters_due(organization, now)
    ]
    DebriefLetter.objects.bulk_create(rows, ignore_conflicts=True)
    for letter_id in overdue_letters(organization, now):
        enqueue("scoring.send_debrief_letter", organization_id=organization.pk, letter_id=letter_id)
    if rows:
        data = {"letters": len(rows)}
        record("write_debrief_letters", organization=organization, actor=actor, on=organization, data=data)
    return rows
