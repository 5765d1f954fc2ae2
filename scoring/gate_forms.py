"""The shapes of what goes around the gate: a reason for each."""

from django import forms

from scoring.actions._reasons import FEWEST_WORDS, LONGEST


class OverrideForm(forms.Form):
    """Why somebody opens the others' cards before handing in their own."""

    reason = forms.CharField(
        label="Why you open them now",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=f"At least {FEWEST_WORDS} words. Everybody on the panel reads it, beside your name.",
    )


class ExcuseForm(forms.Form):
    """Why nobody waits for somebody's card any more."""

    reason = forms.CharField(
        label="Why they owe no card",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=f"At least {FEWEST_WORDS} words. Everybody who sees the loop reads it.",
    )
