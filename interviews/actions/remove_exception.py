"""Takes an exception of a member's hours back."""

import uuid

from django.db import transaction

from accounts.ground.audit import record
from accounts.models import Membership
from interviews import access, rules


@transaction.atomic
def remove_exception(*, actor: Membership, exception_id: uuid.UUID) -> Membership:
    """The member, to whom their weekly hours apply again in that time.

    Refuses another's times to who does not plan loops, for whom they do not exist (404).
    """
    row = access.exception_of(actor, exception_id, lock=True)
    rules.may_keep_hours(actor, row.member).require()
    data = {"from": row.starts_at.isoformat(), "to": row.ends_at.isoformat(), "free": row.free}
    member = row.member
    row.delete()
    record("remove_exception", organization=actor.organization, actor=actor, on=member, data=data)
    return member
