"""The shape of the decision form on a packet."""

from typing import Any

from django import forms

from questionbank.models import Level
from scoring.enums import Outcome


class DecisionForm(forms.Form):
    """What was decided, why, who disagreed, and the digest of the packet on the page."""

    outcome = forms.ChoiceField(label="Decision", choices=Outcome.choices, widget=forms.RadioSelect)
    level = forms.UUIDField(
        label="Level, if another",
        required=False,
        widget=forms.Select,
        help_text="With “hire at another level” only.",
    )
    reasons = forms.CharField(
        label="Reasons",
        help_text="What in the evidence decided it. The candidate may ask for this one day.",
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    dissent = forms.CharField(
        label="Dissent",
        required=False,
        help_text="Who saw it otherwise, and why. It is kept beside the decision.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    digest_seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, levels: list[Level], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", "—"), *((str(level.pk), level.name) for level in levels)]
        self.fields["level"].widget.choices = choices
