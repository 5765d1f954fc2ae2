"""A committee member's place in a debrief: shared by who takes one and who gives one."""

from accounts.ground.announce import announce
from accounts.models import Membership
from scoring.models import CommitteeSeat, Debrief


def seat(debrief: Debrief, member: Membership, *, appointed_by: Membership | None) -> CommitteeSeat:
    """The place, made if there is none. The caller holds the debrief's lock and asked whether they may."""
    chair, _ = CommitteeSeat.objects.get_or_create(
        debrief=debrief,
        member=member,
        defaults={"organization_id": debrief.organization_id, "appointed_by": appointed_by},
    )
    announce(f"debrief:{debrief.loop_id}")
    return chair
