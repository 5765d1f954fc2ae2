"""Says that one has read the packet."""

import uuid

from django.db import transaction
from django.utils import timezone

from accounts.ground.announce import announce
from accounts.ground.audit import record
from accounts.models import Membership
from scoring.actions._stepping import locked_debrief, settle
from scoring.debriefing.rights import may_confirm
from scoring.models import CommitteeSeat
from scoring.queries.debriefs import open_debrief, parts_of, standing_of


@transaction.atomic
def confirm_reading(*, actor: Membership, loop_id: uuid.UUID) -> CommitteeSeat:
    """The actor's place, with when they had read; said again, it stays as it was. Once all who take part have
    read, the vote opens by itself.

    404 and Denied as `open_debrief`; Denied for who does not take part, before reading has begun, and once it
    is decided.
    """
    loop = open_debrief(actor, loop_id, lock=True)
    debrief = locked_debrief(loop)
    may_confirm(standing_of(loop, debrief), parts_of(actor, loop, debrief)).require()
    chair = CommitteeSeat.objects.get(debrief=debrief, member=actor)
    if chair.read_at is not None:
        return chair
    chair.read_at = timezone.now()
    chair.save(update_fields=["read_at"])
    announce(f"debrief:{loop.pk}")
    settle(loop)
    record(
        "confirm_reading", organization=actor.organization, actor=actor, on=chair, data={"loop": str(loop.pk)}
    )
    return chair
