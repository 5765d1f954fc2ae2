"""The gate of calibration exercises: whose card of a sample answer somebody may read.

One's own always. The others' once the exercise is closed, and not while one's own is begun and not in: who
began a card hands it in first. Who wrote the exercise and administrators wait as everybody does.
"""

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.models import Membership
from scoring.access import visible_exercises
from scoring.enums import CardState, ExerciseState
from scoring.models import Exercise, ExerciseCard


def exercises_open_to(actor: Membership) -> QuerySet[Exercise]:
    """The exercises whose cards the actor may read: closed, and no draft of their own waits in them."""
    begun = ExerciseCard.objects.filter(exercise=OuterRef("pk"), member=actor, state=CardState.DRAFT)
    return visible_exercises(actor).filter(~Exists(begun.order_by()), state=ExerciseState.CLOSED)


def readable_exercise_cards(actor: Membership) -> QuerySet[ExerciseCard]:
    """The actor's own cards, and the submitted ones of exercises that are open to them."""
    opened = exercises_open_to(actor).order_by().values("pk")
    own = Q(member=actor, exercise__in=visible_exercises(actor).order_by().values("pk"))
    return ExerciseCard.objects.filter(own | Q(state=CardState.SUBMITTED, exercise__in=opened))


def cards_in(exercise: Exercise) -> int:
    """How many have handed in, a number alone, for who runs the exercise. One query."""
    return ExerciseCard.objects.filter(exercise=exercise, state=CardState.SUBMITTED).count()
