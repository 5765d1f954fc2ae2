"""Reminds of scorecards that are not handed in."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.ground.audit import record
from accounts.ground.enqueue import enqueue
from accounts.models import Organization
from interviews.actions._letters import new_notice
from interviews.enums import NoticeKind
from interviews.models import Notice
from scoring.queries.card_reminders import cards_due, overdue_reminders


@transaction.atomic
def write_card_reminders(
    *, actor: None, organization: Organization, now: datetime | None = None
) -> list[Notice]:
    """The reminders that are due: an hour, a day and three days after an interview, to who owes its card.

    Each is written once; nobody gets one in their quiet hours, nor two at once. What was written before and
    could not be sent is enqueued again. The clock asks for it: `actor` is None.
    """
    now = now or timezone.now()
    written = [
        new_notice(
            due.seat.session,
            (due.seat.member_id, None),
            NoticeKind.FEEDBACK,
            due.facts,
            sequence=0,
            step=due.step,
            at=now,
        )
        for due in cards_due(organization, now)
    ]
    for notice_id in overdue_reminders(organization):
        enqueue("scoring.send_card_reminder", organization_id=organization.pk, notice_id=notice_id)
    if written:
        data = {"reminders": len(written)}
        record("write_card_reminders", organization=organization, actor=actor, on=organization, data=data)
    return written
