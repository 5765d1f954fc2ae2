"""Calls the committee together over several candidates."""

import uuid
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from accounts.ground.audit import record
from accounts.ground.verdict import Invalid
from accounts.models import Membership
from scoring import rules
from scoring.actions._agenda import loops_wanted, people_wanted, read_minutes, read_title
from scoring.models import AgendaItem, Meeting

MINUTES_EACH = 15


@transaction.atomic
def create_meeting(
    *,
    actor: Membership,
    title: str,
    loop_ids: Iterable[uuid.UUID],
    member_ids: Iterable[uuid.UUID] = (),
    starts_at: datetime | None = None,
    minutes: int = MINUTES_EACH,
) -> Meeting:
    """The meeting with an item a loop, widest disagreement first; the actor leads it and is invited.

    Refuses who may not call one (Denied), a meeting without a name or candidates, candidates who are not
    ready or not open to the actor, people who cannot be invited, minutes outside of 1 to 240 (Invalid).
    """
    rules.may_call_meetings(actor).require()
    title, minutes = read_title(title), read_minutes(minutes)
    loops = loops_wanted(actor, loop_ids)
    if not loops:
        raise Invalid("A meeting needs somebody to talk about.", {"loops": "Choose at least one candidate."})
    members = people_wanted(actor, {actor.pk, *member_ids}, already=[actor.pk])
    meeting = Meeting.objects.create(
        organization=actor.organization, title=title, starts_at=starts_at, created_by=actor
    )
    meeting.members.set(members)
    AgendaItem.objects.bulk_create(
        AgendaItem(
            organization=actor.organization, meeting=meeting, loop=loop, position=place, minutes=minutes
        )
        for place, loop in enumerate(loops, start=1)
    )
    data = {"loops": [str(loop.pk) for loop in loops], "members": [str(member.pk) for member in members]}
    record("create_meeting", organization=actor.organization, actor=actor, on=meeting, data=data)
    return meeting
