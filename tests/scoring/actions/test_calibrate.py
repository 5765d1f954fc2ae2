"""Calibration: one run for the same inputs, of what may be counted and nothing else."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone
from scipy import stats

from accounts.ground.tenancy import all_organizations
from accounts.models import AuditEvent
from interviews.enums import LoopState, SeatKind, SeatState
from interviews.models import Loop, Seat
from questionbank.enums import Meaning
from questionbank.models import QuestionMeasure, QuestionRevision
from scoring.actions import calibrate as module
from scoring.actions._requests import Hopeless
from scoring.actions.calibrate import calibrate
from scoring.enums import Facet, RunState
from scoring.models import CalibrationRun, CountedLoop, Measure, Scorecard
from scoring.queries.calibration import latest_run
from tests.cast import World, make_seat
from tests.scoring.packets import a_year, another_loop, complete_loop, hand_in_at_once


def run_once(world: World) -> CalibrationRun:
    run = calibrate(actor=None, organization=world.organization)
    assert run is not None
    return run


def test_without_a_rating_there_is_no_run(in_acme):
    assert calibrate(actor=None, organization=in_acme.organization) is None
    assert not CalibrationRun.objects.exists()


def test_the_same_inputs_make_the_same_run(in_acme):
    a_year(in_acme)
    first, again = run_once(in_acme), run_once(in_acme)
    assert first == again
    assert CalibrationRun.objects.count() == 1
    assert (first.state, first.ratings) == (RunState.FINISHED, 96)
    assert AuditEvent.objects.filter(verb="calibrate").count() == 1


def test_a_new_submission_makes_a_new_run(in_acme):
    a_year(in_acme)
    first = run_once(in_acme)
    complete_loop(in_acme, [2, 2, 2, 2], [3, 3, 3, 3])
    second = run_once(in_acme)
    assert (second.number, second.ratings) == (first.number + 1, first.ratings + 8)
    assert second.inputs_digest != first.inputs_digest
    assert latest_run(in_acme.organization) == second


def test_who_rates_a_point_lower_on_the_same_people_comes_out_harsher(in_acme):
    a_year(in_acme)
    run = run_once(in_acme)
    lead = run.measures.get(facet=Facet.INTERVIEWER, subject=in_acme.lead.pk)
    second = run.measures.get(facet=Facet.INTERVIEWER, subject=in_acme.second.pk)
    assert lead.severity == pytest.approx(0.5, abs=0.1)
    assert second.severity == pytest.approx(-0.5, abs=0.1)
    assert 0 < lead.low < lead.severity < lead.high
    assert (lead.n, lead.candidates) == (48, 12)


def test_ratings_of_a_loop_in_which_somebody_still_owes_a_card_are_left_out(in_acme):
    complete_loop(in_acme, [3, 3, 3, 3], [2, 2, 2, 2])
    waiting = another_loop(in_acme, title="Waiting")
    hand_in_at_once(waiting, in_acme.lead, [1, 1, 1, 1])
    owed = make_seat(waiting.sessions.get(), in_acme.second, SeatKind.SECOND)
    run = run_once(in_acme)
    assert run.ratings == 8
    assert not run.measures.filter(subject=waiting.candidate_id).exists()
    owed.delete()
    assert run_once(in_acme).ratings == 12, "nobody owes a card any more"


def test_a_decided_loop_counts_whatever_is_owed_in_it(in_acme):
    loop = another_loop(in_acme)
    hand_in_at_once(loop, in_acme.lead, [1, 1, 1, 1])
    make_seat(loop.sessions.get(), in_acme.second, SeatKind.SECOND)
    assert calibrate(actor=None, organization=in_acme.organization) is None
    Loop.objects.filter(pk=loop.pk).update(state=LoopState.DECIDED)
    assert run_once(in_acme).ratings == 4


def test_what_was_not_assessed_and_what_trainees_gave_is_no_rating(in_acme):
    loop = complete_loop(in_acme, [3, None, 3, 3], [2, 2, None, 2])
    hand_in_at_once(loop, in_acme.admin, [1, 1, 1, 1], kind=SeatKind.SHADOW)
    run = run_once(in_acme)
    assert run.ratings == 6
    assert not run.measures.filter(subject=in_acme.admin.pk).exists()
    assert run.measures.get(subject=in_acme.lead.pk).mean == 3


def test_a_revision_that_is_not_comparable_is_another_question_and_one_that_is_continues_it(in_acme):
    question = in_acme.questions[0]
    first = question.current
    complete_loop(in_acme, [3, 3, 3, 3], [2, 2, 2, 2], questions=1)
    for number, meaning in ((2, Meaning.SAME), (3, Meaning.NOT_COMPARABLE)):
        question.current = _revised(first, number, meaning)
        question.save()
        complete_loop(in_acme, [3, 3], [2, 2], questions=1, title=f"Revision {number}")
    run = run_once(in_acme)
    counts = dict(run.measures.filter(facet=Facet.QUESTION).values_list("subject", "n"))
    assert counts == {first.pk: 8, question.current.pk: 4}
    assert QuestionMeasure.objects.get(question=question).n == 4, "the bank shows the meaning of today"


def _revised(first: QuestionRevision, number: int, meaning: Meaning) -> QuestionRevision:
    return QuestionRevision.objects.create(
        organization_id=first.organization_id,
        question_id=first.question_id,
        number=number,
        prompt=f"{first.prompt} {number}",
        minutes=10,
        rubric_id=first.rubric_id,
        meaning=meaning,
    )


def test_what_was_learned_of_a_question_is_written_down_in_the_bank(in_acme):
    a_year(in_acme)
    run = run_once(in_acme)
    question = in_acme.questions[0]
    measure = run.measures.get(facet=Facet.QUESTION, subject=question.current_id)
    written = QuestionMeasure.objects.get(question=question)
    assert (written.run, written.n, written.difficulty) == (run.pk, 48, measure.severity)
    assert written.mean == measure.mean


def test_facility_discrimination_and_agreement_are_written_down_with_what_they_rest_on(in_acme):
    a_year(in_acme)
    run_once(in_acme)
    written = QuestionMeasure.objects.get(question=in_acme.questions[0])
    assert written.facility == pytest.approx((2.5 - 1) / 3)
    assert (written.discrimination_n, written.discrimination) == (12, None), "all are equal on the other one"
    assert (written.agreement, written.agreement_n) == (1, 24)
    assert (written.minutes_median, written.minutes_n) == (None, 0)


def test_discrimination_is_over_the_candidates_of_countable_loops(in_acme):
    for number, (first, other) in enumerate([(1, 1), (2, 3), (3, 2), (4, 4), (2, 1)]):
        values = [first, first, other, other]
        complete_loop(in_acme, values, values, title=f"Loop {number}")
    waiting = another_loop(in_acme, title="Waiting")
    hand_in_at_once(waiting, in_acme.lead, [1, 1, 4, 4])
    make_seat(waiting.sessions.get(), in_acme.second, SeatKind.SECOND)
    run_once(in_acme)
    written = QuestionMeasure.objects.get(question=in_acme.questions[0])
    assert written.discrimination_n == 5
    expected = stats.pearsonr([1, 2, 3, 4, 2], [1, 3, 2, 4, 1]).statistic
    assert written.discrimination == pytest.approx(expected)


def test_the_median_of_the_minutes_used_is_written_down(in_acme):
    begun = timezone.now()
    for number, (first, second) in enumerate([(4, 10), (8, 10), (30, 300)]):
        loop = complete_loop(in_acme, [3, 2, 3, 2], [2, 3, 2, 3], title=f"Loop {number}")
        session = loop.sessions.get()
        for place, after in ((0, 0), (1, first)):
            session.planned.filter(position=place).update(asked_at=begun + timedelta(minutes=after))
        session.ended_at = begun + timedelta(minutes=first + second)
        session.save()
    run_once(in_acme)
    first, second = (QuestionMeasure.objects.get(question=question) for question in in_acme.questions[:2])
    assert (first.minutes_median, first.minutes_n) == (8, 3)
    assert (second.minutes_median, second.minutes_n) == (10, 2), "five hours are a clock nobody stopped"


def test_a_question_that_means_something_else_since_keeps_no_figures_of_before(in_acme):
    question = in_acme.questions[0]
    a_year(in_acme)
    question.current = _revised(question.current, 2, Meaning.NOT_COMPARABLE)
    question.save()
    run_once(in_acme)
    assert not QuestionMeasure.objects.filter(question=question).exists()
    assert QuestionMeasure.objects.filter(question=in_acme.questions[1]).exists()


def test_the_run_that_counts_is_the_last_one_made_even_where_less_counts_than_before(in_acme):
    a_year(in_acme)
    loop = complete_loop(in_acme, [1, 1, 1, 1], [1, 1, 1, 1], title="Taken back")
    before = run_once(in_acme)
    Seat.objects.filter(session__loop=loop, member=in_acme.lead).update(state=SeatState.RECUSED)
    run = run_once(in_acme)
    assert (run.number, run.ratings) == (before.number + 1, before.ratings - 4)
    assert latest_run(in_acme.organization) == run
    assert set(QuestionMeasure.objects.values_list("run", flat=True)) == {run.pk}


def test_as_of_a_day_is_what_a_run_of_that_day_would_have_been_and_counts_for_nothing(in_acme):
    a_year(in_acme)
    then = run_once(in_acme)
    later = complete_loop(in_acme, [1, 1, 1, 1], [4, 4, 4, 4], title="Later")
    cards = Scorecard.objects.filter(submitted_at__isnull=False)
    cards.exclude(seat__session__loop=later).update(submitted_at=datetime(2026, 3, 31, 23, 59, tzinfo=UTC))
    second = Scorecard.objects.filter(seat__session__loop=later, seat__member=in_acme.second)
    cards.filter(seat__session__loop=later).exclude(pk__in=second).update(
        submitted_at=datetime(2026, 3, 31, tzinfo=UTC)
    )
    whole = run_once(in_acme)
    run = calibrate(actor=None, organization=in_acme.organization, as_of=date(2026, 3, 31))
    assert run is not None
    assert (run.as_of, run.ratings) == (date(2026, 3, 31), then.ratings), (
        "one card of the last loop came later"
    )
    severities = "facet", "subject", "severity"
    assert set(run.measures.values_list(*severities)) == set(then.measures.values_list(*severities))
    assert latest_run(in_acme.organization) == whole
    assert set(CountedLoop.objects.values_list("run", flat=True)) == {whole.pk}


def test_what_would_not_fit_into_memory_is_not_begun(in_acme, settings):
    a_year(in_acme)
    settings.CALIBRATION_MEMORY_MB = 100
    with pytest.raises(Hopeless, match="96 ratings take about 200 MB, and a calibration is allowed 100 MB"):
        run_once(in_acme)


def test_it_tells_how_far_it_is_and_writes_down_which_loops_it_counted(in_acme):
    a_year(in_acme)
    told = []
    run = calibrate(
        actor=None, organization=in_acme.organization, tell=lambda stage, share: told.append((stage, share))
    )
    assert [share for _, share in told] == sorted(share for _, share in told)
    assert told[0] == ("Reads the ratings", 0.0)
    counted = CountedLoop.objects.all()
    assert {one.run_id for one in counted} == {run.pk}
    assert {one.ratings for one in counted} == {8}
    assert len({bytes(one.digest) for one in counted}) == 12


def test_a_refused_fit_is_kept_with_its_reason_and_the_raw_figures(in_acme):
    complete_loop(in_acme, [3, 3, 3, 3], [3, 3, 3, 3])
    run = run_once(in_acme)
    assert run.state == RunState.REFUSED
    assert "every rating is 3" in run.summary["refused"]
    measure = run.measures.get(subject=in_acme.lead.pk)
    assert (measure.mean, measure.n, measure.severity, measure.enough) == (3, 4, None, False)


def test_when_writing_fails_nothing_is_left_and_the_next_try_makes_the_run(in_acme, monkeypatch):
    a_year(in_acme)

    def dies(_run: CalibrationRun, _uses: module.Uses) -> None:
        raise RuntimeError("the worker is gone")

    monkeypatch.setattr(module, "tell_bank", dies)
    with pytest.raises(RuntimeError):
        run_once(in_acme)
    assert not CalibrationRun.objects.exists()
    assert not Measure.objects.exists()
    monkeypatch.undo()
    assert run_once(in_acme).number == 1


def test_a_run_and_its_measures_are_frozen_by_the_database(in_acme):
    a_year(in_acme)
    run = run_once(in_acme)
    for rows, change in ((CalibrationRun, {"seconds": 0}), (Measure, {"severity": 0})):
        with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
            rows.objects.filter(organization=in_acme.organization).update(**change)
    run.refresh_from_db()
    assert run.seconds > 0


def test_ratings_of_another_organisation_are_in_no_run_of_ours(in_acme, zenith):
    with all_organizations():
        a_year(zenith)
    complete_loop(in_acme, [3, 3, 3, 3], [2, 2, 2, 2])
    assert run_once(in_acme).ratings == 8
