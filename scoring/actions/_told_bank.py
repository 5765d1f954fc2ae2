"""Tells the bank what a run says of each question, as it now reads."""

import uuid
from dataclasses import dataclass

from questionbank.models import Question, QuestionMeasure, QuestionRevision
from scoring import calibration
from scoring.enums import Facet
from scoring.models import CalibrationRun, Measure
from scoring.queries.ratings import comparable_roots

# Of a question's measure, all that an increment says anew; and what only a full run does.
OF_INCREMENTS = ["n", "mean", "spread", "difficulty", "low", "high", "enough", "run"]
WRITTEN = [
    *(*OF_INCREMENTS, "facility", "discrimination", "discrimination_n", "agreement", "agreement_n"),
    *("minutes_median", "minutes_n", "slope", "slope_low", "slope_high"),
]


@dataclass(frozen=True)
class Uses:
    """What is written down of questions beside the model's figures, by the root that they begin with."""

    items: dict[str, calibration.Item]
    minutes: dict[uuid.UUID, tuple[float, int]]


def tell_bank(run: CalibrationRun, uses: Uses) -> None:
    """All questions of a full run."""
    measures = {m.subject: m for m in run.measures.filter(facet=Facet.QUESTION)}
    rows = [_measured(run, question, measures[root], uses) for question, root in _as_now(measures).items()]
    QuestionMeasure.objects.bulk_create(
        rows, 1000, update_conflicts=True, unique_fields=["question"], update_fields=WRITTEN
    )


def tell_bank_of_increment(run: CalibrationRun) -> None:
    """The questions that an increment touched; what it does not know of them stays."""
    measures = {m.subject: m for m in run.measures.filter(facet=Facet.QUESTION)}
    rows = [_row(run, question, measures[root]) for question, root in _as_now(measures).items()]
    QuestionMeasure.objects.bulk_create(
        rows, 1000, update_conflicts=True, unique_fields=["question"], update_fields=OF_INCREMENTS
    )


def _as_now(measures: dict[uuid.UUID, Measure]) -> dict[uuid.UUID, uuid.UUID]:
    """By question the root that is measured, where it is what the question means today."""
    current = Question.objects.filter(revisions__in=measures).values_list("current_id", flat=True)
    # An older meaning's figures say nothing of today's: only what the question now is gets its figures.
    roots = set(comparable_roots(pk for pk in current if pk).values())
    found = QuestionRevision.objects.filter(pk__in=roots & set(measures))
    return dict(found.values_list("question_id", "pk"))


def _row(run: CalibrationRun, question: uuid.UUID, measure: Measure) -> QuestionMeasure:
    return QuestionMeasure(
        organization_id=run.organization_id,
        question_id=question,
        n=measure.n,
        mean=measure.mean,
        spread=measure.spread,
        difficulty=measure.severity,
        low=measure.low,
        high=measure.high,
        enough=measure.enough,
        run=run.pk,
    )


def _measured(run: CalibrationRun, question: uuid.UUID, measure: Measure, uses: Uses) -> QuestionMeasure:
    row = _row(run, question, measure)
    item = uses.items[str(measure.subject)]
    row.facility = item.facility
    row.discrimination, row.discrimination_n = item.discrimination, item.discrimination_n
    row.agreement, row.agreement_n = item.agreement, item.agreement_n
    row.minutes_median, row.minutes_n = uses.minutes.get(measure.subject, (None, 0))
    slope = measure.details.get("discrimination") or {}
    row.slope, row.slope_low, row.slope_high = (slope.get(name) for name in ("value", "low", "high"))
    return row
