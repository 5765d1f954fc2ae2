"""One's own ratings beside what a run expects of them, and of whom nothing is told."""

import uuid

import pytest

from interviews.enums import SeatState
from interviews.models import Candidate, ConflictOfInterest, Loop, Seat
from scoring.enums import Facet
from scoring.models import CalibrationRun
from scoring.queries.own_ratings import beside_colleagues
from tests.cast import World, make_loop, make_seat
from tests.scoring.calibrated import a_run, measured
from tests.scoring.packets import complete_loop

LEAD = [3, 3, 3, 1]  # the last one is far below what everything else says
SECOND = [3, 3, 3, 3]


@pytest.fixture
def loop(in_acme: World) -> Loop:
    return complete_loop(in_acme, LEAD, SECOND)


def the_run(world: World, *, mine: float = 0.0, mean: float = 0.0, ability: float = 2.0) -> CalibrationRun:
    """Everything average but the candidates, who are good, and the lead's own severity."""
    run = a_run(world)
    measured(run, Facet.INTERVIEWER, world.lead.pk, mine - mean, effect=mine)
    for candidate in Candidate.objects.all():
        measured(run, Facet.CANDIDATE, candidate.pk, ability, effect=ability, severity=None)
    for question in world.questions[:2]:
        measured(run, Facet.QUESTION, question.current_id, 0.0, effect=0.0)
    for criterion in world.criteria:
        measured(run, Facet.CRITERION, criterion.pk, 0.0, effect=0.0)
    return run


def test_what_a_colleague_would_give_the_same_people_stands_beside_what_i_gave(in_acme, loop):
    beside = beside_colleagues(in_acme.lead, the_run(in_acme, ability=2.0))
    assert beside.given == (1, 0, 3, 0)
    assert sum(beside.expected) == pytest.approx(4)
    assert beside.expected[3] > beside.expected[0], "of good candidates more is expected"


def test_a_colleague_is_an_average_one_of_the_same_subset_and_not_oneself(in_acme, loop):
    plain = beside_colleagues(in_acme.lead, the_run(in_acme)).expected
    CalibrationRun.objects.all().delete()
    harsh = beside_colleagues(in_acme.lead, the_run(in_acme, mine=2.0)).expected
    assert harsh == pytest.approx(plain)
    CalibrationRun.objects.all().delete()
    among_the_harsh = beside_colleagues(in_acme.lead, the_run(in_acme, mine=2.0, mean=2.0)).expected
    assert among_the_harsh[3] < plain[3]


def test_a_rating_far_from_what_is_expected_surprises_and_leads_to_its_card(in_acme, loop):
    beside = beside_colleagues(in_acme.lead, the_run(in_acme))
    assert [(one.score, one.session) for one in beside.surprises] == [(1, loop.sessions.get().pk)]
    (one,) = beside.surprises
    assert one.expected > 3
    assert one.z < -2
    assert one.words.endswith("less than expected")
    assert one.criterion in {"Depth", "Clarity"}


def test_of_colleagues_ratings_none_is_listed(in_acme, loop):
    run = the_run(in_acme)
    measured(run, Facet.INTERVIEWER, in_acme.second.pk, 0.0, effect=0.0)
    assert beside_colleagues(in_acme.second, run).surprises == ()
    assert beside_colleagues(in_acme.nobody, run).n == 0


def test_what_the_run_does_not_hold_is_left_out(in_acme, loop):
    run = the_run(in_acme)
    run.measures.filter(facet=Facet.CRITERION, subject=in_acme.criteria[0].pk).delete()
    assert beside_colleagues(in_acme.lead, run).n == 2
    assert beside_colleagues(in_acme.lead, None).n == 0
    assert beside_colleagues(in_acme.lead, a_run(in_acme, 9, summary={"refused": "x"})).n == 0


def test_where_the_lowest_point_was_never_given_the_others_stay_where_they_are(in_acme, loop):
    run = the_run(in_acme)
    run.summary |= {"raw_thresholds": [-1.0, 1.0], "thresholds": [-1.0, 1.0], "points": [2, 3, 4]}

    beside = beside_colleagues(in_acme.lead, run)

    assert beside.given == (0, 0, 3, 0), "the run knows of no 1, so that one is left out"
    assert beside.expected[0] == 0
    assert beside.expected[3] > beside.expected[2] > beside.expected[1] > 0
    assert sum(beside.expected) == pytest.approx(3)


# --- of whom nothing is told --------------------------------------------------------------------------------


def test_nothing_is_told_of_a_loop_in_which_a_card_is_missing(in_acme, loop):
    run = the_run(in_acme)
    make_seat(loop.sessions.get(), in_acme.committee)
    assert beside_colleagues(in_acme.lead, run).n == 0


def test_nothing_is_told_of_a_candidate_with_whom_i_still_owe_a_card(in_acme, loop):
    run = the_run(in_acme)
    again = make_loop(in_acme, loop.candidate, questions=in_acme.questions[2:], title="Again")
    make_seat(again.sessions.get(), in_acme.lead)
    assert beside_colleagues(in_acme.lead, run).n == 0


def test_nothing_is_told_of_a_candidate_from_whose_other_loop_i_recused_myself(in_acme, loop):
    run = the_run(in_acme)
    again = make_loop(in_acme, loop.candidate, questions=in_acme.questions[2:], title="Again")
    seat = make_seat(again.sessions.get(), in_acme.lead)
    Seat.objects.filter(pk=seat.pk).update(state=SeatState.RECUSED)
    assert beside_colleagues(in_acme.lead, run).n == 0


def test_nothing_is_told_of_a_candidate_with_whom_i_have_a_conflict(in_acme, loop):
    run = the_run(in_acme)
    ConflictOfInterest.objects.create(
        organization=in_acme.organization,
        member=in_acme.lead,
        candidate=loop.candidate,
        kind="declared",
        reason=f"Friends {uuid.uuid4()}",
    )
    assert beside_colleagues(in_acme.lead, run).n == 0
