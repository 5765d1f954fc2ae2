"""Keeps what was agreed on after a calibration exercise."""

import uuid

from django.db import transaction

from accounts.ground.audit import record
from accounts.ground.verdict import Conflict
from accounts.models import Membership
from scoring import rules
from scoring.access import exercise_of
from scoring.actions._exercises import LONGEST_DISCUSSION, read_text
from scoring.enums import ExerciseState
from scoring.models import Exercise


@transaction.atomic
def note_discussion(*, actor: Membership, exercise_id: uuid.UUID, text: str) -> Exercise:
    """The exercise with this text (Markdown), in place of the former. Read by whom the cards are open to.

    Denied for who does not run it; Conflict unless it is closed; Invalid if it is too long.
    """
    exercise = exercise_of(actor, exercise_id, lock=True)
    rules.may_run_exercise(actor, exercise).require()
    if exercise.state != ExerciseState.CLOSED:
        raise Conflict("Close the exercise first: what is agreed on comes after all have rated.")
    exercise.discussion = read_text(text, "discussion", LONGEST_DISCUSSION)
    exercise.save(update_fields=["discussion"])
    record("note_discussion", organization=actor.organization, actor=actor, on=exercise)
    return exercise
