"""Tells the panels how severe a run found each interviewer."""

from collections import Counter

from interviews.models import RaterStanding
from scoring.enums import Facet
from scoring.models import CalibrationRun, Measure
from scoring.queries.calibration import measures_at

WRITTEN = ["severity", "error", "n", "run"]


def write_standings(run: CalibrationRun) -> None:
    """A standing for everybody with enough data in this run, and for nobody else.

    Severities compare within one connected subset only, so the largest subset alone has standings; a run that
    was refused leaves none.
    """
    rows = measures_at(run, Facet.INTERVIEWER)
    known = [row for row in rows if row.enough and row.severity is not None and row.se is not None]
    measures = _comparable(known)
    RaterStanding.objects.filter(organization_id=run.organization_id).exclude(
        member__in=[row.subject for row in measures]
    ).delete()
    RaterStanding.objects.bulk_create(
        [_standing(run, row) for row in measures],
        update_conflicts=True,
        unique_fields=["member"],
        update_fields=WRITTEN,
    )


def _comparable(measures: list[Measure]) -> list[Measure]:
    """Those of the subset that most of them are in."""
    sizes = Counter(row.subset for row in measures)
    largest = max(sizes, key=lambda subset: (sizes[subset], -(subset or 0)), default=None)
    return [row for row in measures if row.subset == largest]


def _standing(run: CalibrationRun, row: Measure) -> RaterStanding:
    if row.severity is None or row.se is None:
        raise ValueError("Only who was measured has a standing.")
    return RaterStanding(
        organization_id=run.organization_id,
        member_id=row.subject,
        severity=row.severity,
        error=row.se,
        n=row.n,
        run=run.pk,
    )
