"""Parallel loops, as the API gives them."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from interviews.queries.forms import LoopForm


class Coverage(serializers.Serializer[Any]):
    """Questions of a topic, its sub-topics included."""

    topic = serializers.UUIDField()
    name = serializers.CharField()
    questions = serializers.IntegerField()


class Shared(serializers.Serializer[Any]):
    """Questions in common with another loop."""

    loop = serializers.UUIDField()
    questions = serializers.IntegerField()


class FormSerializer(serializers.Serializer[Any]):
    """A loop beside the others of its opening. Difficulty in points above the mean question, 95 %."""

    loop = serializers.UUIDField(source="loop.pk")
    revision = serializers.UUIDField(source="loop.blueprint_revision_id")
    questions = serializers.IntegerField(source="count")
    minutes = serializers.IntegerField(source="form.minutes")
    difficulty = serializers.FloatField(source="form.hardness", allow_null=True)
    low = serializers.SerializerMethodField()
    high = serializers.SerializerMethodField()
    topics = serializers.SerializerMethodField()
    shares = serializers.SerializerMethodField()
    apart = serializers.ListField(child=serializers.CharField())
    measured_since = serializers.IntegerField()

    def get_low(self, row: LoopForm) -> float | None:
        """Of the interval; null without questions."""
        return row.form.interval[0] if row.form.interval else None

    def get_high(self, row: LoopForm) -> float | None:
        """Of the interval; null without questions."""
        return row.form.interval[1] if row.form.interval else None

    @extend_schema_field(Coverage(many=True))
    def get_topics(self, row: LoopForm) -> list[dict[str, Any]]:
        """By what the blueprint asks for."""
        names = self.context["topics"]
        return [{"topic": pk, "name": names[pk], "questions": n} for pk, n in row.form.topics.items()]

    @extend_schema_field(Shared(many=True))
    def get_shares(self, row: LoopForm) -> list[dict[str, Any]]:
        """With loops that the reader may see, the most first."""
        seen = self.context["seen"]
        return [
            {"loop": one.other.pk, "questions": one.questions} for one in row.sharing if one.other.pk in seen
        ]
