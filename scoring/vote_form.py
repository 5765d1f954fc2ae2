"""The shape of a vote on a packet."""

from django import forms

from scoring.actions.cast_vote import LONGEST
from scoring.enums import Ballot


class VoteForm(forms.Form):
    """How a committee member votes, and why."""

    ballot = forms.ChoiceField(
        label="Your vote",
        choices=Ballot.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how you vote; you may abstain."},
    )
    reason = forms.CharField(
        label="Why",
        max_length=LONGEST,
        help_text="What in the evidence decides it for you; a few words will do.",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say why; a few words on the evidence will do."},
    )
