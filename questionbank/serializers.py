"""The shape of this app's rows in the API. Nothing here writes: the actions do."""

from typing import Any

from rest_framework import serializers

from questionbank.content import LONGEST_MINUTES
from questionbank.enums import State
from questionbank.models import Criterion, ImportBatch, ImportItem, Level, Question, Topic


class TopicSerializer(serializers.ModelSerializer[Topic]):
    """A topic; `parent` is the id of the one above."""

    parent = serializers.UUIDField(  # type: ignore[assignment]  # DRF takes fields off the class
        source="parent_id", allow_null=True, required=False
    )

    class Meta:
        model = Topic
        fields = ["id", "name", "parent"]


class LevelSerializer(serializers.ModelSerializer[Level]):
    """A rung of the ladder; a higher rank is more senior."""

    class Meta:
        model = Level
        fields = ["id", "name", "rank"]
        read_only_fields = ["rank"]  # a new one stands above all others


class CriterionSerializer(serializers.ModelSerializer[Criterion]):
    """A thing that is rated."""

    class Meta:
        model = Criterion
        fields = ["id", "name", "description"]


class StateChangeSerializer(serializers.Serializer[Any]):
    """Where a question goes, and why (needed for retired and leaked)."""

    state = serializers.ChoiceField(choices=State.choices)
    reason = serializers.CharField(default="", allow_blank=True, max_length=1000)


class QuestionRowSerializer(serializers.ModelSerializer[Question]):
    """A question in a list."""

    prompt = serializers.CharField(source="current.prompt")
    revision = serializers.IntegerField(source="current.number")
    topic = TopicSerializer(source="current.topic", allow_null=True)
    level = LevelSerializer(source="current.level", allow_null=True)
    minutes = serializers.IntegerField(source="current.minutes", allow_null=True)
    difficulty = serializers.IntegerField(source="current.difficulty", allow_null=True)
    tags = serializers.ListField(child=serializers.CharField(), source="current.tags")

    class Meta:
        model = Question
        fields = [
            "id",
            "kind",
            "state",
            "prompt",
            "revision",
            "topic",
            "level",
            "minutes",
            "difficulty",
            "tags",
            "created_at",
        ]


class ImportItemSerializer(serializers.ModelSerializer[ImportItem]):
    """One question of a document: as read, what a person changed, and what became of it."""

    question = serializers.UUIDField(source="question_id", allow_null=True)

    class Meta:
        model = ImportItem
        fields = ["id", "ordinal", "state", "parsed", "edited", "question"]


class ImportRowSerializer(serializers.ModelSerializer[ImportBatch]):
    """A document in a list."""

    uploaded_by = serializers.CharField(source="uploaded_by.user.name", default=None)
    total = serializers.IntegerField(read_only=True)
    waiting = serializers.IntegerField(read_only=True)

    class Meta:
        model = ImportBatch
        fields = ["id", "name", "digest", "state", "created_at", "uploaded_by", "total", "waiting"]


class ImportSerializer(serializers.ModelSerializer[ImportBatch]):
    """A document with the report of its reading, and its items in order."""

    uploaded_by = serializers.CharField(source="uploaded_by.user.name", default=None)
    items = ImportItemSerializer(many=True)

    class Meta:
        model = ImportBatch
        fields = ["id", "name", "digest", "state", "created_at", "uploaded_by", "report", "items"]


class UploadSerializer(serializers.Serializer[Any]):
    """A document, as multipart/form-data."""

    document = serializers.FileField(allow_empty_file=True, max_length=255)


class AcceptSerializer(serializers.Serializer[Any]):
    """Which items (null: all without warnings), and what holds where the document says nothing."""

    items = serializers.ListField(child=serializers.UUIDField(), default=None, allow_null=True)
    topic = serializers.UUIDField(default=None, allow_null=True)
    level = serializers.UUIDField(default=None, allow_null=True)
    minutes = serializers.IntegerField(default=None, allow_null=True, min_value=1, max_value=LONGEST_MINUTES)
    criteria = serializers.ListField(child=serializers.UUIDField(), default=list)
    live = serializers.BooleanField(default=False, help_text="Live at once instead of draft.")


class RejectSerializer(serializers.Serializer[Any]):
    """Which items."""

    items = serializers.ListField(child=serializers.UUIDField(), allow_empty=False)


class ItemEditSerializer(serializers.Serializer[Any]):
    """A person's version of some fields, and whether a rejection is taken back."""

    changes = serializers.DictField(
        child=serializers.CharField(allow_blank=True, trim_whitespace=False), default=dict
    )
    reopen = serializers.BooleanField(default=False, help_text="Take a rejection back first.")


class AcceptedSerializer(serializers.Serializer[Any]):
    """The ids of the questions that were made."""

    questions = serializers.ListField(child=serializers.UUIDField())
