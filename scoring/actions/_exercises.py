"""What the actions on calibration exercises have in common: texts, and what is rated in one."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from accounts.ground.verdict import Invalid
from questionbank.models import RubricCriterion
from scoring.enums import POINT_WORDS, RatingState
from scoring.models import Exercise

LONGEST_ANSWER = 20_000
LONGEST_EVIDENCE = 2_000
LONGEST_DISCUSSION = 10_000
NOT_ASSESSED = RatingState.NOT_ASSESSED.value


@dataclass(frozen=True)
class ExerciseMark:
    """One criterion as it is wanted: "1" to "4", "not_assessed" or "" for nothing yet, and the evidence."""

    criterion: uuid.UUID
    mark: str = ""
    text: str = ""


def read_text(text: str, field: str, longest: int, *, empty: str = "") -> str:
    """The text without white space around it; Invalid if it is too long, or there is none and `empty` says
    what is to be written.
    """
    text = text.replace("\x00", "").strip()
    if empty and not text:
        raise Invalid(empty, {field: empty})
    if len(text) > longest:
        raise Invalid("The text is too long.", {field: f"Up to {longest} characters."})
    return text


def criteria_in(exercise: Exercise) -> dict[uuid.UUID, str]:
    """The criteria to rate, by id, with their names, in order. One query."""
    rows = RubricCriterion.objects.filter(rubric=exercise.revision.rubric_id).order_by("position")
    return dict(rows.values_list("criterion", "criterion__name"))


def read_marks(marks: Iterable[ExerciseMark], criteria: dict[uuid.UUID, str]) -> list[ExerciseMark]:
    """The marks with tidy texts; Invalid, with the criterion's id as field, for what cannot be kept."""
    found = {}
    for one in marks:
        if one.criterion not in criteria:
            raise Invalid("This is no criterion of this exercise.", {str(one.criterion): "Not rated here."})
        if one.mark not in ("", NOT_ASSESSED, *map(str, POINT_WORDS)):
            raise Invalid("There is no such point.", {str(one.criterion): "A point of the scale, or none."})
        text = read_text(one.text, str(one.criterion), LONGEST_EVIDENCE)
        found[one.criterion] = ExerciseMark(one.criterion, one.mark, text)
    return list(found.values())
