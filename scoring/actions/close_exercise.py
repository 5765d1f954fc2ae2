"""Closes a calibration exercise: it takes no new cards, and how all lie is shown."""

import uuid

from django.db import transaction

from accounts.ground.audit import record
from accounts.ground.verdict import Conflict
from accounts.models import Membership
from scoring import rules
from scoring.access import exercise_of
from scoring.enums import ExerciseState
from scoring.models import Exercise


@transaction.atomic
def close_exercise(*, actor: Membership, exercise_id: uuid.UUID) -> Exercise:
    """The exercise, closed for good. Who has begun a card may still hand it in, and sees nothing before.

    Denied for who does not run it; Conflict unless it is open.
    """
    exercise = exercise_of(actor, exercise_id, lock=True)
    rules.may_run_exercise(actor, exercise).require()
    if exercise.state != ExerciseState.OPEN:
        raise Conflict("Only an open exercise is closed.")
    exercise.state = ExerciseState.CLOSED
    exercise.save(update_fields=["state"])
    record("close_exercise", organization=actor.organization, actor=actor, on=exercise)
    return exercise
