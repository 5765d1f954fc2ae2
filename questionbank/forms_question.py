"""The form of a question: everything that a person writes of it."""

from collections.abc import Iterable
from typing import Any

from django import forms

from questionbank.content import LONGEST, LONGEST_MINUTES, Choice, Content
from questionbank.enums import Difficulty, Kind, Meaning
from questionbank.forms import Choices, IdField, LinesField, TextField
from questionbank.forms_rubric import RubricFields
from questionbank.models import Criterion
from questionbank.options_text import read_options, write_options

AS_THEY_ARE = (
    "prompt",
    "kind",
    "difficulty",
    "minutes",
    "summary",
    "answer",
    "probes",
    "hints",
    "red_flags",
    "options",
    "source",
)


class OptionsField(forms.CharField):
    """The options of a multiple-choice question as text; cleaned to choices, see options_text."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            required=False, strip=False, widget=forms.Textarea(attrs={"rows": 4, "class": "mono"}), **options
        )

    def clean(self, value: Any) -> tuple[Choice, ...]:
        """The options that the text says."""
        return read_options(super().clean(value))

    def prepare_value(self, value: Any) -> Any:
        """Back to text."""
        return value if isinstance(value, str) or value is None else write_options(value)


class QuestionForm(forms.Form):
    """Everything that a person writes of a question; the rubric has fields of its own for each criterion.

    `kept` is what was sent by a button that asks for more fields or for drafts: the form is then shown again
    with it, unjudged.
    """

    key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    prompt = TextField(
        rows=4, label="Prompt", help_text="What the interviewer asks, word for word. Markdown."
    )
    kind = forms.ChoiceField(choices=Kind.choices)
    topic = IdField()
    level = IdField()
    difficulty = forms.TypedChoiceField(
        choices=[("", "—"), *Difficulty.choices], coerce=int, empty_value=None, required=False
    )
    minutes = forms.IntegerField(min_value=1, max_value=LONGEST_MINUTES, required=False)
    options = OptionsField(
        label="Options, if it is multiple choice",
        help_text="One a line; * in front of the right ones. Below an option, > begins its feedback.",
    )
    summary = TextField(rows=2, required=False, label="Summary", help_text="The answer in a sentence or two.")
    answer = TextField(
        rows=14, required=False, label="Model answer", help_text="Markdown, code and tables too."
    )
    probes = LinesField(label="Follow-up probes", help_text="One a line.")
    hints = LinesField(label="Hints", help_text="One a line, the smallest help first.")
    red_flags = LinesField(label="Red flags", help_text="One a line.")
    tags = forms.CharField(required=False, help_text="Separated by commas.")
    source = forms.CharField(required=False, max_length=LONGEST["source"], help_text="Where it comes from.")

    def __init__(
        self,
        data: Any = None,
        *,
        content: Content,
        topics: Choices,
        levels: Choices,
        criteria: Iterable[Criterion],
        kept: Any = None,
        **options: Any,
    ) -> None:
        initial = {name: getattr(content, name) for name in AS_THEY_ARE}
        initial |= {"topic": content.topic_id, "level": content.level_id, "tags": ", ".join(content.tags)}
        initial |= options.pop("initial", {})
        if kept is not None:
            initial |= {name: kept.get(name, "") for name in self.base_fields}
        super().__init__(data, initial=initial, **options)
        self.fields["topic"].offer(topics)  # type: ignore[attr-defined]  # an IdField
        self.fields["level"].offer(levels)  # type: ignore[attr-defined]  # an IdField
        self.rubric = RubricFields(data, criteria, content.rubric, levels, kept)

    def is_valid(self) -> bool:
        """The rubric's fields too; what is wrong there is said above the form as well."""
        if not super().is_valid():
            return False
        if not self.rubric.is_valid():
            self.add_error(None, "Something is not right in the rubric; it is marked there.")
        return not self.errors

    def content(self) -> Content:
        """What was typed; call it when the form is valid."""
        found = self.cleaned_data
        return Content(
            **{name: found[name] for name in AS_THEY_ARE},
            topic_id=found["topic"],
            level_id=found["level"],
            tags=tuple(dict.fromkeys(tag.strip() for tag in found["tags"].split(",") if tag.strip())),
            rubric=self.rubric.lines(),
        )


class RevisionForm(QuestionForm):
    """An edit: also which revision it started from, and whether the question still means the same."""

    base = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    meaning = forms.ChoiceField(
        label="Does it still ask the same?",
        choices=[
            (
                Meaning.SAME.value,
                "Same meaning: the same people would get the same ratings. Its statistics go on.",
            ),
            (
                Meaning.NOT_COMPARABLE.value,
                "Not comparable: easier, harder, or about something else. Its statistics begin again at "
                "nothing, and the two are never mixed.",
            ),
        ],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(label="What changed, and why", required=False, max_length=LONGEST["note"])
