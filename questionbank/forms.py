"""The shape of what the pages of this app take in."""

import uuid
from collections.abc import Iterable
from typing import Any

from django import forms

from questionbank.content import LONGEST, LONGEST_MINUTES, Content, RubricLine
from questionbank.enums import Difficulty, Kind, Meaning, State
from questionbank.models import Criterion, Level
from questionbank.queries.questions import QuestionFilter
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


class QuestionFilterForm(forms.Form):
    """What the address bar of the list says."""

    q = forms.CharField(required=False, max_length=300)
    topic = IdField(empty="All topics")
    level = forms.TypedMultipleChoiceField(coerce=uuid.UUID, required=False)
    kind = forms.MultipleChoiceField(choices=Kind.choices, required=False)
    state = forms.MultipleChoiceField(choices=State.choices, required=False)

    def __init__(self, data: Any, *, topics: Choices, levels: Choices) -> None:
        super().__init__(data)
        self.fields["topic"].offer(topics)  # type: ignore[attr-defined]  # an IdField
        self.fields["level"].choices = levels  # type: ignore[attr-defined]  # a choice field

    def wanted(self) -> QuestionFilter:
        """The filter; call it when the form is valid."""
        found = self.cleaned_data
        return QuestionFilter(
            text=found["q"],
            topic_id=found["topic"],
            level_ids=tuple(found["level"]),
            kinds=tuple(found["kind"]),
            states=tuple(found["state"]),
        )


class QuestionForm(forms.Form):
    """Everything that a person writes of a question; the rubric has fields of its own for each criterion."""

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
        **options: Any,
    ) -> None:
        initial = {
            "topic": content.topic_id,
            "level": content.level_id,
            "tags": ", ".join(content.tags),
        }
        plain = ("prompt", "kind", "difficulty", "minutes", "summary", "answer", "source")
        lists = ("probes", "hints", "red_flags")
        initial |= {name: getattr(content, name) for name in (*plain, *lists)}
        super().__init__(data, initial=initial | options.pop("initial", {}), **options)
        self.fields["topic"].offer(topics)  # type: ignore[attr-defined]  # an IdField
        self.fields["level"].offer(levels)  # type: ignore[attr-defined]  # an IdField
        self.rubric = RubricFields(data, criteria, content.rubric)

    def is_valid(self) -> bool:
        """The rubric's fields too."""
        return super().is_valid() & self.rubric.is_valid()

    def content(self) -> Content:
        """What was typed; call it when the form is valid."""
        found = self.cleaned_data
        same = (
            "prompt",
            "kind",
            "difficulty",
            "minutes",
            "summary",
            "answer",
            "probes",
            "hints",
            "red_flags",
        )
        return Content(
            **{name: found[name] for name in (*same, "source")},
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
            (Meaning.SAME.value, "Same meaning: ratings before and after may be compared"),
            (Meaning.NOT_COMPARABLE.value, "Not comparable: its statistics start over"),
        ],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(label="What changed, and why", required=False, max_length=LONGEST["note"])


class CriterionForm(forms.Form):
    """One criterion on a question's form: rated or not, its weight, its four anchors."""

    use = forms.BooleanField(required=False, label="Rate this")
    weight = forms.IntegerField(min_value=1, max_value=9, initial=1, required=False)
    point_1 = TextField(rows=2, required=False, label="1")
    point_2 = TextField(rows=2, required=False, label="2")
    point_3 = TextField(rows=2, required=False, label="3")
    point_4 = TextField(rows=2, required=False, label="4")

    def points(self) -> list[forms.BoundField]:
        """The anchors' fields in order."""
        return [self[f"point_{point}"] for point in (1, 2, 3, 4)]


class RubricFields:
    """One CriterionForm for each criterion of the organisation."""

    def __init__(self, data: Any, criteria: Iterable[Criterion], lines: tuple[RubricLine, ...]) -> None:
        there = {line.criterion_id: line for line in lines}
        order = {line.criterion_id: place for place, line in enumerate(lines)}
        # Those in use stand first, in their order in the rubric.
        known = sorted(criteria, key=lambda criterion: order.get(criterion.pk, len(order)))
        self.forms = [(c, _criterion_form(data, c, there.get(c.pk))) for c in known]

    def is_valid(self) -> bool:
        """True if all are."""
        return all(form.is_valid() for _, form in self.forms)

    def lines(self) -> tuple[RubricLine, ...]:
        """The criteria that are in use, as typed."""
        found = []
        for criterion, form in self.forms:
            typed = form.cleaned_data
            if typed["use"]:
                one, two, three, four = (typed[f"point_{point}"].strip() for point in (1, 2, 3, 4))
                found.append(RubricLine(criterion.pk, (one, two, three, four), typed["weight"] or 1))
        return tuple(found)


def _criterion_form(data: Any, criterion: Criterion, line: RubricLine | None) -> CriterionForm:
    initial: dict[str, Any] = {"use": line is not None, "weight": line.weight if line else 1}
    anchors = line.anchors if line else ("", "", "", "")
    initial |= {f"point_{point}": text for point, text in enumerate(anchors, start=1)}
    return CriterionForm(data, prefix=f"criterion-{criterion.pk}", initial=initial)


class StateForm(forms.Form):
    """Where a question goes, and why."""

    state = forms.ChoiceField(label="Move to", choices=State.choices)
    reason = forms.CharField(required=False, max_length=1000, help_text="Needed for retired and leaked.")


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
        help_text="Markdown, text, CSV or JSON.",
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
        choices=[(State.DRAFT.value, "Draft"), (State.LIVE.value, "Live")],
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
