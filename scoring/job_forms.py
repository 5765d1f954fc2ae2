"""The shapes of what is noted of somebody on the job."""

from typing import Any

from django import forms

from scoring.actions.note_job_outcome import LONGEST_NOTE, MONTHS
from scoring.enums import PERFORMANCE_WORDS, JobOutcomeKind


class _Outcome(forms.Form):
    """A day, and a note."""

    on = forms.DateField(label="On", widget=forms.DateInput(attrs={"type": "date"}))
    note = forms.CharField(label="Note", required=False, max_length=LONGEST_NOTE)

    def noted(self) -> dict[str, Any]:
        """As the action takes it."""
        return dict(self.cleaned_data)


class StartedForm(_Outcome):
    """When they began."""


class PerformanceForm(_Outcome):
    """How they do after some months."""

    months = forms.IntegerField(
        label="After so many months", min_value=MONTHS.start, max_value=MONTHS.stop - 1
    )
    value = forms.TypedChoiceField(
        label="Performance",
        coerce=int,
        choices=[(point, f"{point} {word}") for point, word in PERFORMANCE_WORDS.items()],
    )
    field_order = ("months", "value", "on", "note")


class LeftForm(_Outcome):
    """When they left."""

    regretted = forms.TypedChoiceField(
        label="Regretted",
        coerce=lambda text: text == "yes",
        choices=[("yes", "Yes, we wanted to keep them"), ("no", "No")],
    )
    field_order = ("on", "regretted", "note")


FORMS: dict[str, type[_Outcome]] = {
    JobOutcomeKind.STARTED: StartedForm,
    JobOutcomeKind.PERFORMANCE: PerformanceForm,
    JobOutcomeKind.LEFT: LeftForm,
}
