"""Calculates the measures of an organisation from all ratings that may be counted."""

import time
import uuid
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction

from accounts.ground import audit
from accounts.models import Membership, Organization
from questionbank.models import Question, QuestionMeasure, QuestionRevision
from scoring import calibration
from scoring.actions._standings import write_standings
from scoring.enums import Facet, RunState
from scoring.models import CalibrationRun, Measure
from scoring.queries.calibration import latest_run
from scoring.queries.minutes import minutes_used
from scoring.queries.ratings import Inputs, calibration_inputs, comparable_roots

Z95 = 1.959964
# Of a question's measure, all that a later run says anew.
WRITTEN = [
    *("n", "mean", "spread", "difficulty", "low", "high", "enough", "run"),
    *("facility", "discrimination", "discrimination_n", "agreement", "agreement_n"),
    *("minutes_median", "minutes_n"),
]


def calibrate(*, actor: Membership | None, organization: Organization) -> CalibrationRun | None:
    """The run over the ratings as they now are: a new one, or the one that these inputs made before.

    Nothing is written until all is calculated, and then in one transaction: a worker that dies leaves nothing
    behind, and doing it again is harmless. None where there is not one rating. A fit that is refused is kept
    with its reason and the raw figures. `actor` is nobody when a worker calls.
    """
    started = time.monotonic()
    inputs = calibration_inputs(organization)
    if not len(inputs.ratings):
        return None
    settings = calibration.Settings()
    design = calibration.build_design(inputs.ratings, settings)
    digest = calibration.digest(design, settings)
    known = CalibrationRun.objects.filter(organization=organization, inputs_digest=digest).first()
    if known is not None:
        return known
    result = calibration.calibrate(design, settings=settings)
    items = calibration.measure_items(inputs.ratings, inputs.answers, settings=settings)
    uses = Uses(items, minutes_used(organization))
    return _write(actor, organization, inputs, digest, result, uses, time.monotonic() - started)


@dataclass(frozen=True)
class Uses:
    """What is written down of questions beside the model's figures, by the root that they begin with."""

    items: dict[str, calibration.Item]
    minutes: dict[uuid.UUID, tuple[float, int]]


@transaction.atomic
def _write(
    actor: Membership | None,
    organization: Organization,
    inputs: Inputs,
    digest: str,
    result: calibration.Result,
    uses: Uses,
    seconds: float,
) -> CalibrationRun:
    with connection.cursor() as cursor:  # one writer an organisation; the second finds the first one's run
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 2))", [str(organization.pk)])
    runs = CalibrationRun.objects.filter(organization=organization)
    known = runs.filter(inputs_digest=digest).first()
    if known is not None:
        return known
    last = runs.order_by("-number").first()
    run = CalibrationRun.objects.create(
        organization=organization,
        number=last.number + 1 if last else 1,
        state=RunState.FINISHED if result.fitted else RunState.REFUSED,
        inputs_digest=digest,
        watermark=inputs.watermark,
        code_version=result.code_version,
        settings=result.settings.as_json(),
        ratings=result.n,
        summary=_summary(result),
        seconds=seconds,
    )
    Measure.objects.bulk_create(
        [
            _measure(run, elements.measure(place))
            for elements in result.elements.values()
            for place in range(len(elements))
        ],
        1000,
    )
    if latest_run(organization) == run:
        _write_down(run, uses)
        write_standings(run)
    audit.record("calibrate", organization=organization, actor=actor, on=run, data={"digest": digest})
    return run


def _summary(result: calibration.Result) -> dict[str, Any]:
    whole = calibration.as_json(result)
    return {key: value for key, value in whole.items() if key not in ("elements", "seconds", "settings")}


def _measure(run: CalibrationRun, measure: calibration.Measure) -> Measure:
    return Measure(
        organization_id=run.organization_id,
        run=run,
        facet=Facet(measure.facet),
        subject=uuid.UUID(measure.key),
        n=measure.n,
        candidates=measure.candidates,
        interviewers=measure.interviewers,
        mean=measure.mean,
        spread=measure.spread,
        severity=measure.severity,
        se=_points_error(measure),
        low=measure.low,
        high=measure.high,
        fair=measure.fair,
        logit=measure.logit,
        logit_se=measure.logit_se,
        effect=measure.effect,
        information=measure.information,
        infit=measure.infit,
        outfit=measure.outfit,
        enough=measure.enough,
        subset=measure.subset,
        note=measure.note,
    )


def _points_error(measure: calibration.Measure) -> float | None:
    """The standard error in points: half the interval's width over 1.96."""
    if measure.low is None or measure.high is None:
        return None
    return (measure.high - measure.low) / (2 * Z95)


def _write_down(run: CalibrationRun, uses: Uses) -> None:
    """Tells the bank what this run says of each question, as it now reads."""
    measures = {m.subject: m for m in run.measures.filter(facet=Facet.QUESTION)}
    current = dict(Question.objects.filter(revisions__in=measures).values_list("pk", "current_id"))
    # An older meaning's figures say nothing of today's: only what the question now is gets its figures.
    roots = set(comparable_roots(pk for pk in current.values() if pk).values())
    revisions = QuestionRevision.objects.filter(pk__in=roots & set(measures)).only("question_id")
    rows = [_question_measure(run, revision, measures[revision.pk], uses) for revision in revisions]
    QuestionMeasure.objects.bulk_create(
        rows, 1000, update_conflicts=True, unique_fields=["question"], update_fields=WRITTEN
    )


def _question_measure(
    run: CalibrationRun, revision: QuestionRevision, measure: Measure, uses: Uses
) -> QuestionMeasure:
    item = uses.items[str(revision.pk)]
    minutes, times = uses.minutes.get(revision.pk, (None, 0))
    return QuestionMeasure(
        organization_id=run.organization_id,
        question_id=revision.question_id,
        n=measure.n,
        mean=measure.mean,
        spread=measure.spread,
        difficulty=measure.severity,
        low=measure.low,
        high=measure.high,
        enough=measure.enough,
        facility=item.facility,
        discrimination=item.discrimination,
        discrimination_n=item.discrimination_n,
        agreement=item.agreement,
        agreement_n=item.agreement_n,
        minutes_median=minutes,
        minutes_n=times,
        run=run.pk,
    )
