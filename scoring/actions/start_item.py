"""Begins an item of a meeting's agenda, and ends the one before it."""

import uuid

from django.db import transaction
from django.utils import timezone

from accounts.ground.audit import record
from accounts.models import Membership
from scoring import rules
from scoring.access import item_of, meeting_of
from scoring.actions._agenda import require_not_over, stop_running, tell_meeting
from scoring.models import AgendaItem


@transaction.atomic
def start_item(*, actor: Membership, meeting_id: uuid.UUID, item_id: uuid.UUID) -> AgendaItem:
    """The item, running; the meeting begins with its first, and no two run at once. Of an item that people
    come back to, the clock goes on from where it stood. Started while it runs, nothing changes.

    Refuses who does not lead the meeting (Denied) and a meeting that is over (Conflict).
    """
    meeting = meeting_of(actor, meeting_id, lock=True)
    item = item_of(meeting, item_id)
    rules.may_lead(actor, meeting).require()
    require_not_over(meeting)
    if item.started_at and not item.ended_at:
        return item
    now = timezone.now()
    stop_running(meeting)
    if not meeting.started_at:
        meeting.started_at = now
        meeting.save(update_fields=["started_at"])
    if item.started_at and item.ended_at:
        item.seconds += int((item.ended_at - item.started_at).total_seconds())
    item.started_at, item.ended_at = now, None
    item.save(update_fields=["started_at", "ended_at", "seconds"])
    tell_meeting(meeting)
    data = {"meeting": str(meeting.pk)}
    record("start_item", organization=actor.organization, actor=actor, on=item, data=data)
    return item
