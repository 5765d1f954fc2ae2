"""Plans the night's full run of an organisation."""

from datetime import timedelta
from zlib import crc32

from django.db import transaction
from django.utils import timezone

from accounts.ground import audit
from accounts.models import Membership, Organization
from scoring.actions._asking import ask_for_calibration
from scoring.enums import RequestKind
from scoring.models import CalibrationRequest
from scoring.queries.calibration import is_whole
from scoring.queries.calibration_requests import open_requests

NIGHT = timedelta(hours=4)  # over which the organisations are spread


@transaction.atomic
def plan_nightly_calibration(
    *, actor: Membership | None, organization: Organization
) -> CalibrationRequest | None:
    """A request at the organisation's own time of the night; None where the run that counts is a full one of
    today's code over what counts now, or one waits already. The clock asks; `actor` is nobody.
    """
    planned = open_requests(organization).filter(kind=RequestKind.NIGHTLY)
    if planned.exists() or is_whole(organization):
        return None
    share = crc32(organization.pk.bytes) / 2**32
    asked = ask_for_calibration(
        organization, RequestKind.NIGHTLY, by=actor, not_before=timezone.now() + NIGHT * share
    )
    audit.record("plan_nightly_calibration", organization=organization, actor=actor, on=asked)
    return asked
