"""Ratings as the calibration engine takes them: first verdicts, which no amendment changes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from django.db.models import Count, Max, QuerySet

from accounts.models import Organization
from questionbank.enums import Meaning
from questionbank.models import QuestionRevision
from scoring import calibration
from scoring.models import Rating
from scoring.queries.first_verdicts import first_rated
from scoring.queries.rating_arrays import RatedRows, known_at, loop_digests, read_rated_rows
from scoring.visibility import countable_ratings

TO_2000 = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Inputs:
    """What one run works on, and the submission that is newest in it.

    `answers` says of each rating which answer it judges: ratings of one answer by two people can be compared.
    `loop` says of which loop it is. `loops` has a digest of each loop's ratings, and how many they are.
    """

    ratings: calibration.Ratings
    watermark: datetime | None
    answers: calibration.Column
    loop: calibration.Column
    loops: dict[str, tuple[bytes, int]]


def comparable_roots(revisions: Iterable[UUID]) -> dict[UUID, UUID]:
    """Each revision mapped to the revision from which on its question means the same. One query.

    A revision marked "not comparable" begins a new question for statistics; the others continue the last one.
    """
    wanted = set(revisions)
    questions = QuestionRevision.objects.filter(pk__in=wanted).values("question_id")
    rows = QuestionRevision.objects.filter(question_id__in=questions).order_by("question_id", "number")
    roots: dict[UUID, UUID] = {}
    root = None
    for pk, meaning in rows.values_list("pk", "meaning"):
        root = root if root and meaning == Meaning.SAME else pk  # each question's first is never "same"
        roots[pk] = root
    return {pk: roots[pk] for pk in wanted}


def calibration_inputs(
    organization: Organization, *, as_of: date | None = None, loops: list[UUID] | None = None
) -> Inputs:
    """All first verdicts that may be counted, see visibility.countable_ratings. Five queries, however many.

    `as_of` leaves out the loops whose last card came in after that day; `loops` names the only ones wanted.
    """
    rated = _rated(organization)
    if loops is not None:
        rated = rated.filter(scorecard__seat__session__loop__in=loops)
    rows = read_rated_rows(organization, rated, loops)
    if as_of is not None:
        rows = known_at(rows, calibration.day_number(as_of))
    newest = TO_2000 + timedelta(microseconds=int(rows.submitted.max())) if len(rows) else None
    return Inputs(_ratings(rows), newest, rows.planned, rows.loop, loop_digests(rows))


def _ratings(rows: RatedRows) -> calibration.Ratings:
    """As the engine takes them: a question by the revision that its meaning began with."""
    revisions = [UUID(key) for key in rows.revision.keys]
    roots = comparable_roots(revisions)
    grouped = QuestionRevision.objects.filter(pk__in=revisions).values_list("pk", "topic_id", "level_id")
    groups = {pk: (topic, level) for pk, topic, level in grouped}
    topics, levels = zip(*(groups[pk] for pk in revisions), strict=True) if revisions else ((), ())
    return calibration.Ratings(
        facets={
            "candidate": rows.candidate,
            "interviewer": rows.interviewer,
            "question": _renamed(rows.revision, [roots[pk] for pk in revisions]),
            "criterion": rows.criterion,
        },
        score=rows.score,
        day=rows.day,
        groups={
            name: _renamed(rows.revision, named)
            for name, named in (("topic", topics), ("level", levels))
            if any(named)
        },
    )


def _renamed(column: calibration.Column, names: Iterable[object]) -> calibration.Column:
    """The same rows by another name of each key; several may have the same."""
    of_key = calibration.Column.of(names)
    return calibration.Column(of_key.keys, of_key.codes[column.codes])


def newest_inputs(organization: Organization) -> tuple[int, datetime | None]:
    """How many ratings could be counted now, and when the newest was submitted. One query."""
    found = _rated(organization).aggregate(ratings=Count("pk"), newest=Max("scorecard__submitted_at"))
    return found["ratings"], found["newest"]


def _rated(organization: Organization) -> QuerySet[Rating]:
    return first_rated(countable_ratings(organization))
