"""Opens a loop's cards to an administrator who still owes one, for a reason that the panel sees."""

import uuid

from django.db import transaction

from accounts.ground.audit import record
from accounts.ground.verdict import Conflict
from accounts.models import Membership
from interviews.access import loop_of
from interviews.actions._telling import tell_sheets
from scoring import rules
from scoring.actions._reasons import read_reason
from scoring.models import GateOverride
from scoring.visibility import is_blind


@transaction.atomic
def override_gate(*, actor: Membership, loop_id: uuid.UUID, reason: str) -> GateOverride:
    """The override, shown to everybody who sees the loop; asked again, the first one with its reason.

    What the actor hands in from then on is marked as written after reading the others', and not counted.
    Refuses who is no administrator (Denied), who owes no card there (Conflict), and a reason of less than
    four words (Invalid).
    """
    # Submitting takes the same lock: a card is in before this, or it is marked.
    loop = loop_of(actor, loop_id, lock=True)
    rules.may_override(actor).require()
    earlier = GateOverride.objects.filter(loop=loop, member=actor).first()
    if earlier is not None:
        return earlier
    if not is_blind(actor, loop):
        raise Conflict("You owe no card in this loop: nothing is kept from you for the sake of it.")
    row = GateOverride.objects.create(
        organization_id=loop.organization_id, loop=loop, member=actor, reason=read_reason(reason)
    )
    tell_sheets(loop)
    record("override_gate", organization=actor.organization, actor=actor, on=row, data={"loop": str(loop.pk)})
    return row
