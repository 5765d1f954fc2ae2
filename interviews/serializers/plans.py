"""Openings, blueprints and candidates, as the API gives and takes them."""

from typing import Any

from rest_framework import serializers

from interviews.content import Quota, StageContent
from interviews.enums import OpeningState, SeatKind
from interviews.models import (
    Blueprint,
    Candidate,
    Opening,
    Stage,
    StageTopic,
)
from questionbank.enums import Kind


class OpeningSerializer(serializers.ModelSerializer[Opening]):
    """A job."""

    state = serializers.ChoiceField(choices=OpeningState.choices, read_only=True)

    class Meta:
        model = Opening
        fields = ["id", "title", "blueprint", "state", "created_at"]


class OpeningCreate(serializers.Serializer[Any]):
    """A new job."""

    title = serializers.CharField(max_length=160)
    blueprint = serializers.UUIDField()


class StageTopicSerializer(serializers.ModelSerializer[StageTopic]):
    """How many questions of a topic a stage holds."""

    class Meta:
        model = StageTopic
        fields = ["topic", "minimum", "maximum"]


class StageSerializer(serializers.ModelSerializer[Stage]):
    """One interview of a blueprint."""

    topics = StageTopicSerializer(many=True)

    class Meta:
        model = Stage
        fields = ["position", "name", "purpose", "level", "minutes", "kinds", "seats", "criteria", "topics"]


class BlueprintSerializer(serializers.ModelSerializer[Blueprint]):
    """A blueprint; `revision` is its current number."""

    revision = serializers.IntegerField(source="current.number", read_only=True, default=None)

    class Meta:
        model = Blueprint
        fields = ["id", "name", "level", "revision", "created_at"]


class BlueprintDetail(BlueprintSerializer):
    """A blueprint with its stages."""

    stages = StageSerializer(source="current.stages", many=True, read_only=True)

    class Meta(BlueprintSerializer.Meta):
        fields = [*BlueprintSerializer.Meta.fields, "stages"]


class QuotaInput(serializers.Serializer[Any]):
    """How many questions of a topic."""

    topic = serializers.UUIDField()
    minimum = serializers.IntegerField(min_value=0, default=1)
    maximum = serializers.IntegerField(min_value=1, default=3)


class StageInput(serializers.Serializer[Any]):
    """One interview."""

    name = serializers.CharField(max_length=120)
    level = serializers.UUIDField()
    minutes = serializers.IntegerField(min_value=1)
    purpose = serializers.CharField(allow_blank=True, default="")
    kinds = serializers.ListField(child=serializers.ChoiceField(choices=Kind.choices), default=list)
    seats = serializers.ListField(child=serializers.ChoiceField(choices=SeatKind.choices), default=list)
    criteria = serializers.ListField(child=serializers.UUIDField(), default=list)
    topics = QuotaInput(many=True, default=list)


class BlueprintRevise(serializers.Serializer[Any]):
    """What a blueprint says from now on; `based_on` is the revision it was written upon."""

    based_on = serializers.IntegerField(min_value=1)
    note = serializers.CharField(allow_blank=True, max_length=300, default="")
    stages = StageInput(many=True)


class BlueprintCreate(serializers.Serializer[Any]):
    """A new blueprint."""

    name = serializers.CharField(max_length=120)
    level = serializers.UUIDField()
    note = serializers.CharField(allow_blank=True, max_length=300, default="")
    stages = StageInput(many=True)


def contents(stages: list[dict[str, Any]]) -> list[StageContent]:
    """Checked input as the actions take it."""
    return [
        StageContent(
            name=stage["name"],
            level_id=stage["level"],
            minutes=stage["minutes"],
            purpose=stage["purpose"],
            kinds=tuple(stage["kinds"]),
            seats=tuple(stage["seats"]) or (SeatKind.LEAD,),
            criterion_ids=tuple(stage["criteria"]),
            quotas=tuple(Quota(line["topic"], line["minimum"], line["maximum"]) for line in stage["topics"]),
        )
        for stage in stages
    ]


class CandidateSerializer(serializers.ModelSerializer[Candidate]):
    """A candidate; name and email are null where the reader may not know them."""

    name = serializers.SerializerMethodField()
    email = serializers.SerializerMethodField()

    class Meta:
        model = Candidate
        fields = ["id", "pseudonym", "name", "email", "created_at"]

    def get_name(self, candidate: Candidate) -> str | None:
        """Out of the names that the view has looked up for this reader."""
        person = self.context["names"].get(candidate.pk)
        return person.name if person else None

    def get_email(self, candidate: Candidate) -> str | None:
        """Out of the names that the view has looked up for this reader."""
        person = self.context["names"].get(candidate.pk)
        return person.email if person else None


class CandidateCreate(serializers.Serializer[Any]):
    """A new candidate."""

    name = serializers.CharField(max_length=160)
    email = serializers.EmailField(allow_blank=True, default="")
