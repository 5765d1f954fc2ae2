"""Has a calibration that failed for good tried once more."""

import uuid

from django.db import transaction

from accounts.ground import audit
from accounts.ground.enqueue import enqueue
from accounts.ground.verdict import Conflict
from accounts.models import Membership
from scoring import rules
from scoring.access import request_of
from scoring.enums import RequestState
from scoring.models import CalibrationRequest


@transaction.atomic
def retry_calibration(*, actor: Membership, request_id: uuid.UUID) -> CalibrationRequest:
    """The request, waiting again with all its attempts before it.

    Denied to all but administrators; Conflict while it is not dead.
    """
    request = request_of(actor, request_id, lock=True)
    rules.may_calibrate(actor).require()
    if request.state != RequestState.DEAD:
        raise Conflict("Only a calibration that failed for good is tried again by hand.")
    request.state, request.attempts, request.ended_at = RequestState.WAITING, 0, None
    request.save(update_fields=["state", "attempts", "ended_at"])
    enqueue("scoring.calibrate", priority=3, organization_id=actor.organization_id)
    audit.record(
        "retry_calibration",
        organization=actor.organization,
        actor=actor,
        on=request,
        data={"kind": request.kind, "reason": request.reason},
    )
    return request
