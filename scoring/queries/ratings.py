"""Ratings as the calibration engine takes them: first verdicts, which no amendment changes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import cast
from uuid import UUID

from django.db.models import Count, Max, QuerySet

from accounts.models import Organization
from questionbank.enums import Meaning
from questionbank.models import QuestionRevision
from scoring import calibration
from scoring.models import Rating
from scoring.queries.first_verdicts import FIRST_VALUE, first_rated
from scoring.visibility import countable_ratings


@dataclass(frozen=True)
class Inputs:
    """What one run works on, and the submission that is newest in it.

    `answers` says of each rating which answer it judges: ratings of one answer by two people can be compared.
    """

    ratings: calibration.Ratings
    watermark: datetime | None
    answers: tuple[str, ...] = ()


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


def calibration_inputs(organization: Organization) -> Inputs:
    """All first verdicts that may be counted, see visibility.countable_ratings. Two queries, however many."""
    rows = list(
        _rated(organization).values_list(
            "scorecard__seat__session__loop__candidate_id",
            "scorecard__seat__member_id",
            "planned__revision_id",
            "criterion_id",
            FIRST_VALUE,
            "scorecard__submitted_at",
            "planned__revision__topic_id",
            "planned__revision__level_id",
            "planned_id",
        )
    )
    roots = comparable_roots(row[2] for row in rows)
    ratings = calibration.Ratings.from_rows(
        calibration.Rating(
            candidate=str(candidate),
            interviewer=str(interviewer),
            question=str(roots[revision]),
            criterion=str(criterion),
            score=cast(int, value),  # a rated criterion has one, by constraint
            day=submitted.date() if submitted else None,
            topic=str(topic) if topic else None,
            level=str(level) if level else None,
        )
        for candidate, interviewer, revision, criterion, value, submitted, topic, level, _planned in rows
    )
    newest = max((row[5] for row in rows if row[5]), default=None)
    return Inputs(ratings, newest, tuple(str(row[8]) for row in rows))


def newest_inputs(organization: Organization) -> tuple[int, datetime | None]:
    """How many ratings could be counted now, and when the newest was submitted. One query."""
    found = _rated(organization).aggregate(ratings=Count("pk"), newest=Max("scorecard__submitted_at"))
    return found["ratings"], found["newest"]


def _rated(organization: Organization) -> QuerySet[Rating]:
    return first_rated(countable_ratings(organization))
