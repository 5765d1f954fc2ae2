"""Starts the clock of a meeting."""

import uuid

from django.db import transaction
from django.utils import timezone

from accounts.ground.audit import record
from accounts.models import Membership
from scoring import rules
from scoring.access import meeting_of
from scoring.actions._agenda import require_not_over, tell_meeting
from scoring.models import Meeting


@transaction.atomic
def start_meeting(*, actor: Membership, meeting_id: uuid.UUID) -> Meeting:
    """The meeting, begun; started again, nothing changes. Refuses who does not lead it (Denied) and a meeting
    that is over (Conflict).
    """
    meeting = meeting_of(actor, meeting_id, lock=True)
    rules.may_lead(actor, meeting).require()
    require_not_over(meeting)
    if meeting.started_at:
        return meeting
    meeting.started_at = timezone.now()
    meeting.save(update_fields=["started_at"])
    tell_meeting(meeting)
    record("start_meeting", organization=actor.organization, actor=actor, on=meeting)
    return meeting
