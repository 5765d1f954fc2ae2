"""The fields of what a debrief asks for before it goes on."""

from dataclasses import fields

from django import forms

from interviews.content import LONGEST_DEADLINE, MOST_CARDS, MOST_VOTES, Gates

GATE_NAMES = tuple(one.name for one in fields(Gates))


def gate_fields() -> dict[str, forms.Field]:
    """One for each of the gates, by their names."""
    return {
        "least_cards": forms.IntegerField(
            label="Cards that must be in",
            min_value=1,
            max_value=MOST_CARDS,
            required=False,
            help_text="Of leads and seconds; those in training never count. Empty: every card that is owed.",
        ),
        "least_votes": forms.IntegerField(
            label="Votes of committee members, at least", min_value=1, max_value=MOST_VOTES
        ),
        "reading_hours": forms.IntegerField(
            label="Hours to read",
            min_value=1,
            max_value=LONGEST_DEADLINE,
            required=False,
            help_text="Afterwards the vote may be opened without those who have not. Empty: no deadline.",
        ),
        "voting_hours": forms.IntegerField(
            label="Hours to vote",
            min_value=1,
            max_value=LONGEST_DEADLINE,
            required=False,
            help_text="Afterwards the vote may be closed without those who have not. Empty: no deadline.",
        ),
        "all_topics": forms.BooleanField(
            label="Every topic of the interviews must be rated at least once", required=False
        ),
        "facilitator": forms.BooleanField(
            label="A facilitator from outside the team leads the debrief", required=False
        ),
    }
