"""Forms of the page on which a loop is built."""

from typing import Any

from django import forms

from interviews.actions.weigh_loop import MOST
from interviews.forms.loops import LONGEST_REASON
from interviews.models import Loop
from interviews.queries.loop_rules import weights_of

LONGEST_SEARCH = 200
WORDS = {
    "information": ("What it tells", "Questions that tell people at the bar from those below it."),
    "coverage": ("Coverage", "Many different topics."),
    "freshness": ("Freshness", "Questions that few have met or read."),
    "priority": ("Curators' priority", "Questions that the curators like to see asked."),
    "variety": ("Variety", "Different kinds of question."),
}


class WeightsForm(forms.Form):
    """What counts how much when a loop is put together; 0 leaves a thing out."""

    def __init__(self, loop: Loop, *args: Any, **options: Any) -> None:
        revision = loop.blueprint_revision
        now = weights_of(revision.weights if revision else {}, loop.weights)
        super().__init__(*args, **options)
        for name, (label, help_text) in WORDS.items():
            field = forms.FloatField(
                label=label, help_text=help_text, min_value=0, max_value=MOST, initial=getattr(now, name)
            )
            field.widget.attrs |= {"step": "0.5", "min": 0, "max": MOST}
            self.fields[name] = field


class SearchForm(forms.Form):
    """What to look for in the bank."""

    q = forms.CharField(label="Search the bank", max_length=LONGEST_SEARCH, required=False)
    q.widget.attrs |= {"type": "search", "autocomplete": "off"}


class PickForm(forms.Form):
    """Which question, why, and why although it breaks a rule."""

    question = forms.UUIDField(error_messages={"required": "Choose a question."})
    reason = forms.CharField(label="Why", max_length=LONGEST_REASON, required=False)
    override = forms.CharField(
        label="It breaks a rule. Why do you want it nevertheless?", max_length=200, required=False
    )


class MoveForm(forms.Form):
    """Where a question goes: one step, or a session and perhaps a place in it."""

    direction = forms.ChoiceField(choices=[("up", "Up"), ("down", "Down")], required=False)
    session = forms.UUIDField(required=False)
    place = forms.IntegerField(min_value=0, max_value=999, required=False)

    def target(self) -> dict[str, Any]:
        """In the words of the action."""
        values = self.cleaned_data
        return {
            "direction": values["direction"],
            "session_id": values["session"],
            "place": values["place"],
        }
