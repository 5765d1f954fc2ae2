"""Ends a meeting, and the item that runs."""

import uuid

from django.db import transaction
from django.utils import timezone

from accounts.ground.audit import record
from accounts.ground.verdict import Conflict
from accounts.models import Membership
from scoring import rules
from scoring.access import meeting_of
from scoring.actions._agenda import stop_running, tell_meeting
from scoring.models import Meeting


@transaction.atomic
def end_meeting(*, actor: Membership, meeting_id: uuid.UUID) -> Meeting:
    """The meeting, over; ended again, nothing changes. Refuses who does not lead it (Denied) and a meeting
    that was not begun (Conflict).
    """
    meeting = meeting_of(actor, meeting_id, lock=True)
    rules.may_lead(actor, meeting).require()
    if not meeting.started_at:
        raise Conflict("This meeting has not begun: there is nothing to end.")
    if meeting.ended_at:
        return meeting
    stop_running(meeting)
    meeting.ended_at = timezone.now()
    meeting.save(update_fields=["ended_at"])
    tell_meeting(meeting)
    record("end_meeting", organization=actor.organization, actor=actor, on=meeting)
    return meeting
