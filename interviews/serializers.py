"""What the API gives and takes about loops, blueprints, openings, candidates and kits."""

import uuid
from typing import Any

from rest_framework import serializers

from interviews.content import Quota, StageContent
from interviews.enums import LoopState, OpeningState, PlannedState, SeatKind, SeatState, SessionState
from interviews.models import (
    Blueprint,
    Candidate,
    Kit,
    Loop,
    Opening,
    PlannedQuestion,
    Seat,
    Session,
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


class PlannedSerializer(serializers.ModelSerializer[PlannedQuestion]):
    """A question's place in a session."""

    question = serializers.UUIDField(source="revision.question_id", read_only=True)
    prompt = serializers.CharField(source="revision.prompt", read_only=True)
    topic = serializers.UUIDField(source="revision.topic_id", read_only=True, allow_null=True)
    state = serializers.ChoiceField(choices=PlannedState.choices, read_only=True)

    class Meta:
        model = PlannedQuestion
        fields = [
            "id",
            "position",
            "question",
            "revision",
            "prompt",
            "topic",
            "minutes",
            "state",
            "why",
            "reason",
            "replaced_by",
            "asked_at",
        ]


class SeatSerializer(serializers.ModelSerializer[Seat]):
    """Who sits in a session."""

    name = serializers.CharField(source="member.user.name", read_only=True)
    kind = serializers.ChoiceField(choices=SeatKind.choices, read_only=True)
    state = serializers.ChoiceField(choices=SeatState.choices, read_only=True)

    class Meta:
        model = Seat
        fields = ["id", "member", "name", "kind", "state"]


class SessionSerializer(serializers.ModelSerializer[Session]):
    """One interview with its questions and people."""

    questions = PlannedSerializer(source="planned", many=True, read_only=True)
    seats = SeatSerializer(many=True, read_only=True)
    state = serializers.ChoiceField(choices=SessionState.choices, read_only=True)

    class Meta:
        model = Session
        fields = [
            "id",
            "loop",
            "position",
            "title",
            "purpose",
            "minutes",
            "state",
            "scheduled_at",
            "started_at",
            "ended_at",
            "questions",
            "seats",
        ]


class LoopSerializer(serializers.ModelSerializer[Loop]):
    """A loop in a list."""

    opening = serializers.UUIDField(source="application.opening_id", read_only=True, default=None)
    state = serializers.ChoiceField(choices=LoopState.choices, read_only=True)

    class Meta:
        model = Loop
        fields = ["id", "name", "level", "candidate", "opening", "state", "created_at"]


class LoopDetail(LoopSerializer):
    """A loop with its sessions."""

    sessions = SessionSerializer(many=True, read_only=True)
    gaps = serializers.ListField(child=serializers.CharField(), read_only=True)

    class Meta(LoopSerializer.Meta):
        fields = [*LoopSerializer.Meta.fields, "seed", "gaps", "sessions"]


class WhoInput(serializers.Serializer[Any]):
    """A candidate of ours by id, or a person by name and address."""

    candidate = serializers.UUIDField(required=False, allow_null=True, default=None)
    candidate_name = serializers.CharField(max_length=160, allow_blank=True, default="")
    candidate_email = serializers.EmailField(allow_blank=True, default="")

    def who(self) -> dict[str, Any]:
        """The candidate in the words of the actions."""
        return {
            "candidate_id": self.validated_data["candidate"],
            "candidate_name": self.validated_data["candidate_name"],
            "candidate_email": self.validated_data["candidate_email"],
        }


class SeatInput(serializers.Serializer[Any]):
    """A seat of a planned loop: which stage, as what, who."""

    stage = serializers.IntegerField(min_value=0)
    kind = serializers.ChoiceField(choices=SeatKind.choices)
    member = serializers.UUIDField()


class LoopPlan(WhoInput):
    """A loop from an opening. The same `id` sent twice makes one loop."""

    id = serializers.UUIDField(required=False, default=None)
    opening = serializers.UUIDField()
    seats = SeatInput(many=True, default=list)
    seed = serializers.IntegerField(required=False, allow_null=True, default=None)

    def seats_by_stage(self) -> dict[int, dict[str, uuid.UUID]]:
        """Stage position -> kind of seat -> member."""
        found: dict[int, dict[str, uuid.UUID]] = {}
        for seat in self.validated_data["seats"]:
            place = found.setdefault(seat["stage"], {})
            if seat["kind"] in place:
                raise serializers.ValidationError({"seats": ["A stage names the same seat twice."]})
            place[seat["kind"]] = seat["member"]
        return found


class LoopPropose(serializers.Serializer[Any]):
    """A loop of one interview, out of level, topics and minutes."""

    id = serializers.UUIDField(required=False, default=None)
    level = serializers.UUIDField()
    topics = serializers.ListField(child=serializers.UUIDField(), allow_empty=False)
    minutes = serializers.IntegerField()
    candidate_name = serializers.CharField(max_length=160, allow_blank=True, default="")
    candidate_email = serializers.EmailField(allow_blank=True, default="")
    start = serializers.BooleanField(default=False)
    seed = serializers.IntegerField(required=False, allow_null=True, default=None)


class ReasonInput(serializers.Serializer[Any]):
    """Why."""

    reason = serializers.CharField(allow_blank=True, max_length=300, default="")


class ReplaceInput(ReasonInput):
    """Which question instead, and why."""

    question = serializers.UUIDField()


class MarkInput(ReasonInput):
    """What became of a question."""

    state = serializers.ChoiceField(choices=["planned", "asked", "skipped"])


class KitSerializer(serializers.ModelSerializer[Kit]):
    """A kit with how many questions it holds."""

    questions = serializers.IntegerField(read_only=True)

    class Meta:
        model = Kit
        fields = ["id", "name", "purpose", "level", "minutes", "questions", "created_at"]


class KitCreate(serializers.Serializer[Any]):
    """A kit of a session's questions."""

    session = serializers.UUIDField()
    name = serializers.CharField(max_length=120)
    purpose = serializers.CharField(allow_blank=True, default="")


class KitUse(WhoInput):
    """Whom the kit is used for. The same `id` sent twice makes one loop."""

    id = serializers.UUIDField(required=False, default=None)
    start = serializers.BooleanField(default=False)
