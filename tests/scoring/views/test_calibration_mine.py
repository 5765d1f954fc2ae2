"""My calibration: one's own results, in private."""

import json

import pytest

from accounts.models import Membership
from interviews.models import Candidate
from scoring.actions.calibrate import calibrate
from scoring.enums import Facet
from scoring.models import CalibrationRun
from tests.cast import World, make_seat, sign_in
from tests.scoring.calibrated import a_run, measured
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


# --- beyond the severity ------------------------------------------------------------------------------------


def signal(value: float | None, words: str, *, flagged: bool = False) -> dict:
    return {"value": value, "unit": "points", "z": 0.0, "flagged": flagged, "words": words}


def detailed(world: World, **details: object) -> CalibrationRun:
    """A run that says everything of the lead that a run can say, beside a colleague's."""
    run = a_run(world)
    everything = {
        "agreement": {"pairs": 40, "observed": 0.5, "expected": 0.52},
        "signals": {
            "halo": signal(0.4, "ratings of one interview move together", flagged=True),
            "drift": signal(None, "too little data: 8 more ratings needed"),
        },
        "months": [
            {"month": "2026-02", "n": 9, "residual": 0.1, "grade": "none"},
            {"month": "2026-03", "n": 9, "residual": -0.6, "grade": "look"},
        ],
    }
    measured(run, Facet.INTERVIEWER, world.lead.pk, 1.0, effect=1.0, details=everything | details)
    theirs = {"signals": {"inaccuracy": signal(2.0, "their ratings vary", flagged=True)}}
    measured(run, Facet.INTERVIEWER, world.second.pk, -1.0, effect=-1.0, details=theirs)
    for candidate in Candidate.objects.all():
        measured(run, Facet.CANDIDATE, candidate.pk, 2.0, effect=2.0, severity=None)
    for question in world.questions[:2]:
        measured(run, Facet.QUESTION, question.current_id, 0.0, effect=0.0)
    for criterion in world.criteria:
        measured(run, Facet.CRITERION, criterion.pk, 0.0, effect=0.0)
    return run


def test_what_stands_out_comes_with_what_to_try(in_acme):
    detailed(in_acme)
    page = page_of(in_acme.lead)
    assert "Harsher than colleagues" in page
    assert "The same answers get 0.6 points fewer than usual." in page or "0.5 points fewer" in page
    assert "Ratings of one interview move together. Rate one criterion at a time" in page
    assert "Too little data: 8 more ratings needed." in page


def test_agreement_and_months_stand_in_words(in_acme):
    detailed(in_acme)
    page = page_of(in_acme.lead)
    assert "As often as expected" in page
    assert "50 % of 40 pairs the same, 52 % expected" in page
    assert "<strong>Look</strong>: in 2026-03" in page
    assert '<td class="number">+0.60</td>' in page, "harsher is positive"


def test_nothing_that_stands_out_needs_nothing_done(in_acme):
    run = a_run(in_acme)
    measured(run, Facet.INTERVIEWER, in_acme.lead.pk, 0.0, details={})
    assert "Nothing needs doing" in page_of(in_acme.lead)


def test_my_use_of_the_scale_stands_beside_colleagues_and_surprises_lead_to_my_card(in_acme):
    loop = complete_loop(in_acme, [3, 3, 3, 1], [3, 3, 3, 3])
    detailed(in_acme)
    page = page_of(in_acme.lead)
    assert "Of 4 ratings, how often you gave each point, and how often an average colleague" in page
    assert "less than expected" in page
    assert f'href="/o/acme/live/{loop.sessions.get().pk}/"' in page


@pytest.mark.parametrize("table", ["severity", "use", "signals", "months", "unexpected"])
def test_everything_can_be_had_as_a_file_and_holds_nothing_of_a_colleague(in_acme, table):
    complete_loop(in_acme, [3, 3, 3, 1], [3, 3, 3, 3])
    detailed(in_acme)
    rows = json.loads(page_of(in_acme.lead, f"?format=json&table={table}"))
    assert rows
    assert "their ratings vary" not in json.dumps(rows)
    assert page_of(in_acme.lead, f"?format=csv&table={table}").count("\r\n") == len(rows) + 1


def test_my_page_tells_nothing_of_what_a_colleague_is_told(in_acme):
    complete_loop(in_acme, [3, 3, 3, 1], [3, 3, 3, 3])
    detailed(in_acme)
    page = page_of(in_acme.lead)
    assert "Ratings vary beyond expectation</p>" not in page
    assert "heir ratings vary" not in page
    assert "C-0" not in page
    assert "heir ratings vary" in page_of(in_acme.second)


def test_who_sees_what_is_said(in_acme):
    page = page_of(in_acme.lead)
    assert "nobody else opens it, not even an administrator" in page
    assert "Ratings that surprise" not in page, "before a run there is nothing to say"
