"""The shapes of a calibration exercise's forms: a new one, a card, what was agreed on."""

import uuid
from collections.abc import Mapping, Sequence
from typing import Any
from zoneinfo import ZoneInfo

from django import forms

from interviews.forms.times import WallTimeField
from questionbank.models import Level
from scoring.actions._exercises import LONGEST_ANSWER, LONGEST_DISCUSSION, ExerciseMark
from scoring.actions.create_exercise import LONGEST_TITLE
from scoring.queries.exercises import RatedLine


class NewExerciseForm(forms.Form):
    """A title, a level, the sample answer, a closing date. The question is in the address."""

    title = forms.CharField(label="Name", max_length=LONGEST_TITLE)
    level = forms.ChoiceField(label="Rated by the bar for")
    answer = forms.CharField(
        label="Sample answer",
        max_length=LONGEST_ANSWER,
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text="Markdown. Write it for the exercise: no candidate's words belong here, not even changed "
        "ones. A middling answer that is good in one thing and weak in another tells most.",
    )

    def __init__(self, *args: Any, zone: ZoneInfo, levels: Sequence[Level], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["level"] = forms.ChoiceField(
            label="Rated by the bar for", choices=[(str(level.pk), level.name) for level in levels]
        )
        self.fields["closes_at"] = WallTimeField(
            zone,
            label=f"To be rated until, on the clock of {zone.key}",
            required=False,
            help_text="Told to all who rate. You close it yourself.",
        )


class DiscussionForm(forms.Form):
    """What was agreed on."""

    discussion = forms.CharField(
        label="What was agreed on",
        required=False,
        max_length=LONGEST_DISCUSSION,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Markdown: which point the answer deserves and why, and what in the anchors misled.",
    )


def marks_in(typed: Mapping[str, str], lines: Sequence[RatedLine]) -> list[ExerciseMark]:
    """What a card's form says of each criterion."""
    return [
        ExerciseMark(
            line.criterion,
            typed.get(mark_field(line.criterion), ""),
            typed.get(text_field(line.criterion), ""),
        )
        for line in lines
    ]


def mark_field(criterion: uuid.UUID) -> str:
    """The name of the radio group of a criterion."""
    return f"mark:{criterion}"


def text_field(criterion: uuid.UUID) -> str:
    """The name of the evidence's field of a criterion."""
    return f"text:{criterion}"
