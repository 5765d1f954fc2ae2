"""Who can be asked into the committee of a debrief, or to lead it."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from accounts.enums import Role
from accounts.models import Membership
from interviews.enums import SeatState
from interviews.models import ConflictOfInterest, Loop, Seat
from scoring.access import HAD_A_PART
from scoring.models import CommitteeSeat, Debrief
from scoring.visibility import READERS


@dataclass(frozen=True)
class Eligible:
    """By name: who could take part, and who could lead."""

    voters: list[Membership]
    facilitators: list[Membership]


def eligible_for(loop: Loop, debrief: Debrief) -> Eligible:
    """Who is neither in the committee yet nor leads it, sat in no interview, is not recused and has no
    conflict of interest. Committee members could vote; they and administrators could lead. One query.
    """
    mine = Seat.objects.filter(session__loop=loop, member=OuterRef("pk"))
    chairs = CommitteeSeat.objects.filter(debrief_id=debrief.pk, member=OuterRef("pk"))
    conflicts = ConflictOfInterest.objects.filter(
        candidate=loop.candidate_id, member=OuterRef("pk"), lifted_at=None
    )
    sat = mine.filter(state__in=[*HAD_A_PART, SeatState.RECUSED])
    barred = Exists(sat.order_by()) | Exists(chairs.order_by()) | Exists(conflicts.order_by())
    rows = Membership.objects.filter(organization_id=loop.organization_id, roles__overlap=list(READERS))
    rows = rows.filter(~barred, left_at=None, user__is_active=True)
    if debrief.facilitator_id:
        rows = rows.exclude(pk=debrief.facilitator_id)
    found = list(rows.select_related("user").order_by("user__name", "pk"))
    return Eligible([member for member in found if member.has(Role.COMMITTEE)], found)
