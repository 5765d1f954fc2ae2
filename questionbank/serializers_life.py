"""The shape of a question's life in the API. Nothing here writes: the actions do."""

from typing import Any

from rest_framework import serializers

from questionbank.enums import Priority, ReviewVerdict, State
from questionbank.models import BankPolicy, QuestionFlag, RevisionReview


class StepSerializer(serializers.Serializer[Any]):
    """A state to which this member may move the question now, and what still stands against it."""

    state = serializers.ChoiceField(choices=State.choices)
    needs_reason = serializers.BooleanField(source="step.needs_reason")
    missing = serializers.ListField(child=serializers.CharField())


class ReviewSerializer(serializers.ModelSerializer[RevisionReview]):
    """What one person said of one revision."""

    revision = serializers.IntegerField(source="revision.number")
    reviewer = serializers.CharField(source="reviewer.user.name")

    class Meta:
        model = RevisionReview
        fields = ["id", "revision", "reviewer", "verdict", "comment", "created_at"]


class ReviewInput(serializers.Serializer[Any]):
    """One's own word on a revision; `comment` is needed to ask for changes."""

    revision = serializers.IntegerField(min_value=1)
    verdict = serializers.ChoiceField(choices=ReviewVerdict.choices)
    comment = serializers.CharField(default="", allow_blank=True)


class RestInput(serializers.Serializer[Any]):
    """Until when; null: until somebody wakes it."""

    until = serializers.DateField(default=None, allow_null=True)


class WhyInput(serializers.Serializer[Any]):
    """Why, in words."""

    reason = serializers.CharField(default="", allow_blank=True, max_length=1000)


class FlagSerializer(serializers.ModelSerializer[QuestionFlag]):
    """What somebody found wrong with a question, and what became of it."""

    revision = serializers.IntegerField(source="revision.number", read_only=True)
    raised_by = serializers.CharField(source="raised_by.user.name", read_only=True)
    closed_by = serializers.CharField(source="closed_by.user.name", default=None, read_only=True)

    class Meta:
        model = QuestionFlag
        fields = [
            "id",
            "revision",
            "text",
            "raised_by",
            "created_at",
            "closed_at",
            "closed_by",
            "outcome",
        ]
        read_only_fields = ["closed_at", "outcome"]


class OutcomeInput(serializers.Serializer[Any]):
    """What became of a flag."""

    outcome = serializers.CharField()


class PolicySerializer(serializers.ModelSerializer[BankPolicy]):
    """The rules of the bank; `rest_after` null: no question comes to rest by itself."""

    rest_after = serializers.IntegerField(allow_null=True)
    rest_days = serializers.IntegerField()
    second_eyes = serializers.BooleanField()

    class Meta:
        model = BankPolicy
        fields = ["rest_after", "rest_days", "second_eyes"]


class PrioritySerializer(serializers.Serializer[Any]):
    """How gladly a question is seen in loops: -1 rather not, 0 as any other, 1 gladly."""

    priority = serializers.ChoiceField(choices=Priority.choices)


class EnemySerializer(serializers.Serializer[Any]):
    """A question that no loop asks beside the other one. `id` is null where the two are merely alike."""

    id = serializers.UUIDField(source="pair.pk", default=None, read_only=True)
    question = serializers.UUIDField(source="question.pk", read_only=True)
    prompt = serializers.CharField(source="question.current.prompt", default="", read_only=True)
    why = serializers.CharField(read_only=True)


class EnemyInput(serializers.Serializer[Any]):
    """The other question, and how one gives the other away."""

    other = serializers.UUIDField()
    reason = serializers.CharField(max_length=300)
