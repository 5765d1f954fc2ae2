"""Writes the measures of a run, by COPY: a large organisation has tens of thousands."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID, uuid4

from django.db import connection
from django.utils import timezone
from psycopg.types.json import Jsonb

from scoring import calibration
from scoring.calibration.diagnosis.details import details_of
from scoring.models import CalibrationRun, Measure

Z95 = 1.959964
# As the engine has them, under the same names.
SAME = [
    *("n", "candidates", "interviewers", "mean", "spread", "severity", "low", "high", "fair"),
    *("logit", "logit_se", "effect", "information", "infit", "outfit", "enough", "subset", "note"),
]
OWN = ["id", "created_at", "organization_id", "run_id", "facet", "subject", "se", "details"]


def write_measures(run: CalibrationRun, result: calibration.Result) -> None:
    """All of the result's elements."""
    listed = (
        (measure, details)
        for facet, elements in result.elements.items()
        for measure, details in zip(measures_in(elements), details_of(result, facet), strict=True)
    )
    add_measures(run, listed)


def measures_in(elements: calibration.Elements) -> Iterator[calibration.Measure]:
    """In order of their keys."""
    return (elements.measure(place) for place in range(len(elements)))


def add_measures(run: CalibrationRun, measures: Iterator[tuple[calibration.Measure, dict[str, Any]]]) -> None:
    """These measures, as one statement."""
    now = timezone.now()
    columns = ", ".join(f'"{name}"' for name in [*OWN, *SAME])
    statement = f"COPY {Measure._meta.db_table} ({columns}) FROM STDIN"
    with connection.cursor() as cursor, cursor.copy(statement) as copied:
        for measure, details in measures:
            own = (uuid4(), now, run.organization_id, run.pk, measure.facet, UUID(measure.key))
            same = (getattr(measure, name) for name in SAME)
            copied.write_row((*own, points_error(measure), Jsonb(details), *same))


def points_error(measure: calibration.Measure) -> float | None:
    """The standard error in points: half the interval's width over 1.96."""
    if measure.low is None or measure.high is None:
        return None
    return (measure.high - measure.low) / (2 * Z95)
