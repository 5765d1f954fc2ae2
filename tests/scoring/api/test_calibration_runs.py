"""Requests for calibrations and two runs beside each other, over the API."""

import pytest

from accounts.models import Membership
from scoring.enums import Facet
from scoring.models import CalibrationRequest
from tests.cast import sign_in
from tests.scoring.calibrated import a_run, measured


def get(member: Membership, path: str, status: int = 200) -> dict:
    answer = sign_in(member).get(f"/api/v1/o/{member.organization.slug}/calibration/{path}")
    assert answer.status_code == status, answer.content
    return answer.json()


def test_what_is_under_way_and_what_failed_for_good_are_two_lists(in_acme):
    made = {"organization": in_acme.organization, "kind": "hand", "asked_by": in_acme.admin}
    CalibrationRequest.objects.create(**made, state="running", stage="Fits the model", share=0.4)
    CalibrationRequest.objects.create(**made, state="dead", attempts=5, reason="MemoryError.")
    CalibrationRequest.objects.create(**made, state="done")
    (running,) = get(in_acme.curator, "requests/")["results"]
    assert (running["stage"], running["share"], running["asked_by"]) == ("Fits the model", 0.4, "Ada Admin")
    (dead,) = get(in_acme.curator, "requests/?state=dead")["results"]
    assert (dead["reason"], dead["attempts"]) == ("MemoryError.", 5)
    get(in_acme.curator, "requests/?state=lost", status=400)
    get(in_acme.lead, "requests/", status=403)


def test_a_dead_request_is_tried_again_once(in_acme):
    dead = CalibrationRequest.objects.create(
        organization=in_acme.organization, kind="hand", state="dead", attempts=5, reason="MemoryError."
    )
    path = f"/api/v1/o/acme/calibration/requests/{dead.pk}/retry/"
    assert sign_in(in_acme.committee).post(path).status_code == 403
    first = sign_in(in_acme.admin).post(path)
    assert (first.status_code, first.json()["state"]) == (200, "waiting")
    assert sign_in(in_acme.admin).post(path).status_code == 409


def test_two_runs_give_what_the_page_gives(in_acme):
    before, after = a_run(in_acme, 1), a_run(in_acme, 2)
    for run, logit in ((before, 0.0), (after, 1.0)):
        measured(run, Facet.QUESTION, in_acme.questions[0].current.pk, logit)
        measured(run, Facet.INTERVIEWER, in_acme.lead.pk, 0.1)
    path = f"runs/{before.pk}/compare/{after.pk}/"
    found = get(in_acme.curator, path)
    (move,) = found["moves"]
    assert move["moved"] == pytest.approx(0.55)
    assert move["beyond"] is True
    assert found["before"]["number"] == 1
    assert [one["name"] for one in found["changes"]] == ["Ratings", "Cards up to"]
    assert found["thresholds"][0] == {"step": "1 to 2", "before": -1.6, "after": -1.6}
    get(in_acme.curator, f"{path}?facet=interviewer", status=403)
    assert get(in_acme.admin, f"{path}?facet=interviewer")["moves"][0]["name"] == "Lea Lead"
    get(in_acme.admin, f"{path}?facet=candidate", status=400)
