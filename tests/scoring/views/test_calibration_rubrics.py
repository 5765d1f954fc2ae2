"""Rubrics as calibrated: the points of the scale, the criteria, what moves together, reliability."""

import json

import pytest

from scoring.models import CalibrationRun
from tests.cast import World, sign_in
from tests.scoring.calibrated import a_run, a_summary, calibrated

PATH = "/o/acme/calibration/rubrics/"


def page_of(world: World, query: str = "", part: str = "admin", status: int = 200) -> str:
    answer = sign_in(getattr(world, part)).get(PATH + query)
    assert answer.status_code == status, answer.content.decode()[:2000]
    return answer.content.decode()


@pytest.fixture
def run(in_acme: World) -> CalibrationRun:
    return calibrated(in_acme, 2)


def test_a_scale_in_order_is_said_to_be_in_order(in_acme, run):
    page = page_of(in_acme)
    assert "In order: each point is the most likely one somewhere on the ruler." in page
    assert page.count('class="curve-label"') == 4


def test_a_point_that_is_never_the_most_likely_is_named(in_acme):
    a_run(in_acme, summary=a_summary(in_acme, [0.4, -0.6, 1.5]))
    page = page_of(in_acme)
    assert "Disordered: point 2 is never the most likely." in page
    assert "Out of order" in page


def test_where_the_lowest_point_was_never_given_the_steps_keep_their_names(in_acme):
    summary = a_summary(in_acme, [0.6, -0.6]) | {"points": [2, 3, 4]}
    a_run(in_acme, summary=summary)

    assert "Disordered: point 3 is never the most likely." in page_of(in_acme)


def test_thresholds_stand_as_ratings_and_in_logits(in_acme, run):
    page = page_of(in_acme)
    assert "a rating of 1.66 is expected" in page
    assert "−1.60" in page
    assert "logits on the ruler" in page_of(in_acme, "?unit=logits")


def test_what_moves_together_has_a_number_and_a_word(in_acme, run):
    page = page_of(in_acme)
    assert '<td class="shade-3"><strong>+0.30</strong><br><span class="small">much</span></td>' in page


def test_reliability_of_interviewers_is_bad_news(in_acme, run):
    assert "They differ: 2 groups of severity can be told apart." in page_of(in_acme)


def test_each_table_can_be_had_as_a_file(in_acme, run):
    first = json.loads(page_of(in_acme, "?format=json&table=thresholds"))
    assert first[0]["logit"] == -1.6
    for table in ("points", "criteria", "halo", "reliability"):
        assert json.loads(page_of(in_acme, f"?format=json&table={table}"))
    page_of(in_acme, "?format=json&table=people", status=400)


def test_a_run_without_thresholds_says_why(in_acme):
    refused = {"refused": "there is one interviewer", "categories": [], "halo": {}, "reliability": {}}
    a_run(in_acme, state="refused", summary=a_summary(in_acme, []) | refused)
    page = page_of(in_acme)
    assert "Nothing was fitted: there is one interviewer." in page
    assert "Too little data: it takes two criteria" in page


def test_a_summary_from_before_these_figures_is_no_error(in_acme):
    a_run(in_acme, summary={"refused": "", "statements": []})
    assert "No thresholds are known of this run." in page_of(in_acme)


def test_without_a_run_the_page_says_what_to_do(in_acme):
    assert "Which cards are missing" in page_of(in_acme)


def test_curators_read_it_and_interviewers_do_not(in_acme, run):
    assert "The criteria" in page_of(in_acme, part="curator")
    page_of(in_acme, part="lead", status=403)
