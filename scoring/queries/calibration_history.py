"""The history of runs: full ones with the increments that carry each of them on."""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Count, F, QuerySet, Window
from django.db.models.functions import RowNumber

from accounts.models import Organization
from scoring.enums import RunKind
from scoring.models import CalibrationRun

SHOWN = 20  # increments of one run that the page lists; the others are in the file


@dataclass(frozen=True)
class RunLine:
    """A full run, the newest of its increments, and how many there are."""

    run: CalibrationRun
    count: int
    increments: list[CalibrationRun] = field(default_factory=list)

    @property
    def more(self) -> int:
        """Increments that are not listed."""
        return self.count - len(self.increments)


def full_runs(organization: Organization) -> QuerySet[CalibrationRun]:
    """The runs that stand by themselves, newest first, annotated with how many increments each has."""
    rows = CalibrationRun.objects.filter(organization=organization, kind=RunKind.FULL)
    return rows.annotate(carried_on=Count("increments")).order_by("-number")


def lines_of(runs: Iterable[CalibrationRun]) -> list[RunLine]:
    """Rows of `full_runs` with their increments. One query."""
    shown = list(runs)
    newest = Window(RowNumber(), partition_by="base", order_by=F("number").desc())
    rows = CalibrationRun.objects.filter(base__in=shown).annotate(place=newest)
    increments: dict[uuid.UUID | None, list[CalibrationRun]] = defaultdict(list)
    for row in rows.filter(place__lte=SHOWN).order_by("-number"):
        increments[row.base_id].append(row)
    return [RunLine(run, vars(run)["carried_on"], increments[run.pk]) for run in shown]


def run_before(run: CalibrationRun) -> CalibrationRun | None:
    """The full run before this one, to compare it with. One query."""
    rows = CalibrationRun.objects.filter(
        organization_id=run.organization_id, kind=RunKind.FULL, number__lt=run.number, as_of=None
    )
    return rows.order_by("-number").first()
