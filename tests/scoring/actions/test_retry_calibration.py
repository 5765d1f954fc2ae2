"""Trying again what failed for good."""

import pytest
from django.http import Http404

from accounts.ground.tenancy import all_organizations
from accounts.ground.verdict import Conflict, Denied
from accounts.models import AuditEvent
from scoring.actions.retry_calibration import retry_calibration
from scoring.enums import RequestKind, RequestState
from scoring.models import CalibrationRequest
from tests.cast import World


def a_dead_one(world: World) -> CalibrationRequest:
    return CalibrationRequest.objects.create(
        organization=world.organization,
        kind=RequestKind.NIGHTLY,
        state=RequestState.DEAD,
        attempts=5,
        reason="RuntimeError: the disk is full.",
    )


def test_it_waits_again_with_all_its_attempts_and_is_in_the_audit_trail(in_acme):
    asked = retry_calibration(actor=in_acme.admin, request_id=a_dead_one(in_acme).pk)
    asked.refresh_from_db()
    assert (asked.state, asked.attempts, asked.ended_at) == (RequestState.WAITING, 0, None)
    event = AuditEvent.objects.get(verb="retry_calibration")
    assert (event.actor, event.data["reason"]) == (in_acme.admin, "RuntimeError: the disk is full.")


def test_what_is_not_dead_needs_no_other_try(in_acme):
    asked = a_dead_one(in_acme)
    retry_calibration(actor=in_acme.admin, request_id=asked.pk)
    with pytest.raises(Conflict, match="failed for good"):
        retry_calibration(actor=in_acme.admin, request_id=asked.pk)


@pytest.mark.parametrize("part", ["committee", "curator", "coordinator", "lead", "nobody"])
def test_nobody_else_tries_again(in_acme, part):
    asked = a_dead_one(in_acme)
    with pytest.raises(Denied):
        retry_calibration(actor=getattr(in_acme, part), request_id=asked.pk)


def test_another_organisations_request_is_not_there(in_acme, zenith):
    with all_organizations():
        asked = a_dead_one(zenith)
    with pytest.raises(Http404):
        retry_calibration(actor=in_acme.admin, request_id=asked.pk)
