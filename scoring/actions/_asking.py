"""Asking for a calibration, in the transaction that makes one necessary."""

from datetime import datetime

from accounts.ground.enqueue import enqueue
from accounts.models import Membership, Organization
from scoring.enums import RequestKind, RequestState
from scoring.models import CalibrationRequest

PRIORITIES = {RequestKind.SUBMIT: 0, RequestKind.HAND: 3, RequestKind.MOVED: 6, RequestKind.NIGHTLY: 9}


def ask_for_calibration(
    organization: Organization,
    kind: RequestKind,
    *,
    by: Membership | None = None,
    not_before: datetime | None = None,
) -> CalibrationRequest:
    """The request that will be served after this transaction: a new one, or one that waits already.

    Whoever takes the waiting one has to wait for the end of this transaction, and so sees what it wrote. One
    that failed before waits for its own time and takes nothing else along.
    """
    waiting = CalibrationRequest.objects.select_for_update().filter(
        organization=organization, kind=kind, state=RequestState.WAITING, attempts=0
    )
    found = waiting.order_by("created_at").first()
    if found is not None:
        return found
    asked = CalibrationRequest.objects.create(
        organization=organization, kind=kind, asked_by=by, not_before=not_before
    )
    if not_before is None:
        enqueue("scoring.calibrate", priority=PRIORITIES[kind], organization_id=organization.pk)
    return asked
