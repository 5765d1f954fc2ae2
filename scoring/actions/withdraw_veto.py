"""Takes back one's own veto."""

import uuid

from django.db import transaction
from django.utils import timezone

from accounts.ground.announce import announce
from accounts.ground.audit import record
from accounts.ground.verdict import Conflict
from accounts.models import Membership
from scoring.actions._reasons import read_reason
from scoring.actions._stepping import locked_debrief
from scoring.debriefing.rights import may_withdraw
from scoring.models import Veto
from scoring.queries.debriefs import open_debrief, standing_of

NONE = "No veto of yours stands here."


@transaction.atomic
def withdraw_veto(*, actor: Membership, loop_id: uuid.UUID, reason: str) -> Veto:
    """The veto, withdrawn; it stays on record with both reasons.

    404 and Denied as `open_debrief`; Conflict when none of the actor's stands, whether or not another's does;
    Denied once it is decided; Invalid for a reason of less than four words.
    """
    loop = open_debrief(actor, loop_id, lock=True)
    debrief = locked_debrief(loop)
    veto = Veto.objects.filter(debrief=debrief, withdrawn_at=None, member=actor).first()
    if veto is None:
        raise Conflict(NONE)
    may_withdraw(standing_of(loop, debrief), own=True).require()
    veto.withdrawn_at, veto.withdrawn_reason = timezone.now(), read_reason(reason)
    veto.save(update_fields=["withdrawn_at", "withdrawn_reason"])
    announce(f"debrief:{loop.pk}")
    record(
        "withdraw_veto", organization=actor.organization, actor=actor, on=veto, data={"loop": str(loop.pk)}
    )
    return veto
