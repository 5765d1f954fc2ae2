"""The form of one interview of a blueprint, with its topics."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import Q

from accounts.models import Membership
from interviews.content import LONGEST, MOST_QUESTIONS, SHORTEST, Quota, StageContent
from interviews.enums import SeatKind
from interviews.forms.fields import topic_choices, topic_groups
from interviews.models import Module
from questionbank.enums import Kind
from questionbank.models import Criterion, Level


class Choices:
    """What a stage may choose from, read once for all stages; `kept` are modules it has. Four queries."""

    def __init__(self, actor: Membership, kept: Collection[uuid.UUID | None] = ()) -> None:
        levels = Level.objects.filter(organization_id=actor.organization_id)
        criteria = Criterion.objects.filter(organization_id=actor.organization_id)
        modules = Module.objects.filter(organization_id=actor.organization_id)
        usable = modules.filter(Q(retired_at=None) | Q(pk__in=[pk for pk in kept if pk]))
        groups = topic_groups(actor)
        self.levels = [(str(row.pk), row.name) for row in levels]
        self.criteria = [(str(row.pk), row.name) for row in criteria]
        self.modules = [("", "Nothing in particular"), *((str(row.pk), row.name) for row in usable)]
        self.topics: list[Any] = [("", "None"), *topic_choices(groups)]
        self.flat_topics = [
            (str(topic.pk), topic.name) for group in groups for topic in [group.topic, *group.below]
        ]


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
        label="Seats",
        choices=SeatKind.choices,
        widget=forms.CheckboxSelectMultiple,
        initial=[SeatKind.LEAD],
        help_text="Lead and second count. A shadow watches, a reverse shadow leads under watch: both train.",
    )
    criteria = forms.TypedMultipleChoiceField(
        label="Criteria to rate", coerce=uuid.UUID, required=False, widget=forms.CheckboxSelectMultiple
    )
    neighbours = forms.TypedMultipleChoiceField(
        label="Also questions at",
        coerce=uuid.UUID,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Levels whose questions may stand in where its own level has too few.",
    )
    module = forms.TypedChoiceField(
        label="Lead and second are qualified for",
        coerce=uuid.UUID,
        empty_value=None,
        required=False,
    )
    drop = forms.BooleanField(label="Leave this interview out when saving", required=False)

    def __init__(self, choices: Choices, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["level"].choices = choices.levels  # type: ignore[attr-defined]  # a choice field
        self.fields["neighbours"].choices = choices.levels  # type: ignore[attr-defined]  # a choice field
        self.fields["criteria"].choices = choices.criteria  # type: ignore[attr-defined]  # a choice field
        self.fields["module"].choices = choices.modules  # type: ignore[attr-defined]  # a choice field

    def clean_neighbours(self) -> list[uuid.UUID]:
        """Its own level needs no mention."""
        return [level for level in self.cleaned_data["neighbours"] if level != self.cleaned_data.get("level")]

    @property
    def has_rare(self) -> bool:
        """Whether what stands under "More" says something, so that it is shown open."""
        return any(self[name].errors or self[name].value() for name in ("neighbours", "module"))


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
            neighbour_ids=tuple(values["neighbours"]),
            module_id=values["module"],
        )


def stage_initial(stage: StageContent) -> dict[str, Any]:
    """What the interview's form starts with."""
    return {
        "name": stage.name,
        "level": stage.level_id,
        "minutes": stage.minutes,
        "purpose": stage.purpose,
        "kinds": stage.kinds,
        "seats": stage.seats,
        "criteria": stage.criterion_ids,
        "neighbours": stage.neighbour_ids,
        "module": stage.module_id,
    }
