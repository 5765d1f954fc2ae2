"""Keeps what somebody has rated of a sample answer so far."""

import uuid
from collections.abc import Iterable

from django.db import transaction

from accounts.ground.audit import record
from accounts.ground.verdict import Conflict
from accounts.models import Membership
from scoring import rules
from scoring.access import exercise_of
from scoring.actions._exercises import NOT_ASSESSED, ExerciseMark, criteria_in, read_marks
from scoring.enums import CardState, RatingState
from scoring.models import ExerciseCard, ExerciseRating


@transaction.atomic
def save_exercise_card(
    *, actor: Membership, exercise_id: uuid.UUID, marks: Iterable[ExerciseMark]
) -> ExerciseCard:
    """The actor's draft with these marks; criteria that are left out stay as they were.

    Denied for who has no role; Conflict when the exercise takes no card of theirs (not open, closed before
    they began, handed in); Invalid, with the criterion's id as field, for a mark that there is not.
    """
    rules.may_rate_exercises(actor).require()
    exercise = exercise_of(actor, exercise_id, lock=True)
    card = ExerciseCard.objects.filter(exercise=exercise, member=actor).first()
    if words := rules.not_ratable_because(exercise, card=CardState(card.state) if card else None):
        raise Conflict(words)
    kept = read_marks(marks, criteria_in(exercise))
    card = card or ExerciseCard.objects.create(
        organization=actor.organization, exercise=exercise, member=actor
    )
    for one in kept:
        ExerciseRating.objects.update_or_create(
            card=card,
            criterion_id=one.criterion,
            defaults=_values(one) | {"organization": actor.organization},
        )
    record("save_exercise_card", organization=actor.organization, actor=actor, on=exercise)
    return card


def _values(one: ExerciseMark) -> dict[str, object]:
    rated = one.mark not in ("", NOT_ASSESSED)
    state = RatingState.RATED if rated else one.mark
    return {"state": state, "value": int(one.mark) if rated else None, "reason": one.text}
