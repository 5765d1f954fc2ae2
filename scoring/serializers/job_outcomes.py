"""On the job: as the API gives and takes it, and one row a person for studies."""

from collections.abc import Iterable, Sequence
from typing import Any

from rest_framework import serializers

from scoring.actions.note_job_outcome import LONGEST_NOTE
from scoring.enums import JobOutcomeKind
from scoring.exports import Row
from scoring.models import JobOutcome
from scoring.queries.job_outcomes import Hired, figures

STUDY_COLUMNS = (
    *("candidate", "level", "opening", "decided_on", "outcome"),
    *("votes", "votes_mean", "votes_spread", "recommendations", "recommendations_mean"),
    *("ratings", "raw_mean", "fair_average", "fair_average_error"),
    *("started_on", "performance_by_months", "last_performance", "left_on", "left_regretted"),
)


def study_rows(hired: Sequence[Hired]) -> Iterable[Row]:
    """One row a person, by pseudonym, with the figures as of the decision. `hired` with snapshots.

    `performance_by_months` is "6:3 12:4": after 6 months a 3, after 12 a 4.
    """
    for one, told in zip(hired, figures(hired), strict=True):
        performances, left = one.performances, one.left
        yield (
            *(one.loop.candidate.pseudonym if one.loop.candidate else "", one.level, one.opening),
            *(one.decision.created_at.date(), one.decision.outcome),
            *(told.votes, told.votes_mean, told.votes_spread, told.recommendations),
            *(told.recommendations_mean, told.ratings, told.raw_mean, told.fair, told.fair_error),
            one.started,
            " ".join(f"{row.months}:{row.value}" for row in performances),
            performances[-1].value if performances else None,
            left.on if left else None,
            left.regretted if left else None,
        )


class JobOutcomeSerializer(serializers.ModelSerializer[JobOutcome]):
    """One thing that is known of somebody on the job."""

    entered_by = serializers.CharField(source="entered_by.user.name")

    class Meta:
        model = JobOutcome
        fields = ["id", "kind", "on", "months", "value", "regretted", "note", "entered_by"]


class HiredSerializer(serializers.Serializer[Any]):
    """Somebody who was hired, by pseudonym."""

    loop = serializers.UUIDField(source="loop.pk")
    candidate = serializers.CharField(source="loop.candidate.pseudonym")
    level = serializers.CharField()
    opening = serializers.CharField(allow_blank=True)
    decided_at = serializers.DateTimeField(source="decision.created_at")
    outcomes = JobOutcomeSerializer(many=True)


class NoteJobOutcomeSerializer(serializers.Serializer[Any]):
    """Something to note; it takes the place of the former of the same kind and months."""

    kind = serializers.ChoiceField(choices=JobOutcomeKind.choices)
    on = serializers.DateField()
    months = serializers.IntegerField(required=False, allow_null=True, default=None)
    value = serializers.IntegerField(required=False, allow_null=True, default=None)
    regretted = serializers.BooleanField(required=False, allow_null=True, default=None)
    note = serializers.CharField(allow_blank=True, default="", max_length=LONGEST_NOTE)
