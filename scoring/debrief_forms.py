"""The shape of what is done in a debrief with a reason."""

from django import forms

from scoring.actions._reasons import FEWEST_WORDS, LONGEST


class ReasonForm(forms.Form):
    """Why somebody does what others of the committee should understand later."""

    reason = forms.CharField(
        label="Why",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=f"At least {FEWEST_WORDS} words. It is kept with what you do.",
    )
