"""Calibration exercises for tests, made and rated by the real actions."""

from collections.abc import Sequence

from accounts.models import Membership
from scoring.actions._exercises import NOT_ASSESSED, ExerciseMark
from scoring.actions.close_exercise import close_exercise
from scoring.actions.create_exercise import create_exercise
from scoring.actions.open_exercise import open_exercise
from scoring.actions.save_exercise_card import save_exercise_card
from scoring.actions.submit_exercise_card import submit_exercise_card
from scoring.models import Exercise
from tests.cast import World

ANSWER = "It **blocks** the producer, so that memory stays bounded."


def make_exercise(world: World, *, title: str = "Queues, spring season", opened: bool = True) -> Exercise:
    """An exercise of the curator on the world's first question: open, or a draft."""
    made = create_exercise(
        actor=world.curator,
        title=title,
        question_id=world.questions[0].pk,
        level_id=world.level.pk,
        answer=ANSWER,
    )
    return open_exercise(actor=world.curator, exercise_id=made.pk) if opened else made


def marks(world: World, values: Sequence[int | None], word: str = "seen") -> list[ExerciseMark]:
    """A mark a criterion; None is not assessed."""
    return [
        ExerciseMark(
            criterion.pk, NOT_ASSESSED if value is None else str(value), f"{criterion} {word} {value}"
        )
        for criterion, value in zip(world.criteria, values, strict=True)
    ]


def rate_exercise(world: World, exercise: Exercise, member: Membership, values: Sequence[int | None]) -> None:
    """A card with these values, handed in."""
    save_exercise_card(actor=member, exercise_id=exercise.pk, marks=marks(world, values))
    submit_exercise_card(actor=member, exercise_id=exercise.pk)


def close(world: World, exercise: Exercise) -> Exercise:
    """Closed by its author."""
    return close_exercise(actor=world.curator, exercise_id=exercise.pk)
