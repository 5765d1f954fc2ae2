"""Sends a letter about a scorecard that is not handed in."""

import uuid
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.ground.audit import record
from interviews.actions._sending import deliver
from interviews.enums import NoticeKind
from interviews.models import Notice
from interviews.queries.letters import OF_CARDS
from scoring.queries.card_reminders import still_owes
from scoring.queries.late_cards import still_late

HANDED_IN = "The card is handed in, or is not owed any more."
ALL_IN = "All cards are handed in, or this reader is not to be told any more."


@transaction.atomic
def send_card_reminder(*, actor: None, notice_id: uuid.UUID, now: datetime | None = None) -> Notice | None:
    """The reminder, sent or, if the card is in by now, dropped; None if neither.

    A letter about late cards names who owes one at this moment. Sending it again does nothing; a mail server
    that is away, and quiet hours, put it off. The clock asks for it: `actor` is None.
    """
    now = now or timezone.now()
    if not Notice.objects.filter(pk=notice_id, kind__in=OF_CARDS).exists():
        return None
    notice = deliver(notice_id, now, _unneeded)
    if notice is not None:
        data = {"sent": notice.sent_at is not None, "why": notice.why}
        organization = notice.session.loop.organization
        record("send_card_reminder", organization=organization, actor=actor, on=notice, data=data)
    return notice


def _unneeded(notice: Notice, now: datetime) -> str:
    if notice.kind == NoticeKind.FEEDBACK:
        return "" if still_owes(notice, now) else HANDED_IN
    facts = still_late(notice, now)
    if facts is None:
        return ALL_IN
    notice.facts = facts.to_json()
    notice.save(update_fields=["facts"])
    return ""
