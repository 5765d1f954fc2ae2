"""The shape of what the pages of this app take in."""

import uuid
from collections.abc import Iterable
from typing import Any

from django import forms

from questionbank.content import LONGEST_MINUTES
from questionbank.enums import Kind, State
from questionbank.models import Level
from questionbank.queries.topics import TopicNode

Choices = list[tuple[str, str]]


def topic_choices(nodes: Iterable[TopicNode]) -> Choices:
    """Topics for a select box, indented by their depth."""
    return [(str(node.topic.pk), node.label) for node in nodes]


def level_choices(levels: Iterable[Level]) -> Choices:
    """Levels for a select box."""
    return [(str(level.pk), level.name) for level in levels]


class IdField(forms.TypedChoiceField):
    """One of the organisation's rows, or none; cleaned to its id."""

    def __init__(self, *, empty: str = "—", **options: Any) -> None:
        super().__init__(coerce=uuid.UUID, empty_value=None, required=False, **options)
        self.empty = empty

    def offer(self, choices: Choices) -> None:
        """Sets what can be chosen."""
        self.choices = [("", self.empty), *choices]


class LinesField(forms.CharField):
    """Text of one entry a line; cleaned to a tuple."""

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, widget=forms.Textarea(attrs={"rows": 3}), **options)

    def clean(self, value: Any) -> tuple[str, ...]:
        """The lines that say something."""
        return tuple(line.strip() for line in super().clean(value).splitlines() if line.strip())

    def prepare_value(self, value: Any) -> Any:
        """Back to text."""
        return value if isinstance(value, str) or value is None else "\n".join(value)


class TextField(forms.CharField):
    """Markdown as typed, with plain line ends."""

    def __init__(self, *, rows: int, **options: Any) -> None:
        super().__init__(strip=False, widget=forms.Textarea(attrs={"rows": rows}), **options)

    def clean(self, value: Any) -> str:
        """Browsers send CRLF."""
        return str(super().clean(value)).replace("\r\n", "\n").replace("\r", "\n")


class StateForm(forms.Form):
    """Where a question goes, and why."""

    state = forms.ChoiceField(label="Move to", choices=State.choices)
    reason = forms.CharField(required=False, max_length=1000, help_text="Needed to retire it.")


class TopicForm(forms.Form):
    """A topic's name, and the topic it stands below."""

    name = forms.CharField(max_length=200)
    parent = IdField(label="Below", empty="Nothing: a topic of its own")

    def __init__(self, data: Any = None, *, topics: Choices) -> None:
        super().__init__(data)
        self.fields["parent"].offer(topics)  # type: ignore[attr-defined]  # an IdField


class UploadForm(forms.Form):
    """A document."""

    document = forms.FileField(
        label="Document",
        allow_empty_file=True,  # the import says what is wrong with an empty one
        max_length=255,
        help_text="Markdown, text, Word, PDF, web page, CSV, JSON, quiz formats, or an archive of such.",
    )


class ItemForm(forms.Form):
    """What was read of one imported question, to be corrected."""

    prompt = TextField(rows=3)
    section = forms.CharField(required=False, max_length=500, help_text="Becomes the topic of that name.")
    level = forms.CharField(required=False, max_length=60, help_text="The document's word, or yours.")
    difficulty = forms.CharField(required=False, max_length=60, help_text="Easy, medium or hard.")
    kind = forms.ChoiceField(choices=Kind.choices)
    summary = TextField(rows=2, required=False)
    answer = TextField(rows=18, required=False)
    seen = forms.JSONField(widget=forms.HiddenInput, required=False)


class AcceptForm(forms.Form):
    """What holds for all questions accepted together."""

    level = IdField(label="Level, where none is named", empty="Leave open")
    topic = IdField(label="Topic, where no section is named", empty="Leave open")
    minutes = forms.IntegerField(min_value=1, max_value=LONGEST_MINUTES, required=False, label="Minutes each")
    criteria = forms.TypedMultipleChoiceField(
        coerce=uuid.UUID, required=False, widget=forms.CheckboxSelectMultiple, label="Rate these criteria"
    )
    state = forms.ChoiceField(
        choices=[(state.value, state.label) for state in (State.DRAFT, State.IN_REVIEW, State.LIVE)],
        label="They become",
        initial=State.DRAFT,
    )

    def __init__(self, data: Any = None, *, topics: Choices, levels: Choices, criteria: Choices) -> None:
        super().__init__(data)
        self.fields["topic"].offer(topics)  # type: ignore[attr-defined]  # an IdField
        self.fields["level"].offer(levels)  # type: ignore[attr-defined]  # an IdField
        self.fields["criteria"].choices = criteria  # type: ignore[attr-defined]  # a choice field


def show_refusal(form: forms.Form, fields: dict[str, str]) -> None:
    """Puts an action's refusal beside the fields it names; what no field is called goes above the form."""
    for name, words in fields.items():
        form.add_error(name if name in form.fields else None, words)
