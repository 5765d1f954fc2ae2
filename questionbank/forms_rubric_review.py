"""What the pages on which rubrics are reviewed take in."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms

from questionbank.content import LONGEST_LINE
from questionbank.enums import Meaning
from questionbank.forms import TextField
from questionbank.models import Anchor, RubricCriterion
from questionbank.queries.rubrics import line_content
from questionbank.rubric_change import NewAnchor, Place, texts_of

MEANINGS = [
    (Meaning.SAME, "Same meaning: said better; ratings stay comparable"),
    (Meaning.NOT_COMPARABLE, "Not comparable: from here on the points mean something else"),
]


class CommentForm(forms.Form):
    """A remark on a criterion, or on one of its anchors."""

    text = TextField(rows=2, max_length=2000, label="Comment")
    anchor_id = forms.TypedChoiceField(
        coerce=uuid.UUID, empty_value=None, required=False, label="On", choices=[]
    )

    def __init__(self, data: Any, line: RubricCriterion) -> None:
        super().__init__(data, prefix=f"line-{line.pk}")
        self.fields["anchor_id"].choices = [  # type: ignore[attr-defined]  # a choice field
            ("", "The criterion"),
            *((str(anchor.pk), _called(anchor)) for anchor in line.anchors.all()),
        ]


def _called(anchor: Anchor) -> str:
    return f"Point {anchor.point}" + (f" at {anchor.level}" if anchor.level else "")


@dataclass(frozen=True)
class SetFields:
    """The four fields of one criterion at one level (empty: all levels), each with whether it is a draft."""

    level: str
    fields: list[tuple[forms.BoundField, int, bool]]


@dataclass(frozen=True)
class LineFields:
    """All fields of one criterion."""

    name: str
    sets: list[SetFields]


class ProposalForm(forms.Form):
    """Every anchor of a rubric as it stands, why it should change, and whether it then means the same.

    To be shown once more with the difference it needs neither; to be sent (`send`) it does.
    """

    why = TextField(rows=3, max_length=2000, label="Why?")
    meaning = forms.ChoiceField(
        choices=MEANINGS, widget=forms.RadioSelect, label="Do the points still mean the same?"
    )
    stand = forms.BooleanField(required=False, label="Stand behind the drafts that are left as they are")
    proposal_id = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: Any, lines: Sequence[RubricCriterion]) -> None:
        super().__init__(data, initial={"proposal_id": uuid.uuid4()})
        self.lines = lines
        self.there = texts_of(line_content(line) for line in lines)
        for place, (text, _) in self.there.items():
            self.fields[_name(place)] = TextField(
                rows=5, required=False, max_length=LONGEST_LINE, initial=text, label=f"Point {place[2]}"
            )
        for name in ("why", "meaning"):
            self.fields[name].required = data is None or "send" in data
        if not any(draft for _, draft in self.there.values()):
            del self.fields["stand"]

    def anchors(self) -> list[NewAnchor]:
        """What was changed, and the drafts that are to stand; call it when the form is valid."""
        stand = self.cleaned_data.get("stand")
        found = []
        for place, (text, draft) in self.there.items():
            typed = self.cleaned_data[_name(place)].strip()
            if typed != text or (draft and stand):
                found.append(NewAnchor(*place, typed))
        return found

    def proposal(self) -> dict[str, Any]:
        """What the action takes beside the rubric; call it when the form is valid."""
        named = {name: self.cleaned_data[name] for name in ("why", "meaning", "proposal_id")}
        return named | {"anchors": self.anchors()}

    def criteria(self) -> list[LineFields]:
        """The anchors' fields as the page shows them: the set for all levels first."""
        levels = {a.level_id: str(a.level) for line in self.lines for a in line.anchors.all() if a.level}
        shown = []
        for line in self.lines:
            sets: dict[uuid.UUID | None, list[tuple[forms.BoundField, int, bool]]] = {}
            for place, (_, draft) in self.there.items():
                if place[0] == line.criterion_id:
                    sets.setdefault(place[1], []).append((self[_name(place)], place[2], draft))
            listed = [SetFields(levels.get(level, "") if level else "", rows) for level, rows in sets.items()]
            shown.append(LineFields(str(line.criterion), listed))
        return shown


def _name(place: Place) -> str:
    criterion, level, point = place
    return f"anchor-{criterion}-{level or 'all'}-{point}"
