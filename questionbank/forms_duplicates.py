"""What the pages about duplicates take in."""

from django import forms

from questionbank.actions._moving import LONGEST_REASON
from questionbank.content import LONGEST
from questionbank.enums import PairDecision


class PairForm(forms.Form):
    """What two questions are to each other; saying which one stays says that they are the same.

    The action says what is wrong with it.
    """

    decision = forms.CharField(max_length=20, required=False)
    keep = forms.UUIDField(required=False)
    reason = forms.CharField(max_length=LONGEST_REASON, required=False)

    def clean_decision(self) -> str:
        """One of a pair is kept only where both are the same."""
        decision: str = self.cleaned_data["decision"]
        return decision or (PairDecision.SAME if self.data.get("keep") else "")


class AlikeForm(forms.Form):
    """A prompt that is being written."""

    prompt = forms.CharField(max_length=LONGEST["prompt"])
