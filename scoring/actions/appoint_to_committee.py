"""Gives a committee member a place in a debrief."""

import uuid

from django.db import transaction

from accounts.access import member_of
from accounts.enums import Role
from accounts.ground.audit import record
from accounts.ground.verdict import Conflict, Invalid
from accounts.models import Membership
from interviews.models import Loop, Seat
from interviews.queries.conflicts import has_conflict
from scoring.access import HAD_A_PART
from scoring.actions._seating_committee import seat
from scoring.actions._stepping import locked_debrief, settle
from scoring.debriefing.rights import may_appoint
from scoring.enums import CommitteeState
from scoring.models import CommitteeSeat, Debrief
from scoring.queries.debriefs import open_debrief, parts_of, standing_of
from scoring.visibility import is_recused


@transaction.atomic
def appoint_to_committee(*, actor: Membership, loop_id: uuid.UUID, member_id: uuid.UUID) -> CommitteeSeat:
    """The member's place in the committee; who has one keeps it.

    Refuses who may not appoint, and a decided debrief (Denied); who leads the debrief, interviewed in the
    loop, is recused or has a conflict of interest (Conflict); who is no committee member (Invalid).
    """
    loop = open_debrief(actor, loop_id, lock=True)
    debrief = locked_debrief(loop)
    may_appoint(standing_of(loop, debrief), parts_of(actor, loop, debrief)).require()
    member = member_of(actor, member_id)
    there = CommitteeSeat.objects.filter(debrief=debrief, member=member).first()
    if there is not None and there.state == CommitteeState.SEATED:
        return there
    _require_eligible(loop, debrief, member)
    chair = seat(debrief, member, appointed_by=actor)
    settle(loop)
    data = {"loop": str(loop.pk), "member": str(member.pk)}
    record("appoint_to_committee", organization=actor.organization, actor=actor, on=chair, data=data)
    return chair


def _require_eligible(loop: Loop, debrief: Debrief, member: Membership) -> None:
    if not member.has(Role.COMMITTEE):
        words = f"{member} is no committee member."
        raise Invalid(words, {"member": words})
    if loop.candidate_id and has_conflict(member.pk, loop.candidate_id):
        raise Conflict(f"{member} has a conflict of interest with this candidate.")
    if is_recused(member, loop):
        raise Conflict(f"{member} is recused from this loop.")
    if debrief.facilitator_id == member.pk:
        raise Conflict(f"{member} leads this debrief: who leads does not vote.")
    if Seat.objects.filter(session__loop=loop, member=member, state__in=HAD_A_PART).exists():
        raise Conflict(f"{member} interviewed in this loop: a witness does not judge.")
