"""Calibration over the API."""

import json

import pytest

from accounts.models import Membership
from scoring.actions.calibrate import calibrate
from scoring.enums import Facet
from tests.cast import sign_in
from tests.scoring.calibrated import a_run, a_summary, measured
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


# --- what the pages show beyond the severity ----------------------------------------------------------------


def test_measures_come_with_logits_fit_and_details_for_those_who_read_them(in_acme):
    run = a_run(in_acme)
    measured(run, Facet.INTERVIEWER, in_acme.lead.pk, 0.8, details={"signals": {"halo": {"value": 0.3}}})
    (one,) = get(in_acme.admin, "measures/?facet=interviewer")["results"]
    assert (one["logit"], one["logit_se"], one["infit"], one["outfit"]) == (0.8, 0.2, 1.04, 0.97)
    assert one["details"]["signals"]["halo"]["value"] == 0.3
    mine = get(in_acme.lead, "mine/")
    assert (mine["logit"], mine["infit"]) == (0.8, 1.04)
    assert mine["details"] == one["details"]
    assert mine["unexpected"] == []
    assert get(in_acme.second, "mine/")["details"] == {}


def test_a_run_tells_what_it_found_and_of_people_to_those_who_read_of_them_only(in_acme):
    run = a_run(in_acme)
    told = get(in_acme.committee, f"runs/{run.pk}/")
    assert told["thresholds"] == [-1.6, -0.1, 1.7]
    assert told["agreement"]["pairs"] == 812
    assert told["reliability"]["interviewer"]["strata"] == 2.87
    assert {one["facet"] for one in told["subsets"]} == {"interviewer"}
    curators = json.dumps(get(in_acme.curator, f"runs/{run.pk}/"))
    for member in (in_acme.lead, in_acme.second):
        assert str(member.pk) not in curators


def test_single_ratings_and_candidates_of_a_run_are_told_to_nobody(in_acme):
    rating = {"candidate": str(in_acme.candidate.pk), "score": 1, "expected": 3.4, "z": -4.2}
    subset = {"facet": "candidate", "number": 1, "keys": [str(in_acme.candidate.pk)], "ratings": 9}
    run = a_run(in_acme, summary=a_summary(in_acme) | {"unexpected": [rating], "subsets": [subset]})
    assert str(in_acme.candidate.pk) not in json.dumps(get(in_acme.admin, f"runs/{run.pk}/"))


def test_an_increment_says_how_far_it_moved_and_what_its_base_found(in_acme):
    base = a_run(in_acme)
    run = a_run(in_acme, 2, kind="increment", base=base, summary={"moved": 0.04, "loops": []})
    told = get(in_acme.admin, f"runs/{run.pk}/")
    assert (told["kind"], told["base"], told["moved"], told["refused"]) == (
        "increment",
        str(base.pk),
        0.04,
        "",
    )
    assert told["thresholds"] == [-1.6, -0.1, 1.7]
    assert [one["number"] for one in get(in_acme.admin, "runs/")["results"]] == [2, 1]
