"""The form of a blueprint: interviews, each with topics. Without script: buttons add rows by sending it."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict

from accounts.models import Membership
from interviews.content import LONGEST, MOST_QUESTIONS, MOST_STAGES, SHORTEST, Quota, StageContent
from interviews.enums import SeatKind
from interviews.forms.fields import LevelField, topic_choices, topic_groups
from questionbank.enums import Kind
from questionbank.models import Criterion, Level

SPARE_TOPICS = 2
MOST_TOPICS = 12


class BlueprintForm(forms.Form):
    """What holds for the whole blueprint."""

    note = forms.CharField(label="Note", max_length=300, required=False, help_text="What is new in it.")
    based_on = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, actor: Membership, *args: Any, new: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if new:
            self.fields["name"] = forms.CharField(label="Name", max_length=120)
            self.fields["level"] = LevelField(actor)
            self.order_fields(["name", "level", "note"])


class Choices:
    """What a stage may choose from, read once for all stages. Four queries."""

    def __init__(self, actor: Membership) -> None:
        levels = Level.objects.filter(organization_id=actor.organization_id)
        criteria = Criterion.objects.filter(organization_id=actor.organization_id)
        self.levels = [(str(row.pk), row.name) for row in levels]
        self.criteria = [(str(row.pk), row.name) for row in criteria]
        self.topics: list[Any] = [("", "None"), *topic_choices(topic_groups(actor))]


class StageForm(forms.Form):
    """One interview."""

    name = forms.CharField(label="Name", max_length=120)
    level = forms.TypedChoiceField(label="Level", coerce=uuid.UUID)
    minutes = forms.IntegerField(label="Minutes", min_value=SHORTEST, max_value=LONGEST, initial=45)
    purpose = forms.CharField(
        label="What it finds out", required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    kinds = forms.MultipleChoiceField(
        label="Kinds of question",
        choices=Kind.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="None ticked: any kind.",
    )
    seats = forms.MultipleChoiceField(
        label="Seats", choices=SeatKind.choices, widget=forms.CheckboxSelectMultiple, initial=[SeatKind.LEAD]
    )
    criteria = forms.TypedMultipleChoiceField(
        label="Criteria to rate", coerce=uuid.UUID, required=False, widget=forms.CheckboxSelectMultiple
    )
    drop = forms.BooleanField(label="Leave this interview out when saving", required=False)

    def __init__(self, choices: Choices, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["level"].choices = choices.levels  # type: ignore[attr-defined]  # a choice field
        self.fields["criteria"].choices = choices.criteria  # type: ignore[attr-defined]  # a choice field


class TopicForm(forms.Form):
    """One topic of an interview."""

    topic = forms.TypedChoiceField(label="Topic", coerce=uuid.UUID, empty_value=None, required=False)
    minimum = forms.IntegerField(label="At least", min_value=0, max_value=MOST_QUESTIONS, initial=1)
    maximum = forms.IntegerField(label="At most", min_value=1, max_value=MOST_QUESTIONS, initial=3)

    def __init__(self, choices: Choices, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["topic"].choices = choices.topics  # type: ignore[attr-defined]  # a choice field

    def clean(self) -> dict[str, Any]:
        """The minimum may not be above the maximum."""
        values = super().clean() or {}
        low, high = values.get("minimum"), values.get("maximum")
        if values.get("topic") and low is not None and high is not None and low > high:
            self.add_error("minimum", "Above the maximum.")
        return values


@dataclass
class StageRow:
    """An interview's form with the forms of its topics."""

    index: int
    form: StageForm
    topics: list[TopicForm]

    def content(self) -> StageContent:
        """What it says; valid forms only."""
        values = self.form.cleaned_data
        lines = [line.cleaned_data for line in self.topics if line.cleaned_data.get("topic")]
        return StageContent(
            name=values["name"],
            level_id=values["level"],
            minutes=values["minutes"],
            purpose=values["purpose"],
            kinds=tuple(values["kinds"]),
            seats=tuple(values["seats"]),
            criterion_ids=tuple(values["criteria"]),
            quotas=tuple(Quota(line["topic"], line["minimum"], line["maximum"]) for line in lines),
        )


class BlueprintEditor:
    """All forms of a blueprint together.

    Sent data carries `stages` (how many) and for each stage `s<i>-topics`; `add` is "stage", or "s<i>" for
    one more topic there.
    """

    def __init__(
        self,
        actor: Membership,
        data: QueryDict | None,
        stages: Sequence[StageContent] = (),
        *,
        based_on: int = 0,
    ) -> None:
        self.data = data
        self.choices = Choices(actor)
        self.form = BlueprintForm(actor, data, new=based_on == 0, initial={"based_on": based_on})
        self.add = data.get("add", "") if data is not None else ""
        self.rows = self._sent(data) if data is not None else self._from(stages)
        if self.add:  # nothing was meant to be complete yet
            self.form.errors.clear()
            for row in self.rows:
                for form in (row.form, *row.topics):
                    form.errors.clear()

    def _sent(self, data: QueryDict) -> list[StageRow]:
        count = _number(data.get("stages"), MOST_STAGES)
        rows = []
        for index in range(count):
            topics = _number(data.get(f"s{index}-topics"), MOST_TOPICS)
            extra = self.add == f"s{index}" and topics < MOST_TOPICS
            rows.append(self._row(index, topics, data, extra=int(extra)))
        if self.add == "stage" and count < MOST_STAGES:
            rows.append(self._row(count, 0, None, extra=SPARE_TOPICS))
        return rows

    def _from(self, stages: Sequence[StageContent]) -> list[StageRow]:
        rows = []
        for index, stage in enumerate(stages):
            row = self._row(index, 0, None, extra=min(len(stage.quotas) + 1, MOST_TOPICS))
            row.form.initial = {
                "name": stage.name,
                "level": stage.level_id,
                "minutes": stage.minutes,
                "purpose": stage.purpose,
                "kinds": stage.kinds,
                "seats": stage.seats,
                "criteria": stage.criterion_ids,
            }
            for line, quota in zip(row.topics, stage.quotas, strict=False):
                line.initial = {
                    "topic": quota.topic_id,
                    "minimum": quota.minimum,
                    "maximum": quota.maximum,
                }
            rows.append(row)
        return rows or [self._row(0, 0, None, extra=SPARE_TOPICS)]

    def _row(self, index: int, topics: int, data: QueryDict | None, *, extra: int) -> StageRow:
        form = StageForm(self.choices, data, prefix=f"s{index}")
        lines = [TopicForm(self.choices, data, prefix=f"s{index}-t{n}") for n in range(topics)]
        lines += [TopicForm(self.choices, prefix=f"s{index}-t{n}") for n in range(topics, topics + extra)]
        return StageRow(index, form, lines)

    def is_valid(self) -> bool:
        """Whether it was sent to be saved, and every form that is kept is right."""
        if self.data is None or self.add:
            return False
        checked = [self.form.is_valid()]
        for row in self.rows:
            wrong = [form for form in (row.form, *row.topics) if not form.is_valid()]
            checked.append(not wrong or bool(row.form.data.get(f"s{row.index}-drop")))
        return all(checked)

    def contents(self) -> list[StageContent]:
        """What is to be saved; valid forms only."""
        return [row.content() for row in self.rows if not row.form.data.get(f"s{row.index}-drop")]


def _number(text: str | None, most: int) -> int:
    return min(int(text), most) if text and text.isascii() and text.isdigit() and len(text) < 4 else 0
