"""Asks for a calibration by hand."""

from django.db import transaction

from accounts.ground import audit
from accounts.ground.enqueue import enqueue
from accounts.ground.verdict import Conflict
from accounts.models import Membership, Organization
from scoring import rules
from scoring.queries.ratings import newest_inputs


@transaction.atomic
def request_calibration(*, actor: Membership) -> Organization:
    """Enqueues one calibration. With unchanged ratings it finds the run that they made before.

    Denied to all but administrators; Conflict while no rating may be counted.
    """
    rules.may_calibrate(actor).require()
    ratings, _ = newest_inputs(actor.organization)
    if not ratings:
        raise Conflict("There is nothing to calibrate yet: no loop has all its cards in.")
    enqueue("scoring.calibrate", organization_id=actor.organization_id)
    audit.record("request_calibration", organization=actor.organization, actor=actor, on=actor.organization)
    return actor.organization
