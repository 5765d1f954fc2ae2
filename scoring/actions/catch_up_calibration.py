"""Asks for the calibration that nobody asked for."""

from django.db import transaction

from accounts.ground import audit
from accounts.models import Membership, Organization
from scoring.actions._asking import ask_for_calibration
from scoring.enums import RequestKind
from scoring.models import CalibrationRequest
from scoring.queries.calibration import holds_now
from scoring.queries.calibration_requests import open_requests


@transaction.atomic
def catch_up_calibration(
    *, actor: Membership | None, organization: Organization
) -> CalibrationRequest | None:
    """A request where the ratings that count are in no run and none is asked for, else None.

    A loop that was closed or a seat that was given back makes ratings count, or count no more, without a card
    being handed in. The clock asks; `actor` is nobody.
    """
    if open_requests(organization).exists() or holds_now(organization):
        return None
    asked = ask_for_calibration(organization, RequestKind.SUBMIT, by=actor)
    audit.record("catch_up_calibration", organization=organization, actor=actor, on=asked)
    return asked
