"""Takes part in a debrief as a committee member."""

import uuid

from django.db import transaction

from accounts.ground.audit import record
from accounts.models import Membership
from scoring.actions._seating_committee import seat
from scoring.actions._stepping import locked_debrief, settle
from scoring.debriefing.rights import may_take_seat
from scoring.debriefing.table import Part
from scoring.models import CommitteeSeat
from scoring.queries.debriefs import open_debrief, parts_of, standing_of


@transaction.atomic
def take_committee_seat(*, actor: Membership, loop_id: uuid.UUID) -> CommitteeSeat:
    """The actor's place in the committee; asked again, the one they have.

    404 and Denied as `open_debrief`; Denied for who is no committee member, interviewed in the loop, leads
    the debrief, and once it is decided.
    """
    loop = open_debrief(actor, loop_id, lock=True)
    debrief = locked_debrief(loop)
    parts = parts_of(actor, loop, debrief)
    if Part.VOTER in parts:
        return CommitteeSeat.objects.get(debrief=debrief, member=actor)
    may_take_seat(standing_of(loop, debrief), parts).require()
    chair = seat(debrief, actor, appointed_by=None)
    settle(loop)
    record(
        "take_committee_seat",
        organization=actor.organization,
        actor=actor,
        on=chair,
        data={"loop": str(loop.pk)},
    )
    return chair
