"""Ends the item of an agenda that runs, without beginning the next."""

import uuid

from django.db import transaction
from django.utils import timezone

from accounts.ground.audit import record
from accounts.ground.verdict import Conflict
from accounts.models import Membership
from scoring import rules
from scoring.access import item_of, meeting_of
from scoring.actions._agenda import tell_meeting
from scoring.models import AgendaItem


@transaction.atomic
def end_item(*, actor: Membership, meeting_id: uuid.UUID, item_id: uuid.UUID) -> AgendaItem:
    """The item, ended; ended again, nothing changes. Refuses who does not lead the meeting (Denied) and an
    item that was not begun (Conflict).
    """
    meeting = meeting_of(actor, meeting_id, lock=True)
    item = item_of(meeting, item_id)
    rules.may_lead(actor, meeting).require()
    if not item.started_at:
        raise Conflict("This item has not begun: there is nothing to end.")
    if item.ended_at:
        return item
    item.ended_at = timezone.now()
    item.save(update_fields=["ended_at"])
    tell_meeting(meeting)
    data = {"meeting": str(meeting.pk)}
    record("end_item", organization=actor.organization, actor=actor, on=item, data=data)
    return item
