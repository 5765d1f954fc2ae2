"""Serves the calibrations that an organisation waits for, one worker at a time."""

import structlog

from accounts.ground.turns import CALIBRATION, turn
from accounts.models import Membership, Organization
from scoring.actions._requests import Tell, fail_requests, finish_requests, take_requests, teller
from scoring.actions.calibrate import calibrate
from scoring.actions.carry_calibration import carry_calibration
from scoring.enums import RequestKind
from scoring.models import CalibrationRequest, CalibrationRun
from scoring.queries.calibration_requests import due_requests

log = structlog.get_logger()


def serve_requests(*, actor: Membership | None, organization: Organization) -> int:
    """How many were served: all that are due, and those that come meanwhile. A worker calls for nobody.

    Where another worker has the organisation's turn it does nothing, since that one will see what waits: it
    looks again after giving its turn back. A request that a killed worker left is served again. A failure is
    written down with its reason and tried again later; it reaches nobody here.
    """
    served = 0
    while due_requests(organization).exists():
        with turn(CALIBRATION, organization) as held:
            if not held:
                break
            while taken := take_requests(organization):
                served += len(taken)
                _serve(actor, organization, taken)
    return served


def _serve(actor: Membership | None, organization: Organization, taken: list[CalibrationRequest]) -> None:
    """Submissions first, which may be carried into the standing fit; then whoever wants it whole."""
    submitted = [request for request in taken if request.kind == RequestKind.SUBMIT]
    others = [request for request in taken if request.kind != RequestKind.SUBMIT]
    for requests, work in ((submitted, bring_up_to_date), (others, calibrate_whole)):
        if not requests:
            continue
        try:
            run = work(actor, organization, teller(requests))
        except Exception as error:
            log.exception("calibration failed", organization=organization.slug)
            fail_requests(requests, error)
        else:
            finish_requests(requests, run)


def bring_up_to_date(
    actor: Membership | None, organization: Organization, tell: Tell
) -> CalibrationRun | None:
    """The run that holds what counts now: the standing fit carried on where that will do, else a full one."""
    run = carry_calibration(actor=actor, organization=organization, tell=tell)
    return run or calibrate(actor=actor, organization=organization, tell=tell)


def calibrate_whole(
    actor: Membership | None, organization: Organization, tell: Tell
) -> CalibrationRun | None:
    """A full run over everything."""
    return calibrate(actor=actor, organization=organization, tell=tell)
