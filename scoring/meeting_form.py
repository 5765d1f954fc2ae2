"""The shapes of a meeting's forms: to call one, and to change its agenda."""

import uuid
from collections.abc import Sequence
from typing import Any
from zoneinfo import ZoneInfo

from django import forms

from accounts.models import Membership
from interviews.forms.times import WallTimeField
from interviews.models import Loop
from scoring.actions._agenda import LONGEST_TITLE, MINUTES
from scoring.actions.change_agenda import PlannedItem
from scoring.actions.create_meeting import MINUTES_EACH
from scoring.queries.meetings import AgendaLine


class MeetingForm(forms.Form):
    """Name and time, the candidates to talk about, the people to invite."""

    title = forms.CharField(label="Name", max_length=LONGEST_TITLE)

    def __init__(
        self, *args: Any, zone: ZoneInfo, loops: Sequence[Loop], members: Sequence[Membership], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.fields["starts_at"] = WallTimeField(
            zone, label=f"Begins, on the clock of {zone.key}", required=False
        )
        self.fields["loops"] = forms.MultipleChoiceField(
            label="Candidates", required=False, choices=[(str(loop.pk), loop.name) for loop in loops]
        )
        self.members = members
        self.fields["members"] = forms.MultipleChoiceField(
            label="Invited", required=False, choices=[(str(member.pk), str(member)) for member in members]
        )

    @property
    def chosen_loops(self) -> list[uuid.UUID]:
        """The candidates that were ticked."""
        return [uuid.UUID(one) for one in self.cleaned_data["loops"]]

    @property
    def chosen_members(self) -> list[uuid.UUID]:
        """The people who were ticked."""
        return [uuid.UUID(one) for one in self.cleaned_data["members"]]

    def ticked(self, name: str) -> set[str]:
        """The boxes of this field that are ticked as the form is shown."""
        return {str(one) for one in self[name].value() or ()}

    @property
    def people(self) -> list[tuple[Membership, bool]]:
        """Whom one may invite, and whether they are ticked."""
        ticked = self.ticked("members")
        return [(member, str(member.pk) in ticked) for member in self.members]


class NewMeetingForm(MeetingForm):
    """A new one: all items are given the same minutes first."""

    minutes = forms.IntegerField(
        label="Minutes each", min_value=MINUTES.start, max_value=MINUTES.stop - 1, initial=MINUTES_EACH
    )


class AgendaForm(MeetingForm):
    """A meeting with its items: each with its place, its minutes, and a box that takes it off."""

    def __init__(self, *args: Any, lines: Sequence[AgendaLine], **options: Any) -> None:
        super().__init__(*args, **options)
        self.lines = lines
        for line in lines:
            key, place = line.item.pk.hex, line.item.position
            self.fields[f"place_{key}"] = _number(f"Place of item {place}", range(1, 1000), place)
            self.fields[f"minutes_{key}"] = _number(f"Minutes of item {place}", MINUTES, line.item.minutes)
            self.fields[f"off_{key}"] = forms.BooleanField(label=f"Take item {place} off", required=False)

    @property
    def items(self) -> list[PlannedItem]:
        """Those that stay, in the order wanted; of two with the same place, the one that stood first."""
        typed = self.cleaned_data
        stay = [line.item for line in self.lines if not typed[f"off_{line.item.pk.hex}"]]
        stay.sort(key=lambda item: (typed[f"place_{item.pk.hex}"], item.position))
        return [PlannedItem(item.pk, typed[f"minutes_{item.pk.hex}"]) for item in stay]

    @property
    def rows(self) -> list[dict[str, Any]]:
        """Each line with its three fields."""
        return [
            {
                "line": line,
                "place": self[f"place_{line.item.pk.hex}"],
                "minutes": self[f"minutes_{line.item.pk.hex}"],
                "off": self[f"off_{line.item.pk.hex}"],
            }
            for line in self.lines
        ]


def _number(label: str, allowed: range, initial: int) -> forms.IntegerField:
    widget = forms.NumberInput(attrs={"aria-label": label})
    most = allowed.stop - 1
    return forms.IntegerField(
        label=label, min_value=allowed.start, max_value=most, initial=initial, widget=widget
    )
