"""What the address bar of the bank says, and the name of a search that is kept."""

import uuid
from collections.abc import Iterable
from typing import Any

from django import forms

from questionbank.enums import Difficulty, Health, Kind, Order, State, Used
from questionbank.models import Level, Topic
from questionbank.searching import FACETS, Search

NONE = "none"  # a question without a topic, a level, a difficulty


def id_or_none(text: str) -> uuid.UUID | None:
    """An id from an address."""
    return None if text == NONE else uuid.UUID(text)


def number_or_none(text: str) -> int | None:
    """A difficulty from an address."""
    return None if text == NONE else int(text)


class SearchForm(forms.Form):
    """A search as the address bar holds it; every facet may be given several times."""

    q = forms.CharField(required=False, max_length=300, label="Search")
    topic = forms.TypedMultipleChoiceField(coerce=id_or_none, required=False)
    level = forms.TypedMultipleChoiceField(coerce=id_or_none, required=False)
    kind = forms.MultipleChoiceField(choices=Kind.choices, required=False)
    state = forms.MultipleChoiceField(choices=State.choices, required=False)
    difficulty = forms.TypedMultipleChoiceField(
        choices=[*((str(value), label) for value, label in Difficulty.choices), (NONE, "Not said")],
        coerce=number_or_none,
        required=False,
    )
    health = forms.MultipleChoiceField(choices=Health.choices, required=False)
    used = forms.MultipleChoiceField(choices=Used.choices, required=False)
    sort = forms.ChoiceField(choices=[("", ""), *Order.choices], required=False)

    def __init__(self, data: Any, *, topics: Iterable[Topic], levels: Iterable[Level]) -> None:
        super().__init__(data)
        for name, rows in (("topic", topics), ("level", levels)):
            choices = [(str(row.pk), row.name) for row in rows] + [(NONE, f"No {name}")]
            self.fields[name].choices = choices  # type: ignore[attr-defined]  # a choice field

    def search(self) -> Search:
        """What is looked for; call it when the form is valid."""
        found = self.cleaned_data
        facets = {name: tuple(found[name]) for name in FACETS}
        return Search(text=found["q"], order=found["sort"], **facets)


class SaveSearchForm(forms.Form):
    """The name under which a search is kept, and whether for all."""

    name = forms.CharField(max_length=80)
    query = forms.CharField(required=False, max_length=4000, widget=forms.HiddenInput)
    is_shared = forms.BooleanField(required=False, label="Show it to everybody")
