"""Notes that a member is away, or free beyond their weekly hours."""

import uuid
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from accounts.access import member_of
from accounts.ground.audit import record
from accounts.ground.verdict import Invalid
from accounts.models import Membership
from interviews import rules
from interviews.models import AvailabilityException

LONGEST = timedelta(days=366)
LONGEST_NOTE = 120


@transaction.atomic
def add_exception(
    *,
    actor: Membership,
    member_id: uuid.UUID,
    starts_at: datetime,
    ends_at: datetime,
    free: bool = False,
    note: str = "",
) -> AvailabilityException:
    """The exception: away from then to then, or with `free` taking interviews then.

    Where the two meet, away is stronger. The note is for the member and for who plans loops. Refuses
    another's times to who does not plan loops (Denied), times without a zone, that end before they begin,
    are over, or longer than a year (Invalid), a stranger (404).
    """
    member = member_of(actor, member_id)
    rules.may_keep_hours(actor, member).require()
    _check(starts_at, ends_at, note)
    row = AvailabilityException.objects.create(
        organization_id=actor.organization_id,
        member=member,
        starts_at=starts_at,
        ends_at=ends_at,
        free=free,
        note=note,
    )
    data = {"member": str(member.pk), "from": starts_at.isoformat(), "to": ends_at.isoformat(), "free": free}
    record("add_exception", organization=actor.organization, actor=actor, on=row, data=data)
    return row


def _check(starts_at: datetime, ends_at: datetime, note: str) -> None:
    if starts_at.tzinfo is None or ends_at.tzinfo is None:
        raise Invalid("A time needs its zone.", {"starts_at": "Say which time zone this is."})
    if starts_at >= ends_at:
        raise Invalid("This time ends before it begins.", {"ends_at": "Later than the beginning."})
    if ends_at <= timezone.now():
        raise Invalid("This time is over.", {"ends_at": "A time to come."})
    if ends_at - starts_at > LONGEST:
        raise Invalid(
            "This time is too long.", {"ends_at": "Up to a year; to pause without end, set a pause."}
        )
    if len(note) > LONGEST_NOTE:
        raise Invalid("The note is too long.", {"note": f"Up to {LONGEST_NOTE} characters."})
