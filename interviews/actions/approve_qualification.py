"""Approves somebody for a module, by name."""

import uuid

from django.db import transaction
from django.utils import timezone

from accounts.ground.audit import record
from accounts.ground.verdict import Conflict, Invalid
from accounts.models import Membership
from interviews import access, rules
from interviews.actions._modules import require_in_use
from interviews.actions._writing import seatable
from interviews.enums import QualificationState
from interviews.models import Qualification
from interviews.queries.qualifications import approved_for, step_of

LONGEST_NOTE = 300


@transaction.atomic
def approve_qualification(
    *, actor: Membership, module_id: uuid.UUID, member_id: uuid.UUID, note: str = ""
) -> Qualification:
    """The member, approved for the module by the actor: they lead its topics from now on.

    Also for somebody who was never in training here. As long as interviews to watch or to lead under watch
    are missing, `note` has to say why. Refuses who is neither approved for the module themselves nor an
    administrator, and oneself (Denied), a missing reason (Invalid), a retired module, an approval that
    stands already (Conflict), who may not sit in interviews (Invalid), a stranger (404).
    """
    module = access.module_of(actor, module_id, lock=True)
    require_in_use(module)
    member = seatable(actor, member_id)
    row = Qualification.objects.filter(member=member, module=module).first() or Qualification(
        organization_id=actor.organization_id, member=member, module=module
    )
    rules.may_approve(actor, row, qualified=actor.pk in approved_for(module.pk)).require()
    if row.state == QualificationState.APPROVED:
        raise Conflict(f"{member} is approved for {module.name} already.")
    early = not step_of(row).ready
    row.note = _check(note, needed=early)
    row.state, row.approved_by, row.approved_at = QualificationState.APPROVED, actor, timezone.now()
    row.save()
    data = {"member": str(member.pk), "module": str(module.pk), "early": early, "note": row.note}
    record("approve_qualification", organization=actor.organization, actor=actor, on=row, data=data)
    return row


def _check(note: str, *, needed: bool) -> str:
    note = note.strip()
    problem = ""
    if needed and not note:
        problem = "The way is not complete: say in a line why you approve now."
    if len(note) > LONGEST_NOTE:
        problem = f"Up to {LONGEST_NOTE} characters."
    if problem:
        raise Invalid(problem, {"note": problem})
    return note
