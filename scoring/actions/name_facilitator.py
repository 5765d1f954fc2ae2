"""Says who leads a debrief."""

import uuid

from django.db import transaction

from accounts.access import member_of
from accounts.ground.announce import announce
from accounts.ground.audit import record
from accounts.ground.verdict import Conflict, Invalid
from accounts.models import Membership
from interviews.models import Loop
from interviews.queries.conflicts import has_conflict
from scoring.actions._stepping import locked_debrief, settle
from scoring.debriefing.rights import may_name_facilitator
from scoring.enums import CommitteeState
from scoring.models import CommitteeSeat, Debrief
from scoring.queries.debriefs import open_debrief, parts_of, standing_of
from scoring.visibility import READERS


@transaction.atomic
def name_facilitator(*, actor: Membership, loop_id: uuid.UUID, member_id: uuid.UUID | None) -> Debrief:
    """The debrief with this facilitator, or with none. Who comes from inside the team may be named, too:
    where the blueprint wants somebody from outside, the debrief says why they are not.

    A facilitator never votes; a veto stays that of who raised it, whoever leads. Refuses who may not name
    one, and a decided debrief (Denied); who takes part as a voter, is recused or has a conflict of interest
    (Conflict); who is neither committee member nor administrator (Invalid). Naming the same one again changes
    nothing.
    """
    loop = open_debrief(actor, loop_id, lock=True)
    debrief = locked_debrief(loop)
    may_name_facilitator(standing_of(loop, debrief), parts_of(actor, loop, debrief)).require()
    if debrief.facilitator_id == member_id:
        return debrief
    debrief.facilitator = _chosen(actor, loop, debrief, member_id) if member_id else None
    debrief.save(update_fields=["facilitator"])
    announce(f"debrief:{loop.pk}")
    settle(loop)
    debrief.refresh_from_db()
    data = {"loop": str(loop.pk), "member": str(member_id or "")}
    record("name_facilitator", organization=actor.organization, actor=actor, on=debrief, data=data)
    return debrief


def _chosen(actor: Membership, loop: Loop, debrief: Debrief, member_id: uuid.UUID) -> Membership:
    member = member_of(actor, member_id)
    if not member.has(*READERS):
        words = f"{member} is neither committee member nor administrator."
        raise Invalid(words, {"member": words})
    if loop.candidate_id and has_conflict(member.pk, loop.candidate_id):
        raise Conflict(f"{member} has a conflict of interest with this candidate.")
    chair = CommitteeSeat.objects.filter(debrief=debrief, member=member).first()
    if chair is None:
        return member
    if chair.state == CommitteeState.RECUSED:
        raise Conflict(f"{member} is recused from this loop.")
    raise Conflict(f"{member} takes part in this committee: who votes does not lead.")
