"""Leaves a debrief for good: one must neither read nor judge here."""

import uuid

from django.db import transaction
from django.utils import timezone

from accounts.ground.announce import announce
from accounts.ground.audit import record
from accounts.models import Membership
from scoring.actions._reasons import read_reason
from scoring.actions._stepping import locked_debrief, settle
from scoring.debriefing.rights import may_recuse
from scoring.enums import CommitteeState
from scoring.models import CommitteeSeat, Debrief, Veto
from scoring.queries.debriefs import open_debrief, parts_of, standing_of

WITHDRAWN = "Recused from this loop: the veto counts no more."


@transaction.atomic
def recuse_from_debrief(*, actor: Membership, loop_id: uuid.UUID, reason: str) -> CommitteeSeat:
    """The actor, recused: the packet, its cards and its votes are closed to them, nobody waits for them, and
    what they voted counts no more. Nobody takes back their own recusal.

    Who led the debrief leads it no more, and their veto is withdrawn. 404 and Denied as `open_debrief`;
    Denied for who interviewed, who would neither read nor judge, and once it is released; Invalid for a
    reason of less than four words.
    """
    loop = open_debrief(actor, loop_id, lock=True)
    debrief = locked_debrief(loop)
    may_recuse(standing_of(loop, debrief), parts_of(actor, loop, debrief)).require()
    chair, _ = CommitteeSeat.objects.update_or_create(
        debrief=debrief,
        member=actor,
        defaults={
            "organization_id": debrief.organization_id,
            "state": CommitteeState.RECUSED,
            "reason": read_reason(reason),
        },
    )
    _lead_no_more(debrief, actor)
    announce(f"debrief:{loop.pk}")
    settle(loop)
    record(
        "recuse_from_debrief",
        organization=actor.organization,
        actor=actor,
        on=chair,
        data={"loop": str(loop.pk)},
    )
    return chair


def _lead_no_more(debrief: Debrief, actor: Membership) -> None:
    standing = Veto.objects.filter(debrief=debrief, member=actor, withdrawn_at=None)
    standing.update(withdrawn_at=timezone.now(), withdrawn_reason=WITHDRAWN)
    if debrief.facilitator_id == actor.pk:
        debrief.facilitator = None
        debrief.save(update_fields=["facilitator"])
