"""What the review of imports takes in and gives out in the API, beside serializers.py."""

import uuid
from typing import Any

from rest_framework import serializers

from questionbank.content import LONGEST
from questionbank.enums import Difficulty, PairDecision
from questionbank.imported import COLUMNS
from questionbank.models import ImportMatch


class MappingSerializer(serializers.Serializer[Any]):
    """What sections, level words and difficulty words are; null: none of ours, missing: what is called so."""

    sections = serializers.DictField(child=serializers.UUIDField(allow_null=True), default=dict)
    levels = serializers.DictField(child=serializers.UUIDField(allow_null=True), default=dict)
    difficulties = serializers.DictField(
        child=serializers.ChoiceField(choices=Difficulty.choices, allow_null=True), default=dict
    )

    def mapping(self) -> dict[str, dict[str, uuid.UUID | int | None]]:
        """What map_import takes; call it when it is valid."""
        sent: dict[str, dict[str, uuid.UUID | int | None]] = self.validated_data
        return {group: dict(words) for group, words in sent.items()}


class ColumnsSerializer(serializers.Serializer[Any]):
    """Which column (its name, or its number from 1) holds which field of a question."""

    columns = serializers.DictField(
        child=serializers.CharField(max_length=100), help_text=f"Fields: {', '.join(COLUMNS)}."
    )


class UnansweredSerializer(serializers.Serializer[Any]):
    """The line at which the document asks without answering."""

    line = serializers.IntegerField(min_value=1, max_value=10**9)


class JoinSerializer(serializers.Serializer[Any]):
    """Two items of the document; the second follows the first's answer."""

    first = serializers.UUIDField()
    second = serializers.UUIDField()


class SplitSerializer(serializers.Serializer[Any]):
    """The line (from 1) of the answer at which the second question begins, its prompt unless one is given."""

    line = serializers.IntegerField(min_value=1, max_value=10**6)
    prompt = serializers.CharField(default="", allow_blank=True, max_length=LONGEST["prompt"])


class MatchSerializer(serializers.ModelSerializer[ImportMatch]):
    """A question of the bank that an item resembles."""

    item = serializers.UUIDField(source="item_id", read_only=True)
    question = serializers.UUIDField(source="question_id", read_only=True)
    prompt = serializers.CharField(source="question.current.prompt", read_only=True)

    class Meta:
        model = ImportMatch
        fields = ["id", "item", "question", "prompt", "score", "verdict", "why", "decision"]
        read_only_fields = ["score", "verdict", "why", "decision"]


class MatchDecisionSerializer(serializers.Serializer[Any]):
    """What the two are to each other; "same" merges, "open" takes a decision back."""

    decision = serializers.ChoiceField(choices=PairDecision.choices)


class ProgressSerializer(serializers.Serializer[Any]):
    """How far the reading of a document is; total 0 while that is not known."""

    state = serializers.CharField()
    done = serializers.IntegerField()
    total = serializers.IntegerField()
    error = serializers.CharField(allow_blank=True)
