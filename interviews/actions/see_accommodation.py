"""Says that a coordinator has read what a candidate asked for."""

import uuid

from django.db import transaction
from django.utils import timezone

from accounts.ground.audit import record
from accounts.models import Membership
from interviews import access
from interviews.models import Accommodation


@transaction.atomic
def see_accommodation(*, actor: Membership, accommodation_id: uuid.UUID) -> Accommodation:
    """The wish, seen by the actor; who saw it first stays. The candidate's page says so, without a name.

    Refuses who may not plan (Denied).
    """
    row = access.accommodation_of(actor, accommodation_id, lock=True)
    if row.seen_at is None:
        row.seen_by, row.seen_at = actor, timezone.now()
        row.save(update_fields=["seen_by", "seen_at"])
        record("see_accommodation", organization=actor.organization, actor=actor, on=row)
    return row
