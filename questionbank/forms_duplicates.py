"""What the pages about duplicates take in."""

from django import forms

from questionbank.actions._moving import LONGEST_REASON
from questionbank.content import LONGEST


class PairForm(forms.Form):
    """What two questions are to each other, and which one stays. The action says what is wrong with it."""

    decision = forms.CharField(max_length=20)
    keep = forms.UUIDField(required=False)
    reason = forms.CharField(max_length=LONGEST_REASON, required=False)


class AlikeForm(forms.Form):
    """A prompt that is being written."""

    prompt = forms.CharField(max_length=LONGEST["prompt"])
