"""The forms of a candidate's own page, and of the settings for letters."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms

from interviews.timing.spans import Span
from interviews.timing.zones import zone_names


class ZoneForm(forms.Form):
    """On which clock somebody reads times."""

    time_zone = forms.ChoiceField(label="Time zone")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["time_zone"] = forms.ChoiceField(
            label="Time zone",
            choices=[(name, name.replace("_", " ")) for name in zone_names()],
            error_messages={"invalid_choice": "Choose one of the list."},
        )


class OfferForm(forms.Form):
    """A day and from when to when, on the candidate's clock."""

    day = forms.DateField(label="Day", widget=forms.DateInput(attrs={"type": "date"}))
    starts = forms.TimeField(label="From", widget=forms.TimeInput(attrs={"type": "time"}))
    ends = forms.TimeField(label="Until", widget=forms.TimeInput(attrs={"type": "time"}))

    def span(self, zone: ZoneInfo) -> Span:
        """What was typed, as moments. What the clock shows twice begins the first time, ends the second."""
        values = self.cleaned_data
        return (
            datetime.combine(values["day"], values["starts"], zone),
            datetime.combine(values["day"], values["ends"], zone).replace(fold=1),
        )


class NeedsForm(forms.Form):
    """What somebody needs to take part well."""

    text = forms.CharField(
        label="What would help you",
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="For example more time, breaks, an interpreter, captions, or a room without steps.",
    )


class RemindersForm(forms.Form):
    """Whether and when somebody is reminded."""

    reminders = forms.BooleanField(label="Remind me of interviews and scorecards by email", required=False)
    late_cards = forms.BooleanField(
        label="Tell me when a scorecard is late in a loop that I planned",
        required=False,
        help_text="One letter an interview, two mornings after it, naming who has not handed in yet.",
    )
    quiet_from = forms.TimeField(
        label="Quiet from", widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    quiet_until = forms.TimeField(
        label="Quiet until", widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
