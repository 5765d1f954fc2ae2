"""The shape of what the review of imports takes in, beside the forms of forms.py."""

import uuid
from typing import Any

from django import forms

from questionbank.content import LONGEST
from questionbank.enums import Difficulty
from questionbank.forms import Choices, TextField
from questionbank.imported import COLUMNS
from questionbank.queries.mapping import Word

NEW, NONE = "new", "none"


class SplitForm(forms.Form):
    """Where the second question begins, and its prompt."""

    line = forms.TypedChoiceField(coerce=int, label="The second question begins at", widget=forms.RadioSelect)
    prompt = TextField(
        rows=2,
        required=False,
        max_length=LONGEST["prompt"],
        label="Its prompt",
        help_text="Empty: the chosen line is the prompt.",
    )

    def __init__(self, data: Any = None, *, lines: list[str]) -> None:
        super().__init__(data)
        there = [(number, text) for number, text in enumerate(lines, start=1) if text.strip()]
        self.fields["line"].choices = there  # type: ignore[attr-defined]  # a choice field


class ColumnsForm(forms.Form):
    """Which column of a table holds what, where the guess was wrong."""

    def __init__(self, data: Any = None, *, said: dict[str, str]) -> None:
        super().__init__(data)
        for field in COLUMNS:
            self.fields[field] = forms.CharField(
                required=False, max_length=100, label=field.capitalize(), initial=said.get(field, "")
            )


class MappingForm(forms.Form):
    """One select box for each section, level word and difficulty word of a document."""

    def __init__(
        self, data: Any = None, *, words: dict[str, list[Word]], topics: Choices, levels: Choices
    ) -> None:
        super().__init__(data)
        self.words = words
        offers = {
            "sections": [(NEW, "A new topic of that name"), (NONE, "No topic"), *topics],
            "levels": [(NONE, "No level of ours"), *levels],
            "difficulties": [(NONE, "Leave open"), *((str(v), label) for v, label in Difficulty.choices)],
        }
        for group, found in words.items():
            for word in found:
                self.fields[f"{group}-{word.code}"] = forms.ChoiceField(
                    choices=offers[group], label=word.text, initial=_initial(group, word), required=False
                )

    def groups(self) -> list[dict[str, Any]]:
        """The tables of the page: what is mapped, and each word with its field."""
        heads = {
            "sections": ("Sections", "Section as written", "Topic"),
            "levels": ("Levels", "Word", "Level"),
            "difficulties": ("Difficulties", "Word", "Difficulty"),
        }
        return [
            {
                "head": heads[group],
                "rows": [(word, self[f"{group}-{word.code}"]) for word in found],
            }
            for group, found in self.words.items()
            if found
        ]

    def mapping(self) -> dict[str, dict[str, Any]]:
        """What map_import takes; call it when the form is valid."""
        return {
            group: {
                word.text: _meant(group, said)
                for word in found
                if (said := self.cleaned_data[f"{group}-{word.code}"]) not in (NEW, "")
            }
            for group, found in self.words.items()
        }


def _initial(group: str, word: Word) -> str:
    if word.meant is not None:
        return str(word.meant)
    return NEW if group == "sections" and not word.is_none else NONE


def _meant(group: str, said: str) -> uuid.UUID | int | None:
    if said == NONE:
        return None
    return int(said) if group == "difficulties" else uuid.UUID(said)
