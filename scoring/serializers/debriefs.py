"""The protocol of a debrief, and what moves it, as the API gives and takes it."""

from typing import Any

from rest_framework import serializers

from scoring.enums import DebriefState
from scoring.models import Debrief


class VerdictSerializer(serializers.Serializer[Any]):
    """Whether somebody may, and if not, why."""

    allowed = serializers.BooleanField()
    reason = serializers.CharField(allow_blank=True)


class ChairSerializer(serializers.Serializer[Any]):
    """A committee member in a debrief: whether they have read and voted, never what."""

    member = serializers.UUIDField()
    name = serializers.CharField()
    read = serializers.BooleanField()
    voted = serializers.BooleanField()
    own = serializers.BooleanField()
    appointed_by = serializers.CharField(allow_blank=True)


class RecusedSerializer(serializers.Serializer[Any]):
    """Somebody who neither reads nor judges here."""

    name = serializers.CharField()
    reason = serializers.CharField(allow_blank=True)


class VetoSerializer(serializers.Serializer[Any]):
    """A veto that the reader may know of, standing or withdrawn."""

    name = serializers.CharField()
    at = serializers.DateTimeField()
    reason = serializers.CharField()
    round = serializers.IntegerField()
    withdrawn_at = serializers.DateTimeField(allow_null=True)
    withdrawn_reason = serializers.CharField(allow_blank=True)


class DebriefStepSerializer(serializers.Serializer[Any]):
    """One step that was taken; `by` is empty where it went on by itself."""

    number = serializers.IntegerField()
    round = serializers.IntegerField()
    verb = serializers.CharField()
    from_state = serializers.ChoiceField(choices=DebriefState.choices, source="source")
    to_state = serializers.ChoiceField(choices=DebriefState.choices, source="target")
    by = serializers.CharField(allow_blank=True)
    at = serializers.DateTimeField()
    reason = serializers.CharField(allow_blank=True)
    unmet = serializers.ListField(child=serializers.CharField())


class DebriefMoveSerializer(serializers.Serializer[Any]):
    """A way to another state: what is not given, and whether the reader may go it, plainly or by override."""

    target = serializers.ChoiceField(choices=DebriefState.choices)
    verb = serializers.CharField()
    steps = serializers.SerializerMethodField(help_text="How many steps it is.")
    unmet = serializers.ListField(child=serializers.CharField(), source="missing")
    take = VerdictSerializer()
    override = VerdictSerializer()
    reason = serializers.BooleanField(help_text="Whether the reader has to say why.")

    def get_steps(self, move: Any) -> int:
        """How many steps it is."""
        return len(move.steps)


class RightsSerializer(serializers.Serializer[Any]):
    """What else the reader may do."""

    take_seat = VerdictSerializer()
    appoint = VerdictSerializer()
    name_facilitator = VerdictSerializer()
    confirm = VerdictSerializer()
    recuse = VerdictSerializer()
    veto = VerdictSerializer()
    withdraw_veto = VerdictSerializer()


class ProtocolSerializer(serializers.Serializer[Any]):
    """Where a debrief stands, who takes part, what happened, what is next. No vote and no decision."""

    state = serializers.ChoiceField(choices=DebriefState.choices)
    round = serializers.IntegerField()
    version = serializers.IntegerField(help_text="Goes with a move, as `version_seen`.")
    facilitator = serializers.UUIDField(allow_null=True)
    facilitator_name = serializers.CharField(source="standing.facilitator", allow_blank=True)
    facilitator_inside = serializers.CharField(source="standing.facilitator_inside", allow_blank=True)
    read_by = serializers.DateTimeField(allow_null=True)
    vote_by = serializers.DateTimeField(allow_null=True)
    committee = ChairSerializer(many=True)
    recused = RecusedSerializer(many=True)
    vetoes = VetoSerializer(many=True)
    steps = DebriefStepSerializer(many=True)
    moves = DebriefMoveSerializer(many=True)
    parts = serializers.SerializerMethodField(help_text="Who the reader is in this debrief.")
    rights = RightsSerializer()
    owed_anew = serializers.CharField(allow_blank=True)
    cancelled = serializers.BooleanField()

    def get_parts(self, protocol: Any) -> list[str]:
        """Who the reader is in this debrief."""
        return sorted(part.value for part in protocol.parts)


class DebriefSerializer(serializers.ModelSerializer[Debrief]):
    """Where a debrief stands after a change."""

    class Meta:
        model = Debrief
        fields = ["loop", "state", "round", "version", "facilitator", "read_by", "vote_by"]


class MoveToSerializer(serializers.Serializer[Any]):
    """Where to take a debrief. The reason is needed for a step back and for an override."""

    target = serializers.ChoiceField(choices=DebriefState.choices)
    reason = serializers.CharField(required=False, allow_blank=True, default="", max_length=300)
    version_seen = serializers.IntegerField(min_value=0)


class FacilitatorSerializer(serializers.Serializer[Any]):
    """Who leads; null: nobody."""

    member = serializers.UUIDField(allow_null=True)


class AppointSerializer(serializers.Serializer[Any]):
    """Who takes part; left away or null: oneself."""

    member = serializers.UUIDField(required=False, allow_null=True, default=None)
