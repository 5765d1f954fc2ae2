"""Increments: loops put into a standing fit, as near to a full run as it says, each once."""

import pytest

from accounts.models import AuditEvent
from interviews.enums import SeatKind, SeatState
from interviews.models import Loop, RaterStanding, Seat
from questionbank.models import QuestionMeasure
from scoring.actions.calibrate import calibrate
from scoring.actions.carry_calibration import carry_calibration
from scoring.enums import Facet, RequestKind, RunKind
from scoring.models import CalibrationRequest, CalibrationRun, CountedLoop
from scoring.queries.calibration import (
    facts_of,
    latest_run,
    measures_at,
    measures_of,
    own_history,
    own_measure,
)
from tests.cast import World, make_member
from tests.scoring.bulk import RATINGS_A_LOOP, fill
from tests.scoring.packets import another_loop, complete_loop, hand_in_at_once

LOOPS = 60


@pytest.fixture
def history(in_acme: World, settings) -> World:
    """A standing fit in which lead and second, too, have rated."""
    settings.CALIBRATION_INCREMENT_FROM = 1000
    fill(in_acme, LOOPS, interviewers=8, questions=20)
    for number in range(6):
        a_loop(in_acme, f"Earlier {number}", [2, 3, 2, 1 + number % 4])
    run = full(in_acme)
    assert run.ratings == LOOPS * RATINGS_A_LOOP + 6 * 12
    return in_acme


def a_loop(world: World, title: str, values: list[int]) -> Loop:
    """Lead and second beside somebody of the history, so that all are linked."""
    loop = complete_loop(world, values, [min(4, value + 1) for value in values], title=title)
    usual = Seat.objects.exclude(member__in=[world.lead, world.second]).order_by("pk").first()
    assert usual is not None
    hand_in_at_once(loop, usual.member, values, kind=SeatKind.SECOND)
    return loop


def full(world: World) -> CalibrationRun:
    run = calibrate(actor=None, organization=world.organization)
    assert run is not None
    return run


def carry(world: World) -> CalibrationRun | None:
    return carry_calibration(actor=None, organization=world.organization)


def severities(run: CalibrationRun, facet: Facet) -> dict[object, float]:
    return {row.subject: row.logit for row in measures_at(run, facet) if row.logit is not None}


def test_an_increment_is_a_run_that_carries_its_base_on(history):
    base = latest_run(history.organization)
    loop = a_loop(history, "New", [1, 1, 2, 2])
    run = carry(history)
    assert (run.kind, run.base, run.number, run.ratings) == (RunKind.INCREMENT, base, 2, base.ratings + 12)
    assert latest_run(history.organization) == run
    assert facts_of(run) == base == facts_of(base)
    assert run.watermark > base.watermark
    assert run.summary["loops"] == [str(loop.pk)]
    assert CountedLoop.objects.get(loop=loop).run == run
    assert AuditEvent.objects.get(verb="carry_calibration").subject_id == str(run.pk)


def test_it_says_nearly_what_a_full_run_says_even_on_a_short_history(history):
    """A full run estimates the spread of candidates anew, which moves those with few ratings most."""
    for number in range(3):
        a_loop(history, f"New {number}", [1 + number, 2, 3, 1])
        run = carry(history)
    whole = full(history)
    assert (whole.kind, whole.ratings) == (RunKind.FULL, run.ratings)
    for facet, apart in ((Facet.INTERVIEWER, 0.06), (Facet.QUESTION, 0.06), (Facet.CANDIDATE, 0.15)):
        carried, fitted = severities(run, facet), severities(whole, facet)
        assert carried.keys() == fitted.keys()
        assert max(abs(carried[key] - fitted[key]) for key in fitted) < apart, facet
    for facet in (Facet.INTERVIEWER, Facet.QUESTION):
        one = {row.subject: (row.n, row.mean, row.spread) for row in measures_at(run, facet)}
        other = {row.subject: (row.n, row.mean, row.spread) for row in measures_at(whole, facet)}
        assert one.keys() == other.keys()
        for key in one:
            assert one[key] == pytest.approx(other[key])


def test_reads_lay_the_increments_over_the_base(history):
    base = latest_run(history.organization)
    a_loop(history, "New", [1, 1, 2, 2])
    run = carry(history)
    touched = run.measures.filter(facet=Facet.INTERVIEWER)
    assert touched.count() == 3
    named = measures_of(run, Facet.INTERVIEWER)
    assert len(named) == len(measures_of(base, Facet.INTERVIEWER)) == 10
    assert [one.measure.severity for one in named] == sorted(
        (one.measure.severity for one in named), reverse=True
    )
    assert own_measure(run, history.lead).run_id == run.pk
    assert own_measure(base, history.lead).run_id == base.pk
    assert [one.run_id for one in own_history(history.lead)] == [base.pk, run.pk]


def test_bank_and_panels_are_told_of_whom_it_touched_and_keep_the_rest(history):
    question = history.questions[0]
    before = QuestionMeasure.objects.get(question=question)
    a_loop(history, "New", [1, 1, 2, 2])
    run = carry(history)
    after = QuestionMeasure.objects.get(question=question)
    assert (after.n, after.run) == (before.n + 6, run.pk)
    assert (after.facility, after.agreement_n) == (before.facility, before.agreement_n)
    assert RaterStanding.objects.get(member=history.lead).run == run.pk
    assert RaterStanding.objects.filter(run=run.base_id).count() == 7


def test_nothing_new_leaves_the_run_that_stands(history):
    assert carry(history) == latest_run(history.organization)
    a_loop(history, "New", [1, 1, 2, 2])
    run = carry(history)
    assert carry(history) == run
    assert CalibrationRun.objects.count() == 2


def test_whoever_is_new_begins_with_too_little_data_and_moves_nobody_unduly(history):
    loop = another_loop(history, title="New")
    newcomer = make_member(history.organization, "Nils New")
    hand_in_at_once(loop, history.lead, [2, 2, 2, 2])
    hand_in_at_once(loop, newcomer, [1, 1, 1, 1], kind=SeatKind.SECOND)
    run = carry(history)
    measure = own_measure(run, newcomer)
    assert (measure.n, measure.candidates, measure.enough, measure.severity) == (4, 1, False, None)
    assert "6 more" in measure.note or "10" in measure.note
    assert measure.effect is not None and measure.information > 0


def test_a_full_run_is_needed_where_a_counted_loop_counts_otherwise(history):
    loop = a_loop(history, "New", [1, 1, 2, 2])
    carry(history)
    a_loop(history, "Newer", [2, 1, 2, 2])
    Seat.objects.filter(session__loop=loop, member=history.lead).update(state=SeatState.RECUSED)
    loop.changes.create(organization=history.organization, number=1, verb="recuse", told="Recused")
    assert carry(history) is None


def test_a_full_run_is_needed_where_a_counted_loop_counts_no_more(history):
    loop = a_loop(history, "New", [1, 1, 2, 2])
    carry(history)
    Seat.objects.create(
        organization=history.organization,
        session=loop.sessions.get(),
        member=history.committee,
        kind=SeatKind.SECOND,
    )
    assert carry(history) is None


def test_a_full_run_is_needed_below_the_size_and_without_any(history, settings):
    settings.CALIBRATION_INCREMENT_FROM = 1_000_000
    a_loop(history, "New", [1, 1, 2, 2])
    assert carry(history) is None
    CalibrationRun.objects.all().delete()
    settings.CALIBRATION_INCREMENT_FROM = 1
    assert carry(history) is None


def test_where_it_moved_too_much_a_full_run_is_asked_for(history, settings):
    settings.CALIBRATION_TOLERANCE = 0.5
    a_loop(history, "New", [1, 1, 2, 2])
    assert carry(history).summary["moved"] < 0.5
    assert not CalibrationRequest.objects.exists()
    settings.CALIBRATION_TOLERANCE = 0.0001
    a_loop(history, "Newer", [4, 4, 1, 1])
    assert carry(history).summary["moved"] > 0.0001
    assert CalibrationRequest.objects.get().kind == RequestKind.MOVED
