"""Takes somebody's approval or training for a module away."""

import uuid

from django.db import transaction

from accounts.ground.audit import record
from accounts.ground.verdict import Conflict, Invalid
from accounts.models import Membership
from interviews import access, rules
from interviews.enums import QualificationState
from interviews.models import Qualification

LONGEST_REASON = 300


@transaction.atomic
def withdraw_qualification(*, actor: Membership, qualification_id: uuid.UUID, reason: str) -> Qualification:
    """The qualification, withdrawn, with the reason; seats already given stay.

    Refuses who does not manage training (Denied), a reason that is missing or too long (Invalid), and one
    withdrawn before (Conflict).
    """
    rules.may_manage_training(actor).require()
    row = access.qualification_of(actor, qualification_id, lock=True)
    if row.state == QualificationState.WITHDRAWN:
        raise Conflict(f"{row.module.name} was withdrawn from {row.member} already.")
    reason = reason.strip()
    if not 0 < len(reason) <= LONGEST_REASON:
        problem = f"Say in a line why, up to {LONGEST_REASON} characters."
        raise Invalid(problem, {"reason": problem})
    before, row.state, row.note = row.state, QualificationState.WITHDRAWN, reason
    row.save(update_fields=["state", "note"])
    data = {"member": str(row.member_id), "module": str(row.module_id), "before": before, "reason": reason}
    record("withdraw_qualification", organization=actor.organization, actor=actor, on=row, data=data)
    return row
