"""My calibration: one's own results, in private."""

import pytest

from accounts.models import Membership
from scoring.actions.calibrate import calibrate
from scoring.models import CalibrationRun
from tests.cast import World, make_seat, sign_in
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
