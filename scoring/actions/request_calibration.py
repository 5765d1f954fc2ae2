"""Asks for a calibration by hand."""

from django.db import transaction

from accounts.ground import audit
from accounts.ground.verdict import Conflict
from accounts.models import Membership, Organization
from scoring import rules
from scoring.actions._asking import ask_for_calibration
from scoring.enums import RequestKind
from scoring.queries.ratings import newest_inputs


@transaction.atomic
def request_calibration(*, actor: Membership) -> Organization:
    """Asks for one full calibration, which the page of runs shows until it is done. With unchanged ratings it
    finds the run that they made before.

    Denied to all but administrators; Conflict while no rating may be counted.
    """
    rules.may_calibrate(actor).require()
    ratings, _ = newest_inputs(actor.organization)
    if not ratings:
        raise Conflict("There is nothing to calibrate yet: no loop has all its cards in.")
    ask_for_calibration(actor.organization, RequestKind.HAND, by=actor)
    audit.record("request_calibration", organization=actor.organization, actor=actor, on=actor.organization)
    return actor.organization
