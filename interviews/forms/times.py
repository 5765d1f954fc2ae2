"""Forms about time: an interviewer's settings and hours, exceptions, a candidate's windows."""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django import forms

from interviews.enums import Weekday
from interviews.models import InterviewerProfile
from interviews.timing.hours import Hours
from interviews.timing.zones import DEFAULT, wall_moment, zone_names

PAIRS = 2  # stretches a day that the form has room for at least
JUMPED = "The clock jumps over this time that night; choose another."


def zone_choices() -> list[tuple[str, str]]:
    """The zones that can be chosen."""
    return [(name, name.replace("_", " ")) for name in zone_names()]


class WallTimeField(forms.DateTimeField):
    """A time on the wall clock of a zone; gives the moment in UTC."""

    def __init__(self, zone: ZoneInfo, **options: Any) -> None:
        self.zone = zone
        super().__init__(
            input_formats=["%Y-%m-%dT%H:%M"],
            widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
            error_messages={"invalid": "This is no date and time."},
            **options,
        )

    def to_python(self, value: Any) -> datetime | None:
        """What the clock shows there, as a moment; refuses what it jumps over."""
        clock = super().to_python(value)
        if clock is None:
            return None
        moment = wall_moment(clock.replace(tzinfo=None), self.zone)
        if moment is None:
            raise forms.ValidationError(JUMPED)
        return moment


class ProfileForm(forms.Form):
    """Time zone, limits and pause."""

    time_zone = forms.ChoiceField(label="Time zone", choices=zone_choices)
    most_a_week = forms.IntegerField(
        label="Most interviews a week", required=False, min_value=1, max_value=100
    )
    most_a_day = forms.IntegerField(label="Most interviews a day", required=False, min_value=1, max_value=100)
    paused_until = forms.DateField(
        label="Paused until",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text="No new interviews before that day.",
    )

    def __init__(self, profile: InterviewerProfile | None, *args: Any, **options: Any) -> None:
        fields = ("time_zone", "most_a_week", "most_a_day", "paused_until")
        said = {name: getattr(profile, name) for name in fields} if profile else {"time_zone": DEFAULT}
        super().__init__(*args, **{"initial": said} | options)


class HoursForm(forms.Form):
    """The hours of a week: for each day a few pairs of from and to; an empty pair is none."""

    def __init__(self, hours: Sequence[Hours], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        by_day = {day: [row for row in hours if row.weekday == day] for day in Weekday.values}
        self.pairs = {day: max(PAIRS, len(rows)) for day, rows in by_day.items()}
        for day, label in Weekday.choices:
            for pair in range(self.pairs[day]):
                row = by_day[day][pair] if pair < len(by_day[day]) else None
                for edge, word in (("starts", "from"), ("ends", "to")):
                    self.fields[f"day_{day}_{pair}_{edge}"] = forms.TimeField(
                        label=f"{label}, {word}" + (f" ({pair + 1})" if pair else ""),
                        required=False,
                        initial=getattr(row, edge) if row else None,
                        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
                        error_messages={"invalid": "This is no time of day."},
                    )

    def days(self) -> list[tuple[str, list[tuple[forms.BoundField, forms.BoundField]]]]:
        """For the page: each day's word and its pairs of fields."""
        return [
            (
                str(label),
                [
                    (self[f"day_{day}_{pair}_starts"], self[f"day_{day}_{pair}_ends"])
                    for pair in range(self.pairs[day])
                ],
            )
            for day, label in Weekday.choices
        ]

    def clean(self) -> dict[str, Any]:
        """Refuses half a pair."""
        values: dict[str, Any] = super().clean() or {}
        for day in Weekday.values:
            for pair in range(self.pairs[day]):
                names = f"day_{day}_{pair}_starts", f"day_{day}_{pair}_ends"
                if (values.get(names[0]) is None) != (values.get(names[1]) is None):
                    empty = names[0] if values.get(names[0]) is None else names[1]
                    if empty not in self.errors:
                        self.add_error(empty, "From and to belong together.")
        return values

    def hours(self) -> list[Hours]:
        """What was entered."""
        found = []
        for day in Weekday.values:
            for pair in range(self.pairs[day]):
                starts = self.cleaned_data.get(f"day_{day}_{pair}_starts")
                ends = self.cleaned_data.get(f"day_{day}_{pair}_ends")
                if starts is not None and ends is not None:
                    found.append(Hours(day, starts, ends))
        return found


class MoveForm(forms.Form):
    """When and where a session is held, on the clock of a zone, and why all the same if that clashes."""

    place = forms.CharField(label="Place", max_length=300, required=False, help_text="A room, or a link.")
    despite = forms.CharField(label="Why all the same", max_length=300, required=False)
    zone = forms.CharField(widget=forms.HiddenInput, required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, zone: ZoneInfo, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["at"] = WallTimeField(zone, label=f"When, on the clock of {zone.key}", required=False)
        self.order_fields(["at", "place", "despite"])


class WindowForm(forms.Form):
    """A time that the candidate offers: a day, from and to, on the clock of their zone."""

    day = forms.DateField(label="Day", widget=forms.DateInput(attrs={"type": "date"}))
    starts = forms.TimeField(
        label="From",
        initial=time(9),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    ends = forms.TimeField(
        label="To", initial=time(17), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )

    def __init__(self, zone: ZoneInfo, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.zone = zone

    def clean(self) -> dict[str, Any]:
        """Adds `span`, the two moments; refuses what the clock jumps over."""
        values: dict[str, Any] = super().clean() or {}
        day, starts, ends = values.get("day"), values.get("starts"), values.get("ends")
        if day and starts is not None and ends is not None:
            values["span"] = self._moment("starts", day, starts), self._moment("ends", day, ends)
        return values

    def _moment(self, name: str, day: date, clock: time) -> datetime | None:
        moment = wall_moment(datetime.combine(day, clock), self.zone)
        if moment is None:
            self.add_error(name, JUMPED)
        return moment


class ZoneForm(forms.Form):
    """A candidate's time zone."""

    time_zone = forms.ChoiceField(label="The candidate's time zone", choices=zone_choices)


class ExceptionForm(forms.Form):
    """A time away, or free beyond the hours."""

    free = forms.TypedChoiceField(
        label="What",
        choices=[("no", "Away"), ("yes", "Free beyond the hours")],
        coerce=lambda word: word == "yes",
    )
    note = forms.CharField(label="Note", max_length=120, required=False)

    def __init__(self, zone: ZoneInfo, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["starts_at"] = WallTimeField(zone, label="From")
        self.fields["ends_at"] = WallTimeField(zone, label="To")
        self.order_fields(["free", "starts_at", "ends_at", "note"])
