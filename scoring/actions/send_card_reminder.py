"""Sends a reminder of a scorecard."""

import uuid
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.ground.audit import record
from interviews.actions._sending import deliver
from interviews.enums import NoticeKind
from interviews.models import Notice
from scoring.queries.card_reminders import still_owes

HANDED_IN = "The card is handed in, or is not owed any more."


@transaction.atomic
def send_card_reminder(*, actor: None, notice_id: uuid.UUID, now: datetime | None = None) -> Notice | None:
    """The reminder, sent or, if the card is in by now, dropped; None if neither.

    Sending it again does nothing; a mail server that is away, and quiet hours, put it off. The clock asks for
    it: `actor` is None.
    """
    now = now or timezone.now()
    if not Notice.objects.filter(pk=notice_id, kind=NoticeKind.FEEDBACK).exists():
        return None
    notice = deliver(notice_id, now, lambda row, at: "" if still_owes(row, at) else HANDED_IN)
    if notice is not None:
        data = {"sent": notice.sent_at is not None, "why": notice.why}
        organization = notice.session.loop.organization
        record("send_card_reminder", organization=organization, actor=actor, on=notice, data=data)
    return notice
