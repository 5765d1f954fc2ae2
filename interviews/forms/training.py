"""Forms about modules, who is trained for them, and where people come from."""

import uuid
from typing import Any

from django import forms

from accounts.models import Membership
from accounts.queries.organizations import members_of
from interviews.forms.fields import MemberField, TopicGroup, seatable_members
from interviews.models import InterviewerProfile, Module

LONGEST_REASON = 300
TEAMS_HELP = "One a line. Compared whatever the case; people who shared one do not judge each other."


class ModuleForm(forms.Form):
    """What a module says."""

    name = forms.CharField(label="Name", max_length=120)
    description = forms.CharField(
        label="What it is", required=False, max_length=2_000, widget=forms.Textarea(attrs={"rows": 3})
    )
    shadows = forms.IntegerField(label="Interviews to watch", min_value=0, max_value=20, initial=2)
    reverse_shadows = forms.IntegerField(
        label="Interviews to lead under watch", min_value=0, max_value=20, initial=2
    )

    def __init__(
        self, groups: list[TopicGroup], *args: Any, module: Module | None = None, **options: Any
    ) -> None:
        if module is not None:
            options["initial"] = {
                "name": module.name,
                "description": module.description,
                "shadows": module.shadows,
                "reverse_shadows": module.reverse_shadows,
                "topics": [str(topic.pk) for topic in module.topics.all()],
            }
        super().__init__(*args, **options)
        topics = [topic for group in groups for topic in [group.topic, *group.below]]
        self.fields["topics"] = forms.TypedMultipleChoiceField(
            label="Topics",
            choices=[(str(topic.pk), topic.name) for topic in topics],
            coerce=uuid.UUID,
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )

    def values(self) -> dict[str, Any]:
        """In the words of the actions."""
        values = dict(self.cleaned_data)
        values["topic_ids"] = values.pop("topics")
        return values


class TraineeForm(forms.Form):
    """A colleague to be put into training or approved."""

    def __init__(self, actor: Membership, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["member"] = MemberField(seatable_members(actor), label="Person")


class ApprovalForm(TraineeForm):
    """Whom one approves, and why before the way is complete."""

    note = forms.CharField(label="Why now", max_length=LONGEST_REASON, required=False)


class ReasonForm(forms.Form):
    """Why, in a line."""

    reason = forms.CharField(label="Why", max_length=LONGEST_REASON)


class ConflictForm(ReasonForm):
    """A conflict of interest: whose, and what it is. Only who may say it of others chooses the person."""

    def __init__(self, actor: Membership, *args: Any, of_others: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["reason"].label = "What the conflict is"
        self.fields[
            "reason"
        ].help_text = "Read by the person, coordinators and administrators. A line is enough."
        if of_others:
            choices = [("", "Myself")]
            others = [member for member in members_of(actor.organization) if member.pk != actor.pk]
            choices += [(str(member.pk), str(member)) for member in others]
            self.fields["member"] = forms.TypedChoiceField(
                label="Whose", choices=choices, coerce=uuid.UUID, empty_value=None, required=False
            )
            self.order_fields(["member", "reason"])


class TeamsForm(forms.Form):
    """Former teams, one a line."""

    former_teams = forms.CharField(
        label="Former teams",
        required=False,
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=TEAMS_HELP,
    )

    def teams(self) -> list[str]:
        """As the actions take them."""
        return str(self.cleaned_data["former_teams"]).splitlines()


class BackgroundForm(TeamsForm):
    """Where a colleague is and was before, and who brought them."""

    team = forms.CharField(
        label="Team",
        required=False,
        max_length=120,
        help_text="Where they work now. Facilitators of debriefs come from outside the team that hires.",
    )
    field_order = ["team"]

    def __init__(
        self, actor: Membership, member: Membership, profile: InterviewerProfile | None, *args: Any
    ) -> None:
        super().__init__(*args)
        if profile is not None:
            self.initial["team"] = profile.team
            self.initial["former_teams"] = "\n".join(profile.former_teams)
            self.initial["referred_by"] = profile.referred_by_id
        others = [one for one in members_of(actor.organization) if one.pk != member.pk]
        self.fields["referred_by"] = forms.TypedChoiceField(
            label="Brought here by",
            choices=[("", "Nobody"), *((str(one.pk), str(one)) for one in others)],
            coerce=uuid.UUID,
            empty_value=None,
            required=False,
            help_text="Candidates whom the same colleague brought are then judged by others.",
        )


class ReferrerForm(forms.Form):
    """Who brought a candidate to a job."""

    def __init__(self, members: list[Membership], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["referrer"] = forms.TypedChoiceField(
            label="Brought by",
            choices=[("", "Nobody"), *((str(member.pk), str(member)) for member in members)],
            coerce=uuid.UUID,
            empty_value=None,
            required=False,
        )
