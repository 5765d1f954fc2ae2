"""Forms about loops, candidates, kits and openings."""

import uuid
from typing import Any

from django import forms

from accounts.models import Membership
from interviews.enums import LoopState, SeatKind
from interviews.forms.fields import LevelField, MemberField, TopicGroup
from interviews.models import Blueprint, Opening, Stage
from interviews.queries.candidates import candidate_choices

LONGEST_REASON = 300


class OnceForm(forms.Form):
    """A form that makes a loop: sent twice, it makes one."""

    once = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        options["initial"] = {"once": uuid.uuid4()} | options.get("initial", {})
        super().__init__(*args, **options)


class ShortForm(OnceForm):
    """Level, topics, minutes: what an interview without a blueprint is made of."""

    minutes = forms.IntegerField(label="Minutes", min_value=5, max_value=480, initial=45)

    def __init__(self, actor: Membership, groups: list[TopicGroup], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["level"] = LevelField(actor, widget=forms.RadioSelect)
        topics = [topic for group in groups for topic in [group.topic, *group.below]]
        self.fields["topics"] = forms.TypedMultipleChoiceField(
            label="Topics",
            choices=[(str(topic.pk), topic.name) for topic in topics],
            coerce=uuid.UUID,
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": "Choose at least one topic."},
        )


class QuickForm(ShortForm):
    """The short way: level, topics, minutes, and perhaps whom it is for."""

    candidate_name = forms.CharField(label="Candidate's name", max_length=160, required=False)
    candidate_email = forms.EmailField(label="Email", required=False)

    def __init__(self, actor: Membership, groups: list[TopicGroup], *args: Any, **options: Any) -> None:
        super().__init__(actor, groups, *args, **options)
        self.order_fields(["level", "topics", "minutes", "candidate_name", "candidate_email"])
        self.fields["candidate_name"].widget.attrs["autocomplete"] = "off"
        self.fields["candidate_email"].widget.attrs["autocomplete"] = "off"


class FollowUpForm(ShortForm):
    """A further interview for a candidate we know: who holds it may be settled later."""

    def __init__(
        self,
        actor: Membership,
        groups: list[TopicGroup],
        members: list[Membership],
        *args: Any,
        **options: Any,
    ) -> None:
        super().__init__(actor, groups, *args, **options)
        self.fields["lead"] = MemberField(members, label="Who holds it", required=False)


class CandidateForm(forms.Form):
    """A new candidate."""

    candidate_name = forms.CharField(label="Name", max_length=160)
    candidate_email = forms.EmailField(
        label="Email", required=False, help_text="Tells us when the same person comes back for another job."
    )


class WhoForm(OnceForm):
    """Whom a loop is for: a candidate we know, or a new one."""

    candidate_name = forms.CharField(label="Or somebody new: name", max_length=160, required=False)
    candidate_email = forms.EmailField(label="Email", required=False)

    def __init__(self, actor: Membership, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["candidate"] = forms.TypedChoiceField(
            label="A candidate we know",
            choices=[("", "Somebody new"), *candidate_choices(actor)],
            coerce=uuid.UUID,
            empty_value=None,
            required=False,
        )
        self.order_fields(["candidate", "candidate_name", "candidate_email"])

    def who(self) -> dict[str, Any]:
        """The candidate in the words of the actions."""
        return {
            "candidate_id": self.cleaned_data["candidate"],
            "candidate_name": self.cleaned_data["candidate_name"],
            "candidate_email": self.cleaned_data["candidate_email"],
        }


class LoopForm(WhoForm):
    """A loop from an opening: the candidate, and who sits where."""

    def __init__(
        self, actor: Membership, stages: list[Stage], members: list[Membership], *args: Any, **options: Any
    ) -> None:
        super().__init__(actor, *args, **options)
        self.stages = stages
        for stage in stages:
            for kind in stage.seats:
                label = f"{stage.name}: {SeatKind(kind).label.lower()}"
                self.fields[f"seat_{stage.position}_{kind}"] = MemberField(
                    members, label=label, required=False
                )

    def rows(self) -> list[tuple[Stage, list[tuple[str, forms.BoundField]]]]:
        """The seats by stage, each with its word."""
        return [
            (
                stage,
                [(str(SeatKind(kind).label), self[f"seat_{stage.position}_{kind}"]) for kind in stage.seats],
            )
            for stage in self.stages
        ]

    def seats(self) -> dict[int, dict[str, uuid.UUID]]:
        """Stage position -> kind of seat -> member, as the action takes it."""
        found: dict[int, dict[str, uuid.UUID]] = {}
        for stage in self.stages:
            for kind in stage.seats:
                member = self.cleaned_data.get(f"seat_{stage.position}_{kind}")
                if member:
                    found.setdefault(stage.position, {})[kind] = member
        return found


class SeatForm(forms.Form):
    """Who sits in a session, as what."""

    kind = forms.ChoiceField(label="Seat", choices=SeatKind.choices)

    def __init__(self, members: list[Membership], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["member"] = MemberField(members, label="Person")


class KitForm(forms.Form):
    """A kit's name."""

    name = forms.CharField(label="Name", max_length=120)
    purpose = forms.CharField(
        label="What it finds out", required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class OpeningForm(forms.Form):
    """A job and the blueprint of its loops."""

    title = forms.CharField(label="Title", max_length=160)
    team = forms.CharField(
        label="Team that hires",
        required=False,
        max_length=120,
        help_text="Facilitators of its debriefs come from outside it.",
    )

    def __init__(self, actor: Membership, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        rows = Blueprint.objects.filter(organization_id=actor.organization_id, retired_at=None)
        self.fields["blueprint"] = forms.ModelChoiceField(
            queryset=rows, label="Blueprint", empty_label="Choose one"
        )


class LoopFilter(forms.Form):
    """What the list of loops is narrowed to."""

    state = forms.ChoiceField(label="State", choices=[("", "Any"), *LoopState.choices], required=False)

    def __init__(self, openings: list[Opening], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["opening"] = forms.TypedChoiceField(
            label="Opening",
            choices=[("", "Any"), *((str(row.pk), row.title) for row in openings)],
            coerce=uuid.UUID,
            empty_value=None,
            required=False,
        )
        self.order_fields(["opening", "state"])
