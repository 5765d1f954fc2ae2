"""The form of a blueprint: interviews, each with topics. Without script: buttons add rows by sending it."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict

from accounts.models import Membership
from interviews.content import MOST_STAGES, StageContent, Terms
from interviews.forms.fields import LevelField
from interviews.forms.stages import Choices, StageForm, StageRow, TopicForm, stage_initial
from interviews.forms.terms import TermsForm

SPARE_TOPICS = 2
MOST_TOPICS = 12


class BlueprintForm(forms.Form):
    """What holds for the whole blueprint."""

    role = forms.CharField(
        label="Role", max_length=80, required=False, help_text="The job it is for: Data Scientist."
    )
    note = forms.CharField(label="Note", max_length=300, required=False, help_text="What is new in it.")
    based_on = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, actor: Membership, *args: Any, new: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if new:
            self.fields["name"] = forms.CharField(label="Name", max_length=120)
            self.fields["level"] = LevelField(actor)
            self.order_fields(["name", "role", "level", "note"])


class CopyForm(forms.Form):
    """A blueprint that says what another one says, under its own name."""

    name = forms.CharField(label="Name", max_length=120)
    role = forms.CharField(label="Role", max_length=80, required=False)
    shift_levels = forms.BooleanField(
        label="Move the level of every interview along with the blueprint's",
        required=False,
        initial=True,
        help_text="From Mid to Senior, every interview goes up one rung too.",
    )

    def __init__(self, actor: Membership, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["level"] = LevelField(actor)
        self.order_fields(["name", "role", "level", "shift_levels"])


class BlueprintEditor:
    """All forms of a blueprint together.

    Sent data carries `stages` (how many) and for each stage `s<i>-topics`; `add` is "stage", or "s<i>" for
    one more topic there. `based_on` 0 is a new blueprint. Data without the rules' fields keeps `terms`.
    `stages` are what it said before; sent data replaces them.
    """

    def __init__(
        self,
        actor: Membership,
        data: QueryDict | None,
        stages: Sequence[StageContent] = (),
        *,
        based_on: int = 0,
        role: str = "",
        terms: Terms | None = None,
    ) -> None:
        self.data = data
        self.choices = Choices(actor, {stage.module_id for stage in stages})
        self.kept = terms or Terms()
        initial = {"based_on": based_on, "role": role}
        self.form = BlueprintForm(actor, data, new=based_on == 0, initial=initial)
        told = data is not None and any(key.startswith("terms-") for key in data)
        self.rules = TermsForm(self.choices, data if told else None, terms=self.kept, prefix="terms")
        self.add = data.get("add", "") if data is not None else ""
        self.rows = self._sent(data) if data is not None else self._from(stages)
        if self.add:  # nothing was meant to be complete yet
            for form in self.forms():
                form.errors.clear()

    def forms(self) -> list[forms.Form]:
        """All of them, those of the interviews with their topics last."""
        return [self.form, self.rules, *(form for row in self.rows for form in (row.form, *row.topics))]

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
            row.form.initial = stage_initial(stage)
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
        checked = [self.form.is_valid(), not self.rules.is_bound or self.rules.is_valid()]
        for row in self.rows:
            wrong = [form for form in (row.form, *row.topics) if not form.is_valid()]
            checked.append(not wrong or bool(row.form.data.get(f"s{row.index}-drop")))
        return all(checked)

    def contents(self) -> list[StageContent]:
        """What is to be saved; valid forms only."""
        return [row.content() for row in self.rows if not row.form.data.get(f"s{row.index}-drop")]

    def terms(self) -> Terms:
        """The rules to be saved; valid forms only."""
        return self.rules.terms() if self.rules.is_bound else self.kept


def _number(text: str | None, most: int) -> int:
    return min(int(text), most) if text and text.isascii() and text.isdigit() and len(text) < 4 else 0
