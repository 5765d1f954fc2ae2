"""Hands in somebody's card of a calibration exercise."""

import uuid

from django.db import transaction
from django.utils import timezone

from accounts.ground.audit import record
from accounts.ground.verdict import Conflict, Invalid
from accounts.models import Membership
from scoring import rules
from scoring.access import exercise_of
from scoring.actions._exercises import criteria_in
from scoring.enums import CardState
from scoring.models import ExerciseCard, ExerciseRating

NO_MARK = "Choose a point, or not assessed."
NO_TEXT = "Say what in the answer shows it; a few words will do."


@transaction.atomic
def submit_exercise_card(*, actor: Membership, exercise_id: uuid.UUID) -> ExerciseCard:
    """The card as it was saved, handed in for good.

    Denied and Conflict as `save_exercise_card`, Conflict too when nothing was saved; Invalid, with a
    sentence for the id of each criterion that has no mark or no words beside it.
    """
    rules.may_rate_exercises(actor).require()
    exercise = exercise_of(actor, exercise_id, lock=True)
    card = ExerciseCard.objects.filter(exercise=exercise, member=actor).first()
    if words := rules.not_ratable_because(exercise, card=CardState(card.state) if card else None):
        raise Conflict(words)
    if card is None:
        raise Conflict("Rate the answer first.")
    ratings = {row.criterion_id: row for row in ExerciseRating.objects.filter(card=card)}
    missing = {str(key): words for key in criteria_in(exercise) if (words := _missing(ratings.get(key)))}
    if missing:
        raise Invalid("Your card is kept, and not handed in yet: something is missing.", missing)
    card.state, card.submitted_at = CardState.SUBMITTED, timezone.now()
    card.save(update_fields=["state", "submitted_at"])
    record("submit_exercise_card", organization=actor.organization, actor=actor, on=exercise)
    return card


def _missing(rating: ExerciseRating | None) -> str:
    if rating is None or not rating.state:
        return NO_MARK
    return "" if rating.reason else NO_TEXT
