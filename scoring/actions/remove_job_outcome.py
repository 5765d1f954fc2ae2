"""Takes back what was noted of somebody on the job."""

import uuid

from django.db import transaction

from accounts.ground.audit import record
from accounts.models import Membership
from interviews.models import Loop
from scoring.access import job_outcome_of
from scoring.queries.job_outcomes import hired_loop_of


@transaction.atomic
def remove_job_outcome(*, actor: Membership, loop_id: uuid.UUID, outcome_id: uuid.UUID) -> Loop:
    """The loop without this outcome, which stays in the audit trail. 404 and Denied as `note_job_outcome`."""
    loop = hired_loop_of(actor, loop_id, lock=True)
    row = job_outcome_of(loop, outcome_id)
    data = {
        "loop": str(loop.pk),
        "kind": row.kind,
        "on": row.on.isoformat(),
        "months": row.months,
        "value": row.value,
        "regretted": row.regretted,
    }
    record("remove_job_outcome", organization=actor.organization, actor=actor, on=row, data=data)
    row.delete()
    return loop
