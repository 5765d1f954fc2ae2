"""The form of a loop's rules: topics asked about twice, tolerances, weights, the bar by criterion."""

import uuid
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from django import forms

from interviews.assembly.shapes import Weights
from interviews.content import (
    HEAVIEST,
    HIGHEST_BAR,
    LONGEST_BREAK,
    LOWEST_BAR,
    MOST_QUESTIONS,
    WEIGHT_WORDS,
    WIDEST_MINUTES,
    WIDEST_TOLERANCE,
    Bar,
    Gates,
    Terms,
)
from interviews.forms.gates import GATE_NAMES, gate_fields
from interviews.forms.stages import Choices

POINTS = [("", "None"), *((str(n), f"{n} of 4") for n in range(LOWEST_BAR, HIGHEST_BAR + 1))]
BARS, WEIGHTS = "bar-", "weight-"


class TermsForm(forms.Form):
    """What holds for the loop as a whole."""

    twice = forms.TypedMultipleChoiceField(
        label="Topics that two people ask about",
        coerce=uuid.UUID,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Each of them is met in interviews of two different people.",
    )
    most_pilots = forms.IntegerField(
        label="Pilot questions in an interview, at most",
        min_value=0,
        max_value=MOST_QUESTIONS,
        required=False,
        help_text="Questions still being tried out. Empty: any number.",
    )
    reserve_across = forms.BooleanField(
        label="Ask no question that another open loop of the opening holds", required=False
    )
    tolerance = forms.FloatField(
        label="Difficulty of an opening's loops, within",
        min_value=0,
        max_value=WIDEST_TOLERANCE,
        help_text="Points of the scale that the means may lie apart.",
        widget=forms.NumberInput(attrs={"step": "0.05"}),
    )
    minutes_tolerance = forms.IntegerField(
        label="Minutes of questions, within",
        min_value=0,
        max_value=WIDEST_MINUTES,
        help_text="Minutes that an opening's loops may lie apart.",
    )
    break_minutes = forms.IntegerField(
        label="Break, minutes",
        min_value=0,
        max_value=LONGEST_BREAK,
        help_text="Between two interviews of a day.",
    )

    def __init__(self, choices: Choices, *args: Any, terms: Terms, **options: Any) -> None:
        options["initial"] = _initial(terms)
        super().__init__(*args, **options)
        self.fields["twice"].choices = choices.flat_topics  # type: ignore[attr-defined]  # a choice field
        self.fields.update(gate_fields())
        for name, words in WEIGHT_WORDS.items():
            self.fields[WEIGHTS + name] = forms.FloatField(
                label=name.capitalize(),
                min_value=0,
                max_value=HEAVIEST,
                help_text=words + ".",
                widget=forms.NumberInput(attrs={"step": "0.5"}),
            )
        for pk, name in choices.criteria:
            self.fields[BARS + pk] = forms.TypedChoiceField(
                label=name, choices=POINTS, coerce=int, empty_value=None, required=False
            )

    @property
    def weights(self) -> list[forms.BoundField]:
        """The fields of the weights."""
        return [self[name] for name in self.fields if name.startswith(WEIGHTS)]

    @property
    def bars(self) -> list[forms.BoundField]:
        """The fields of the bars, by criterion."""
        return [self[name] for name in self.fields if name.startswith(BARS)]

    @property
    def has_gates(self) -> bool:
        """Whether a debrief asks for more than usual or its fields are wrong, so that they are shown open."""
        return self._differs(GATE_NAMES)

    @property
    def has_bars(self) -> bool:
        """Whether any criterion has a bar, so that they are shown open."""
        return any(field.value() not in ("", None) or field.errors for field in self.bars)

    @property
    def is_unusual(self) -> bool:
        """Whether the other rules differ from the usual ones or are wrong, so that they are shown open."""
        return self._differs(
            name for name in self.fields if not name.startswith(BARS) and name not in GATE_NAMES
        )

    def _differs(self, names: Iterable[str]) -> bool:
        usual = _initial(Terms())
        return any(
            self[name].errors or str(self[name].value() or "") != str(usual[name] or "") for name in names
        )

    def terms(self) -> Terms:
        """What they say; a valid form only."""
        values = self.cleaned_data
        return Terms(
            twice=tuple(values["twice"]),
            most_pilots=values["most_pilots"],
            reserve_across=values["reserve_across"],
            tolerance=values["tolerance"],
            minutes_tolerance=values["minutes_tolerance"],
            break_minutes=values["break_minutes"],
            weights=Weights(**{name: values[WEIGHTS + name] for name in WEIGHT_WORDS}),
            bars=tuple(
                Bar(uuid.UUID(name.removeprefix(BARS)), values[name])
                for name in self.fields
                if name.startswith(BARS) and values[name] is not None
            ),
            gates=Gates(**{name: values[name] for name in GATE_NAMES}),
        )


def _initial(terms: Terms) -> dict[str, Any]:
    """What the form starts with; no key for a criterion without a bar."""
    return {
        "twice": list(terms.twice),
        "most_pilots": terms.most_pilots,
        "reserve_across": terms.reserve_across,
        "tolerance": terms.tolerance,
        "minutes_tolerance": terms.minutes_tolerance,
        "break_minutes": terms.break_minutes,
        **{WEIGHTS + name: weight for name, weight in asdict(terms.weights).items()},
        **{f"{BARS}{bar.criterion_id}": bar.points for bar in terms.bars},
        **asdict(terms.gates),
    }
