"""The shape of the decision form: choices from one packet, its committee and panel, and the bank."""

import uuid
from typing import Any

from django import forms

from scoring.enums import Outcome
from scoring.queries.decision_page import DecisionSheet
from scoring.snapshot import Packet


class DecisionForm(forms.Form):
    """What was decided, why, on what evidence, who disagreed, who was there, and the digest of the packet."""

    outcome = forms.ChoiceField(label="Decision", choices=Outcome.choices, widget=forms.RadioSelect)
    level = forms.UUIDField(
        label="Level, if another",
        required=False,
        widget=forms.Select,
        help_text="With “hire at another level” only.",
    )
    topics = forms.MultipleChoiceField(
        label="Topics, if more evidence is needed",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="With “more evidence needed” only: a further interview on them can be set up afterwards.",
    )
    cites = forms.MultipleChoiceField(label="Evidence", required=False, widget=forms.CheckboxSelectMultiple)
    reasons = forms.CharField(
        label="Reasons",
        help_text="What in the evidence decided it. The candidate may ask for this one day.",
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    dissent = forms.CharField(
        label="Dissent",
        required=False,
        help_text="Who saw it otherwise, and why. It is kept beside the decision.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    present = forms.MultipleChoiceField(
        label="Who was there", required=False, widget=forms.CheckboxSelectMultiple
    )
    override = forms.CharField(
        label="Why it is decided all the same",
        required=False,
        help_text="Only where something is not given: a vote, a card, evidence to cite. It is kept.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    digest_seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, sheet: DecisionSheet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sheet = sheet
        self.fields["level"].widget.choices = [("", "—"), *((str(row.pk), row.name) for row in sheet.levels)]
        topics = [*sheet.topics, *sheet.other_topics]
        self._offer("topics", [(str(topic.pk), topic.name) for topic in topics])
        evidence = [line for pile in sheet.piles for line in pile.lines]
        self._offer("cites", [(line.key, line.text) for line in evidence])
        people = [(str(one.member), f"{one.name} · {one.part.lower()}") for one in sheet.people]
        self._offer("present", people)
        for vote in sheet.votes:
            self.fields[f"dissent_{vote.member_id}"] = forms.CharField(
                label=f"{vote.member} voted {vote.get_ballot_display().lower()}",
                required=False,
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.MultipleChoiceField):
            field.choices = choices

    def dissenting(self) -> list[forms.BoundField]:
        """A field for each vote, to say why somebody sees it otherwise."""
        return [self[f"dissent_{vote.member_id}"] for vote in self.sheet.votes]

    def plain(self) -> list[forms.BoundField]:
        """The fields that a page shows below the evidence, in order."""
        return [self[name] for name in ("reasons", "dissent")]

    def chosen(self, name: str) -> set[str]:
        """What is ticked of a field now."""
        return {str(value) for value in self[name].value() or []}

    def ticked(self) -> set[str]:
        """The names of the piles of which something is ticked: they stay open on a form that was refused."""
        chosen = self.chosen("cites")
        return {pile.name for pile in self.sheet.piles for line in pile.lines if line.key in chosen}

    def recorded(self) -> dict[str, Any]:
        """What `record_decision` takes, of a form that is valid."""
        typed = self.cleaned_data
        return {
            "outcome": typed["outcome"],
            "reasons": typed["reasons"],
            "cites": [cite_of(key) for key in typed["cites"]],
            "topic_ids": [uuid.UUID(key) for key in typed["topics"]],
            "dissent": self._dissent(),
            "present": [uuid.UUID(key) for key in typed["present"]],
            "level_id": typed["level"],
            "override": typed["override"],
            "digest_seen": typed["digest_seen"],
        }

    def _dissent(self) -> str:
        """What each wrote, by name, and what was written besides."""
        said = [
            f"{vote.member} (voted {vote.get_ballot_display().lower()}): {text}"
            for vote in self.sheet.votes
            if (text := self.cleaned_data[f"dissent_{vote.member_id}"].strip())
        ]
        return "\n".join([*said, self.cleaned_data["dissent"].strip()]).strip()


def cite_of(key: str) -> Packet:
    """The row that a key of the form stands for."""
    card, planned, criterion = key.split(":")
    return {"card": card, "planned": planned, "criterion": criterion}
