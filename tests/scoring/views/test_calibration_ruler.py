"""The ruler: candidates in total, interviewers for those who read of them, questions and criteria."""

import json

import pytest

from accounts.models import Membership
from interviews.models import Candidate
from scoring.enums import Facet
from scoring.models import CalibrationRun
from tests.cast import World, make_candidate, sign_in
from tests.scoring.calibrated import a_run, a_summary, measured

PATH = "/o/acme/calibration/ruler/"


def page_of(member: Membership, path: str = "", status: int = 200) -> str:
    answer = sign_in(member).get(PATH + path)
    assert answer.status_code == status, answer.content.decode()[:2000]
    return answer.content.decode()


@pytest.fixture
def run(in_acme: World) -> CalibrationRun:
    made = a_run(in_acme)
    for logit in (-1.2, 0.1, 2.3):
        candidate = make_candidate(in_acme.organization, "Someone")
        measured(made, Facet.CANDIDATE, candidate.pk, logit, severity=None)
    measured(made, Facet.INTERVIEWER, in_acme.lead.pk, 0.77)
    measured(made, Facet.INTERVIEWER, in_acme.second.pk, -0.77)
    for question in in_acme.questions[:2]:
        measured(made, Facet.QUESTION, question.current_id, 0.3)
    measured(made, Facet.CRITERION, in_acme.criteria[0].pk, -0.4)
    return made


def test_everything_stands_on_one_ruler_with_both_axes(in_acme, run):
    page = page_of(in_acme.committee)
    for title in ("Candidates", "Interviewers", "Questions", "Criteria"):
        assert f">{title}</text>" in page
    assert ">logits</text>" in page
    assert ">points</text>" in page
    assert "2|3</text>" in page
    assert '<td class="number">−0.10</td>' in page, "the steps in a table"


def test_marks_lead_to_where_they_are_explained(in_acme, run):
    page = page_of(in_acme.committee)
    assert f"/o/acme/calibration/interviewers/#member-{in_acme.lead.pk}" in page
    assert 'href="/o/acme/calibration/questions/' in page
    assert 'href="/o/acme/calibration/rubrics/' in page


@pytest.mark.parametrize("path", ["", "?format=json&table=marks", "?format=csv&table=marks"])
def test_no_candidate_is_named_or_linked(in_acme, run, path):
    page = page_of(in_acme.admin, path)
    for candidate in Candidate.objects.all():
        assert candidate.pseudonym not in page
        assert str(candidate.pk) not in page


@pytest.mark.parametrize("path", ["", "?format=json", "?format=json&table=marks"])
def test_curators_read_how_many_interviewers_there_are_and_no_more(in_acme, run, path):
    page = page_of(in_acme.curator, path)
    assert "Lea Lead" not in page
    assert str(in_acme.lead.pk) not in page
    assert "0.77" not in page
    if not path:
        assert "not shown to you" in page
        assert "Interviewers</text>" not in page


def test_ranges_are_in_logits_and_in_points(in_acme, run):
    rows = {row["facet"]: row for row in json.loads(page_of(in_acme.admin, "?format=json"))}
    assert (rows["candidate"]["n"], rows["candidate"]["lowest"], rows["candidate"]["highest"]) == (
        3,
        -1.2,
        2.3,
    )
    assert rows["candidate"]["lowest_points"] < rows["candidate"]["highest_points"]
    assert rows["interviewer"]["lowest_points"] > rows["interviewer"]["highest_points"], "harsh gives less"


def test_subsets_are_said(in_acme, run):
    assert "that no rating links" not in page_of(in_acme.admin)
    measured(run, Facet.INTERVIEWER, in_acme.committee.pk, 0.1, subset=2)
    assert "Interviewers fall into 2 groups that no rating links" in page_of(in_acme.admin)


def test_without_a_run_or_a_fit_the_page_says_what_to_do(in_acme):
    assert "No ratings to compare yet" in page_of(in_acme.admin)
    a_run(in_acme, state="refused", summary=a_summary(in_acme, []) | {"refused": "one interviewer"})
    assert "This run gave no ruler" in page_of(in_acme.admin)


@pytest.mark.parametrize("part", ["lead", "coordinator", "nobody"])
def test_everybody_else_is_pointed_to_their_own_page(in_acme, run, part):
    assert "Your own results are on your own page" in page_of(getattr(in_acme, part), status=403)
