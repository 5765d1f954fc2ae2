"""Calibration over the API."""

import pytest

from accounts.models import Membership
from scoring.actions.calibrate import calibrate
from tests.cast import sign_in
from tests.scoring.packets import a_year


def get(member: Membership, path: str, status: int = 200) -> dict:
    answer = sign_in(member).get(f"/api/v1/o/{member.organization.slug}/calibration/{path}")
    assert answer.status_code == status, answer.content
    return answer.json()


def test_before_any_run_my_own_page_says_so(in_acme):
    mine = get(in_acme.lead, "mine/")
    assert mine["run"] is None
    assert mine["severity"] is None
    assert "No calibration has run yet" in mine["needed"]
    assert get(in_acme.admin, "measures/")["results"] == []


def test_the_same_numbers_as_on_the_pages(in_acme):
    a_year(in_acme)
    run = calibrate(actor=None, organization=in_acme.organization)
    mine = get(in_acme.lead, "mine/")
    assert mine["severity"] == pytest.approx(0.5, abs=0.1)
    assert (mine["n"], mine["candidates"], sum(mine["given"].values())) == (48, 12, 48)
    assert mine["run"]["inputs_digest"] == run.inputs_digest
    assert [one["number"] for one in mine["history"]] == [1]
    people = get(in_acme.admin, "measures/?facet=interviewer")["results"]
    assert [one["name"] for one in people] == ["Lea Lead", "Sam Second"]
    assert get(in_acme.committee, f"runs/{run.pk}/measures/?facet=interviewer")["results"] == people
    assert get(in_acme.curator, "runs/")["results"][0]["number"] == run.number
    assert get(in_acme.admin, f"runs/{run.pk}/")["variance"]


def test_rights_are_those_of_the_pages(in_acme, zenith):
    a_year(in_acme)
    run = calibrate(actor=None, organization=in_acme.organization)
    get(in_acme.curator, "measures/?facet=interviewer", 403)
    get(in_acme.admin, "measures/?facet=candidate", 403)
    get(in_acme.admin, "measures/?facet=shoes", 400)
    get(in_acme.lead, "measures/", 403)
    get(in_acme.lead, "runs/", 403)
    get(zenith.admin, f"runs/{run.pk}/", 404)
    browser = sign_in(in_acme.committee)
    assert browser.post("/api/v1/o/acme/calibration/runs/").status_code == 403
    assert sign_in(in_acme.admin).post("/api/v1/o/acme/calibration/runs/").status_code == 202
