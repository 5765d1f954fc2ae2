"""Calibration pages: one's own in private, the organisation's for few, runs as they were."""

import pytest

from accounts.enums import Role
from accounts.ground.tenancy import all_organizations
from accounts.models import Membership
from scoring.actions.calibrate import calibrate
from scoring.models import CalibrationRun
from tests.cast import World, make_member, make_seat, sign_in
from tests.scoring.packets import a_year, another_loop, complete_loop, hand_in_at_once


def page_of(member: Membership, path: str = "", status: int = 200) -> str:
    answer = sign_in(member).get(f"/o/{member.organization.slug}/calibration/{path}")
    assert answer.status_code == status, answer.content.decode()[:2000]
    return answer.content.decode()


@pytest.fixture
def run(in_acme: World) -> CalibrationRun:
    a_year(in_acme)
    made = calibrate(actor=None, organization=in_acme.organization)
    assert made is not None
    return made


# --- mine ---------------------------------------------------------------------------------------------------


def test_my_own_severity_stands_in_words_with_interval_and_number_of_candidates(in_acme, run):
    page = page_of(in_acme.lead)
    assert (
        "You rate about 0.5 points below colleagues on the same people and questions; 95 % interval" in page
    )
    assert "from 12 candidates" in page
    assert "You rate about 0.5 points above colleagues" in page_of(in_acme.second)


def test_my_page_names_no_colleague_and_no_candidate(in_acme, run):
    page = page_of(in_acme.lead)
    assert "Sam Second" not in page
    assert "C-00" not in page


def test_too_little_data_is_said_plainly_with_what_is_needed(in_acme):
    complete_loop(in_acme, [3, 3, 3, 3], [2, 2, 2, 2])
    assert "No calibration has run yet" in page_of(in_acme.lead)
    calibrate(actor=None, organization=in_acme.organization)
    page = page_of(in_acme.lead)
    assert "Nothing can be said about your severity yet" in page
    assert "Too little data: 4 ratings, 10 are needed" in page
    assert "You rate about" not in page


def test_who_never_rated_is_told_what_to_do(in_acme, run):
    page = page_of(in_acme.nobody)
    assert "You have not rated anybody yet" in page
    assert f"Run {run.number} holds no rating of yours" in page


def test_the_distribution_counts_my_values_and_not_assessed_apart(in_acme):
    complete_loop(in_acme, [3, None, 3, 1], [2, 2, 2, 2])
    page = page_of(in_acme.lead)
    assert "How often you gave each point: 1: 1, 2: 0, 3: 2, 4: 0" in page
    assert '<th scope="row">Not assessed</th><td class="number">1</td>' in page


def test_my_history_goes_over_the_runs_and_stays_what_each_run_said(in_acme, run):
    complete_loop(in_acme, [2, 2, 2, 2], [3, 3, 3, 3], title="Later")
    calibrate(actor=None, organization=in_acme.organization)
    page = page_of(in_acme.lead)
    assert "Your severity over 2 runs" in page
    assert page.index('<th scope="row">2</th>') < page.index('<th scope="row">1</th>')


def test_a_card_in_a_loop_that_waits_for_a_colleague_tells_me_nothing_of_theirs(in_acme, run):
    before = page_of(in_acme.second)
    waiting = another_loop(in_acme, title="Waiting")
    hand_in_at_once(waiting, in_acme.lead, [1, 1, 1, 1])
    make_seat(waiting.sessions.get(), in_acme.second)
    assert calibrate(actor=None, organization=in_acme.organization) == run
    assert page_of(in_acme.second).count("You rate about") == before.count("You rate about")


# --- the organisation ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("part", ["admin", "committee"])
def test_administrators_and_committee_read_measures_of_people_by_name(in_acme, run, part):
    page = page_of(getattr(in_acme, part), "organization/")
    assert page.index("Lea Lead") < page.index("Sam Second"), "harshest first"
    assert "0.5 harsher" in page
    assert "0.5 milder" in page


def test_curators_read_of_questions_and_never_of_people(in_acme, run):
    page = page_of(in_acme.curator, "organization/")
    assert "How does a bounded queue protect a service?" in page
    assert "Lea Lead" not in page
    assert "only" in page_of(in_acme.curator, "organization/?facet=interviewer", status=403)
    assert "Lea Lead" not in page_of(in_acme.curator, f"runs/{run.pk}/")


@pytest.mark.parametrize("part", ["lead", "coordinator", "nobody"])
def test_everybody_else_is_pointed_to_their_own_page(in_acme, run, part):
    member = getattr(in_acme, part)
    for path in ("organization/", "runs/", f"runs/{run.pk}/"):
        assert "Your own results are on your own page" in page_of(member, path, status=403)
    assert "Organisation</a>" not in page_of(member)


@pytest.mark.parametrize("facet", ["interviewer", "question", "criterion", "topic", "level"])
def test_every_facet_has_its_table_and_no_candidate_is_in_any(in_acme, run, facet):
    for path in (f"organization/?facet={facet}", f"runs/{run.pk}/?facet={facet}"):
        page = page_of(in_acme.admin, path)
        assert "<caption" in page
        assert "C-00" not in page


def test_candidates_and_unknown_facets_are_refused(in_acme, run):
    page_of(in_acme.admin, "organization/?facet=candidate", status=403)
    page_of(in_acme.admin, "organization/?facet=shoes", status=400)


def test_people_who_share_no_candidate_are_not_compared_and_the_page_says_so(in_acme, run):
    others = [
        make_member(in_acme.organization, name, Role.INTERVIEWER) for name in ("Ola Other", "Ulf Other")
    ]
    for n in range(6):
        loop = another_loop(in_acme, title=f"Apart {n}")
        for member, value in zip(others, (2, 3), strict=True):
            hand_in_at_once(loop, member, [value, value + n % 2, value, value])
    calibrate(actor=None, organization=in_acme.organization)
    page = page_of(in_acme.admin, "organization/")
    assert "The interviewers fall into 2 subsets" in page
    assert "no comparison is made across them." in page
    assert str(in_acme.lead.pk) not in page, "names stand in the table, ids nowhere"
    assert ">Subset</th>" in page


def test_without_ratings_the_page_says_what_to_do(in_acme):
    assert "No ratings to compare yet" in page_of(in_acme.admin, "organization/")
    assert "No run yet" in page_of(in_acme.admin, "runs/")


# --- runs ---------------------------------------------------------------------------------------------------


def test_runs_are_listed_with_their_inputs_and_refusals(in_acme):
    complete_loop(in_acme, [3, 3, 3, 3], [3, 3, 3, 3])
    run = calibrate(actor=None, organization=in_acme.organization)
    page = page_of(in_acme.admin, "runs/")
    assert run.inputs_digest[:12] in page
    assert "Every rating is 3" in page
    assert run.inputs_digest in page_of(in_acme.admin, f"runs/{run.pk}/")


def test_a_run_of_a_look_alike_is_not_there(in_acme, zenith, run):
    with all_organizations():
        a_year(zenith)
        theirs = calibrate(actor=None, organization=zenith.organization)
    page_of(in_acme.admin, f"runs/{theirs.pk}/", status=404)
    assert theirs.inputs_digest[:12] not in page_of(in_acme.admin, "runs/")


def test_only_an_administrator_has_the_button_and_it_answers(in_acme, run):
    assert "Calibrate now" in page_of(in_acme.admin, "organization/")
    assert "Calibrate now" not in page_of(in_acme.committee, "organization/")
    answer = sign_in(in_acme.admin).post("/o/acme/calibration/now/", follow=True)
    assert "Calibration is on its way" in answer.content.decode()
    assert sign_in(in_acme.committee).post("/o/acme/calibration/now/").status_code == 403
    assert sign_in(in_acme.admin).get("/o/acme/calibration/now/").status_code == 405


def test_the_button_without_ratings_says_why_nothing_happens(in_acme):
    answer = sign_in(in_acme.admin).post("/o/acme/calibration/now/", follow=True)
    assert "There is nothing to calibrate yet" in answer.content.decode()
