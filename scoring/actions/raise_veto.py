"""Forbids a decision to hire, as the facilitator of a debrief."""

import uuid

from django.db import transaction

from accounts.ground.announce import announce
from accounts.ground.audit import record
from accounts.models import Membership
from scoring.actions._reasons import read_reason
from scoring.actions._stepping import locked_debrief
from scoring.debriefing.rights import may_veto
from scoring.models import Veto
from scoring.queries.debriefs import open_debrief, parts_of, standing_of


@transaction.atomic
def raise_veto(*, actor: Membership, loop_id: uuid.UUID, reason: str) -> Veto:
    """The veto; while it stands, no decision to hire is recorded.

    404 and Denied as `open_debrief`; Denied where the organisation knows no vetoes, for who does not lead the
    debrief, while one stands, before reading and once it is decided; Invalid for a reason of less than four
    words.
    """
    loop = open_debrief(actor, loop_id, lock=True)
    debrief = locked_debrief(loop)
    parts = parts_of(actor, loop, debrief)
    may_veto(standing_of(loop, debrief), parts, allowed=loop.organization.veto).require()
    veto = Veto.objects.create(
        organization_id=debrief.organization_id,
        debrief=debrief,
        member=actor,
        round=debrief.round,
        reason=read_reason(reason),
    )
    announce(f"debrief:{loop.pk}")
    record("raise_veto", organization=actor.organization, actor=actor, on=veto, data={"loop": str(loop.pk)})
    return veto
