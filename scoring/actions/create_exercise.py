"""Writes a calibration exercise: a question of the bank with a sample answer for all to rate."""

import uuid
from datetime import datetime

from django.db import transaction

from accounts.ground.audit import record
from accounts.ground.verdict import Invalid
from accounts.models import Membership
from questionbank.access import question_of
from questionbank.models import RubricCriterion
from scoring import rules
from scoring.access import level_of
from scoring.actions._exercises import LONGEST_ANSWER, read_text
from scoring.models import Exercise

LONGEST_TITLE = 160


@transaction.atomic
def create_exercise(
    *,
    actor: Membership,
    title: str,
    question_id: uuid.UUID,
    level_id: uuid.UUID,
    answer: str,
    closes_at: datetime | None = None,
) -> Exercise:
    """A draft, seen by its author and administrators alone, with the question's current revision for good.

    `answer` is Markdown, written for the exercise. Denied for who makes none; 404 for a question or level
    that there is not; Invalid without title or answer, and for a question that has no rubric.
    """
    rules.may_make_exercises(actor).require()
    title = read_text(" ".join(title.split()), "title", LONGEST_TITLE, empty="Give it a name.")
    answer = read_text(answer, "answer", LONGEST_ANSWER, empty="Write the answer that all are to rate.")
    revision = question_of(actor, question_id).current
    if revision is None or not RubricCriterion.objects.filter(rubric=revision.rubric_id).exists():
        words = "This question has no rubric yet: there is nothing to rate on it."
        raise Invalid(words, {"question": words})
    exercise = Exercise.objects.create(
        organization=actor.organization,
        title=title,
        revision=revision,
        level=level_of(actor, level_id),
        answer=answer,
        closes_at=closes_at,
        created_by=actor,
    )
    data = {"question": str(question_id), "revision": revision.number}
    record("create_exercise", organization=actor.organization, actor=actor, on=exercise, data=data)
    return exercise
