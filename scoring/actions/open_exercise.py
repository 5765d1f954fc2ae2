"""Opens a calibration exercise: from now on all may rate it."""

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
def open_exercise(*, actor: Membership, exercise_id: uuid.UUID) -> Exercise:
    """The exercise, open: its text is changed no more. Denied for who does not run it; Conflict unless it is
    a draft.
    """
    exercise = exercise_of(actor, exercise_id, lock=True)
    rules.may_run_exercise(actor, exercise).require()
    if exercise.state != ExerciseState.DRAFT:
        raise Conflict("This exercise was opened before.")
    exercise.state = ExerciseState.OPEN
    exercise.save(update_fields=["state"])
    record("open_exercise", organization=actor.organization, actor=actor, on=exercise)
    return exercise
