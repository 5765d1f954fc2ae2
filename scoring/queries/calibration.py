"""Reads for the calibration pages: the run that counts, its measures with names, the history of runs."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import F, Model, QuerySet

from accounts.models import Membership, Organization
from interviews.models import Candidate
from questionbank.models import Criterion, Level, QuestionRevision, Topic
from scoring.enums import Facet
from scoring.models import CalibrationRun, Measure

SUBJECTS: dict[str, type[Model]] = {
    Facet.INTERVIEWER: Membership,
    Facet.QUESTION: QuestionRevision,
    Facet.CRITERION: Criterion,
    Facet.TOPIC: Topic,
    Facet.LEVEL: Level,
    Facet.CANDIDATE: Candidate,
}


@dataclass(frozen=True)
class NamedMeasure:
    """A measure with what it is about, as people call it."""

    name: str
    measure: Measure


def runs(organization: Organization) -> QuerySet[CalibrationRun]:
    """All runs, newest first."""
    return CalibrationRun.objects.filter(organization=organization).order_by("-number")


def latest_run(organization: Organization) -> CalibrationRun | None:
    """The run with the latest inputs, not the latest clock: a slow worker may finish an older one last."""
    rows = CalibrationRun.objects.filter(organization=organization)
    return rows.order_by(F("watermark").desc(nulls_last=True), "-ratings", "-number").first()


def facts_of(run: CalibrationRun) -> CalibrationRun:
    """The full run whose summary holds: itself, or the one that an increment carries on."""
    return run.base or run


def measures_of(run: CalibrationRun, facet: Facet) -> list[NamedMeasure]:
    """The facet's measures, harshest or hardest first, those with too little data last. Two queries."""
    rows = list(
        run.measures.filter(facet=facet).order_by(F("severity").desc(nulls_last=True), "-n", "subject")
    )
    names = _names(facet, (row.subject for row in rows))
    return [NamedMeasure(names.get(row.subject, "(gone)"), row) for row in rows]


def own_measure(run: CalibrationRun, member: Membership) -> Measure | None:
    """What the run says of this interviewer; None if it holds no rating of theirs. One query."""
    return run.measures.filter(facet=Facet.INTERVIEWER, subject=member.pk).first()


def own_history(member: Membership) -> list[Measure]:
    """What each of the last twelve runs said of this interviewer, oldest first. One query."""
    rows = Measure.objects.filter(facet=Facet.INTERVIEWER, subject=member.pk).select_related("run")
    return list(reversed(rows.order_by("-run__number")[:12]))


def axis_of(measures: Iterable[Measure]) -> float:
    """How far the picture's axis reaches to both sides so that every interval fits: at least one point."""
    ends = [abs(end) for m in measures for end in (m.low, m.high) if end is not None]
    return max([1.0, *(round(end + 0.05, 1) for end in ends)])


def _names(facet: Facet, subjects: Iterable[UUID]) -> dict[UUID, str]:
    model = SUBJECTS[facet]
    rows = model._default_manager.filter(pk__in=list(subjects))
    if model is Membership:
        rows = rows.select_related("user")
    return {row.pk: str(row) for row in rows}
