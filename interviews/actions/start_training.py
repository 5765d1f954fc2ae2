"""Puts somebody on a module's way."""

import uuid

from django.db import transaction

from accounts.ground.audit import record
from accounts.ground.verdict import Conflict
from accounts.models import Membership
from interviews import access, rules
from interviews.actions._modules import require_in_use
from interviews.actions._writing import seatable
from interviews.enums import QualificationState
from interviews.models import Qualification


@transaction.atomic
def start_training(*, actor: Membership, module_id: uuid.UUID, member_id: uuid.UUID) -> Qualification:
    """The member in training, also after a withdrawal: interviews they watched before count on. Again
    changes nothing.

    Refuses who does not manage training (Denied), a retired module, somebody approved already (Conflict),
    who may not sit in interviews (Invalid), a stranger (404).
    """
    rules.may_manage_training(actor).require()
    module = access.module_of(actor, module_id, lock=True)
    require_in_use(module)
    member = seatable(actor, member_id)
    row, made = Qualification.objects.get_or_create(
        member=member, module=module, defaults={"organization_id": actor.organization_id}
    )
    if row.state == QualificationState.APPROVED:
        raise Conflict(f"{member} is approved for {module.name} already.")
    if row.state == QualificationState.TRAINING and not made:
        return row
    row.state, row.approved_by, row.approved_at, row.note = QualificationState.TRAINING, None, None, ""
    row.save(update_fields=["state", "approved_by", "approved_at", "note"])
    data = {"member": str(member.pk), "module": str(module.pk)}
    record("start_training", organization=actor.organization, actor=actor, on=row, data=data)
    return row
