"""Asking for a calibration by hand."""

import pytest

from accounts.ground.verdict import Conflict, Denied
from accounts.models import AuditEvent
from scoring.actions.request_calibration import request_calibration
from scoring.enums import RequestKind
from scoring.models import CalibrationRequest
from tests.scoring.packets import complete_loop


def test_an_administrator_starts_one_and_it_is_in_the_audit_trail(in_acme, monkeypatch):
    started = []
    monkeypatch.setattr("scoring.actions._asking.enqueue", lambda task, **ids: started.append((task, ids)))
    complete_loop(in_acme, [3, 3, 3, 3], [2, 2, 2, 2])
    request_calibration(actor=in_acme.admin)
    assert started == [("scoring.calibrate", {"organization_id": in_acme.organization.pk, "priority": 3})]
    asked = CalibrationRequest.objects.get()
    assert (asked.kind, asked.asked_by) == (RequestKind.HAND, in_acme.admin)
    assert AuditEvent.objects.get(verb="request_calibration").actor == in_acme.admin


def test_without_ratings_there_is_nothing_to_start(in_acme):
    with pytest.raises(Conflict, match="nothing to calibrate"):
        request_calibration(actor=in_acme.admin)


@pytest.mark.parametrize("part", ["committee", "curator", "coordinator", "lead", "nobody"])
def test_nobody_else_starts_one(in_acme, part):
    complete_loop(in_acme, [3, 3, 3, 3], [2, 2, 2, 2])
    with pytest.raises(Denied, match="Only an administrator"):
        request_calibration(actor=getattr(in_acme, part))
