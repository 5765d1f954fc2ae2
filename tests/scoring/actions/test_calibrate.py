"""Calibration: one run for the same inputs, of what may be counted and nothing else."""

import uuid
from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone
from scipy import stats

from accounts.ground.tenancy import all_organizations
from accounts.models import AuditEvent
from interviews.enums import LoopState, SeatKind
from interviews.models import Loop
from questionbank.enums import Meaning
from questionbank.models import QuestionMeasure, QuestionRevision
from scoring.actions import calibrate as module
from scoring.actions.calibrate import calibrate
from scoring.calibration import Settings, digest
from scoring.enums import Facet, RunState
from scoring.models import CalibrationRun, Measure, Rating
from scoring.queries.calibration import latest_run
from scoring.queries.ratings import calibration_inputs
from scoring.tasks import calibrate_organization, calibrate_overdue
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


def test_older_inputs_that_finish_later_do_not_become_the_run_that_counts(in_acme, monkeypatch):
    a_year(in_acme)
    older = calibration_inputs(in_acme.organization)
    complete_loop(in_acme, [1, 1, 1, 1], [1, 1, 1, 1], title="Newer")
    newer = run_once(in_acme)
    monkeypatch.setattr(module, "calibration_inputs", lambda _organization: older)
    late = run_once(in_acme)
    assert late.number > newer.number
    assert late.inputs_digest == digest(older.ratings, Settings())
    assert latest_run(in_acme.organization) == newer
    assert set(QuestionMeasure.objects.values_list("run", flat=True)) == {newer.pk}


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

    monkeypatch.setattr(module, "_write_down", dies)
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


# --- the tasks ----------------------------------------------------------------------------------------------


def test_the_task_calibrates_in_its_own_scope_and_survives_a_vanished_organisation(acme):
    with all_organizations():
        a_year(acme)
    calibrate_organization(organization_id=str(acme.organization.pk))
    calibrate_organization(organization_id=str(acme.organization.pk))
    calibrate_organization(organization_id=str(uuid.uuid4()))
    with all_organizations():
        assert CalibrationRun.objects.count() == 1


def test_the_beat_enqueues_only_what_is_missing(acme, zenith, monkeypatch):
    enqueued = []
    monkeypatch.setattr("scoring.tasks.enqueue", lambda task, **ids: enqueued.append((task, ids)))
    calibrate_overdue()
    assert enqueued == [], "there is no rating anywhere"
    with all_organizations():
        a_year(acme, candidates=2)
        a_year(zenith, candidates=2)
    calibrate_organization(organization_id=str(zenith.organization.pk))
    calibrate_overdue()
    assert enqueued == [("scoring.calibrate", {"organization_id": acme.organization.pk})]
    calibrate_organization(organization_id=str(acme.organization.pk))
    enqueued.clear()
    calibrate_overdue()
    assert enqueued == []
    with all_organizations():
        rating = Rating.objects.filter(organization=acme.organization, value__gt=0).first()
        rating.scorecard.submitted_at = timezone.now() + timedelta(minutes=1)
        rating.scorecard.save()
    calibrate_overdue()
    assert len(enqueued) == 1
