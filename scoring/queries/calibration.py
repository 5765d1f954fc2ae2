"""Reads for the calibration pages: the run that counts, its measures with names, the history of runs."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db import connection
from django.db.models import Max, Model, Q, QuerySet

from accounts.models import Membership, Organization
from interviews.models import Candidate
from questionbank.models import LOWEST, Criterion, Level, QuestionRevision, Topic
from scoring.calibration import CODE_VERSION
from scoring.enums import Facet, RunKind
from scoring.models import CalibrationRun, Measure
from scoring.queries.ratings import newest_inputs

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
    """The run that counts: the last one, full or increment, of all that is known. With its base; one query.

    Whoever writes a run has the organisation's turn, so the last one written has the latest inputs.
    """
    rows = CalibrationRun.objects.filter(organization=organization, as_of=None)
    return rows.select_related("base").order_by("-number").first()


def facts_of(run: CalibrationRun) -> CalibrationRun:
    """The full run whose summary holds: of an increment the one that it carries on."""
    return run.base or run


def fitted_points(facts: CalibrationRun) -> list[int]:
    """The points between which the run's thresholds lie: those that were given. [] where it has none."""
    steps, lowest = facts.summary.get("thresholds") or [], int(facts.settings.get("lowest", LOWEST))
    kept = facts.summary.get("points") or range(lowest, lowest + len(steps) + 1)
    return [int(point) for point in kept] if steps else []


def lowest_fitted(facts: CalibrationRun) -> int:
    """The lowest of them; the scale's where the run has no thresholds."""
    return next(iter(fitted_points(facts)), int(facts.settings.get("lowest", LOWEST)))


def holds_now(organization: Organization) -> bool:
    """Whether a run was made of as many ratings as count now, up to the same submission. Two queries."""
    ratings, newest = newest_inputs(organization)
    made = CalibrationRun.objects.filter(organization=organization, watermark=newest).defer("summary")
    return not ratings or any(run.ratings == ratings for run in made)


def is_whole(organization: Organization) -> bool:
    """Whether the run that counts is a full one of today's code over the ratings that count now."""
    run, (ratings, newest) = latest_run(organization), newest_inputs(organization)
    if run is None or run.kind != RunKind.FULL or run.code_version != CODE_VERSION:
        return not ratings
    return (run.ratings, run.watermark) == (ratings, newest)


def next_number(organization: Organization) -> int:
    """Of the run that is about to be written. Until the end of the transaction nobody else gets one."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 2))", [str(organization.pk)])
    rows = CalibrationRun.objects.filter(organization=organization)
    return 1 + (rows.aggregate(last=Max("number"))["last"] or 0)


def measures_at(run: CalibrationRun, *facets: Facet, subjects: Iterable[UUID] | None = None) -> list[Measure]:
    """What stands as of a run, of each subject once: of an increment what it or one before it says since its
    base, and of whom they did not touch what the base says. One query.
    """
    rows = Measure.objects.filter(facet__in=facets)
    if subjects is not None:
        rows = rows.filter(subject__in=list(subjects))
    if run.base_id is None:
        return list(rows.filter(run=run))
    since = CalibrationRun.objects.filter(base_id=run.base_id, number__lte=run.number)
    rows = rows.filter(Q(run_id=run.base_id) | Q(run__in=since.order_by().values("pk")))
    return list(rows.order_by("facet", "subject", "-run__number").distinct("facet", "subject"))


def measures_of(run: CalibrationRun, facet: Facet) -> list[NamedMeasure]:
    """The facet's measures, harshest or hardest first, those with too little data last. Two queries."""
    rows = sorted(measures_at(run, facet), key=_harshest_first)
    names = _names(facet, (row.subject for row in rows))
    return [NamedMeasure(names.get(row.subject, "(gone)"), row) for row in rows]


def _harshest_first(row: Measure) -> tuple[bool, float, int, UUID]:
    return row.severity is None, -(row.severity or 0.0), -row.n, row.subject


def own_measure(run: CalibrationRun, member: Membership) -> Measure | None:
    """What stands of this interviewer as of the run; None if it holds no rating of theirs. One query."""
    found = measures_at(run, Facet.INTERVIEWER, subjects=[member.pk])
    return found[0] if found else None


def own_history(member: Membership) -> list[Measure]:
    """What each of the last twelve runs that measured this interviewer said, oldest first. One query."""
    rows = Measure.objects.filter(facet=Facet.INTERVIEWER, subject=member.pk, run__as_of=None)
    return list(reversed(rows.select_related("run").order_by("-run__number")[:12]))


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
