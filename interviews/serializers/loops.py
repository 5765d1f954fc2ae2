"""Loops, sessions, their questions and seats, and kits, as the API gives and takes them."""

import uuid
from typing import Any

from rest_framework import serializers

from interviews.enums import LoopState, PlannedState, PlanStatus, SeatKind, SeatState, SessionState
from interviews.models import (
    Kit,
    Loop,
    PlannedQuestion,
    Seat,
    Session,
)
from interviews.queries.relaxations import KINDS


class SeenInput(serializers.Serializer[Any]):
    """The loop's `version` that the writer had seen; refused (409) if somebody changed the loop since."""

    seen = serializers.IntegerField(required=False, allow_null=True, default=None, min_value=0)


class RelaxationInput(serializers.Serializer[Any]):
    """A rule given up or loosened for one loop; `session` is a position."""

    kind = serializers.ChoiceField(choices=KINDS)
    told = serializers.CharField(max_length=300)
    session = serializers.IntegerField(required=False, allow_null=True, default=None)
    topic = serializers.UUIDField(required=False, allow_null=True, default=None)
    to = serializers.FloatField(required=False, allow_null=True, default=None)


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
            "pinned",
            "override",
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
            "place",
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
    status = serializers.ChoiceField(choices=[("", "By hand"), *PlanStatus.choices], read_only=True)
    relaxed = RelaxationInput(many=True, read_only=True)
    weights = serializers.DictField(child=serializers.FloatField(), read_only=True)
    bans = serializers.SlugRelatedField(  # type: ignore[var-annotated]  # of ids, not of rows
        slug_field="question_id", many=True, read_only=True
    )

    class Meta(LoopSerializer.Meta):
        fields = [
            *LoopSerializer.Meta.fields,
            "version",
            "seed",
            "status",
            "value",
            "bound",
            "gaps",
            "relaxed",
            "weights",
            "bans",
            "sessions",
        ]


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


class ScheduleInput(serializers.Serializer[Any]):
    """When: a moment with its zone, or null; where; why all the same; the loop's version that was seen."""

    at = serializers.DateTimeField(allow_null=True)
    place = serializers.CharField(
        max_length=300, allow_blank=True, required=False, allow_null=True, default=None
    )
    despite = serializers.CharField(max_length=300, allow_blank=True, default="")
    seen = serializers.IntegerField(required=False, allow_null=True, default=None)


class SeatMember(SeenInput):
    """Who sits, as what, and why in spite of what speaks against them."""

    member = serializers.UUIDField()
    kind = serializers.ChoiceField(choices=SeatKind.choices, default=SeatKind.LEAD)
    override = serializers.CharField(allow_blank=True, max_length=300, default="")


class QuestionInput(SeenInput):
    """A question of the bank, and why it is wanted although it breaks a rule."""

    question = serializers.UUIDField()
    override = serializers.CharField(allow_blank=True, max_length=300, default="")


class MoveInput(SeenInput):
    """One step, or to a session of the loop and perhaps a place in it, from 0. A step needs a reason in an
    interview that runs, and none before.
    """

    direction = serializers.ChoiceField(choices=["up", "down"], required=False, default="")
    session = serializers.UUIDField(required=False, allow_null=True, default=None)
    place = serializers.IntegerField(required=False, allow_null=True, default=None, min_value=0)
    reason = serializers.CharField(allow_blank=True, max_length=300, default="")


class ReasonInput(serializers.Serializer[Any]):
    """Why."""

    reason = serializers.CharField(allow_blank=True, max_length=300, default="")


class ReplaceInput(QuestionInput, ReasonInput):
    """Which question instead, and why."""


class MarkInput(ReasonInput):
    """What became of a question."""

    state = serializers.ChoiceField(choices=["planned", "asked", "skipped"])


class KitSerializer(serializers.ModelSerializer[Kit]):
    """A kit with how many interviews and questions it holds."""

    interviews = serializers.IntegerField(read_only=True)
    questions = serializers.IntegerField(read_only=True)

    class Meta:
        model = Kit
        fields = ["id", "name", "purpose", "level", "minutes", "interviews", "questions", "created_at"]


class KitCreate(serializers.Serializer[Any]):
    """A kit of a session's questions, or of a whole loop's: one of the two is given."""

    session = serializers.UUIDField(required=False, default=None, allow_null=True)
    loop = serializers.UUIDField(required=False, default=None, allow_null=True)
    name = serializers.CharField(max_length=120)
    purpose = serializers.CharField(allow_blank=True, default="")

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Refuses both and neither."""
        if (attrs["session"] is None) == (attrs["loop"] is None):
            raise serializers.ValidationError({"session": ["Give either a session or a loop."]})
        return attrs


class KitUse(WhoInput):
    """Whom the kit is used for. The same `id` sent twice makes one loop."""

    id = serializers.UUIDField(required=False, default=None)
    start = serializers.BooleanField(default=False)
