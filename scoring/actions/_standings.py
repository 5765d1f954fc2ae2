"""Tells the panels how severe a run found each interviewer."""

from collections import Counter
from collections.abc import Iterable

from interviews.models import RaterStanding
from scoring.enums import Facet
from scoring.models import CalibrationRun, Measure
from scoring.queries.calibration import facts_of

WRITTEN = ["severity", "error", "n", "run"]


def write_standings(run: CalibrationRun) -> None:
    """A standing for everybody with enough data in this run, and for nobody else.

    Severities compare within one connected subset only, so the largest subset alone has standings; a run that
    was refused leaves none.
    """
    measures = _measured(run)
    largest = _largest(row.subset for row in measures)
    measures = [row for row in measures if row.subset == largest]
    RaterStanding.objects.filter(organization_id=run.organization_id).exclude(
        member__in=[row.subject for row in measures]
    ).delete()
    _put(run, measures)


def add_standings(run: CalibrationRun) -> None:
    """A standing for whom this increment measured, if in its base's largest subset; others keep theirs."""
    of_base = facts_of(run).measures.filter(facet=Facet.INTERVIEWER, enough=True)
    largest = _largest(of_base.values_list("subset", flat=True))
    _put(run, [row for row in _measured(run) if row.subset == largest])


def _measured(run: CalibrationRun) -> list[Measure]:
    rows = run.measures.filter(facet=Facet.INTERVIEWER, enough=True)
    return list(rows.filter(severity__isnull=False, se__isnull=False))


def _put(run: CalibrationRun, measures: list[Measure]) -> None:
    RaterStanding.objects.bulk_create(
        [_standing(run, row) for row in measures],
        update_conflicts=True,
        unique_fields=["member"],
        update_fields=WRITTEN,
    )


def _largest(subsets: Iterable[int | None]) -> int | None:
    """The subset that most of them are in."""
    sizes = Counter(subsets)
    return max(sizes, key=lambda subset: (sizes[subset], -(subset or 0)), default=None)


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
