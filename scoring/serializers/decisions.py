"""Decisions as the API shows them, and what it takes to record one."""

from typing import Any

from rest_framework import serializers

from scoring.enums import Outcome
from scoring.models import Decision


class CiteSerializer(serializers.Serializer[Any]):
    """One line of evidence: what one card says of one criterion of one planned question."""

    card = serializers.UUIDField()
    planned = serializers.UUIDField()
    criterion = serializers.UUIDField()


class PresentSerializer(serializers.Serializer[Any]):
    """Somebody who was there when it was decided."""

    member = serializers.UUIDField()
    name = serializers.CharField()
    part = serializers.CharField()


class DecisionSerializer(serializers.ModelSerializer[Decision]):
    """A recorded decision, without its snapshot: that is the packet."""

    decided_by = serializers.CharField()
    cites = CiteSerializer(many=True, read_only=True)
    present = PresentSerializer(many=True, read_only=True)
    run = serializers.UUIDField(source="run_id", allow_null=True)
    run_number = serializers.IntegerField(source="run.number", default=None, allow_null=True)

    class Meta:
        model = Decision
        fields = [
            "id",
            "number",
            "outcome",
            "level",
            "topics",
            "reasons",
            "cites",
            "dissent",
            "present",
            "override",
            "decided_by",
            "created_at",
            "run",
            "run_number",
            "digest",
        ]


class DecideSerializer(serializers.Serializer[Any]):
    """What to record. `digest_seen` is the digest of the packet that was read."""

    outcome = serializers.ChoiceField(choices=Outcome.choices)
    level = serializers.UUIDField(required=False, allow_null=True, default=None)
    topics = serializers.ListField(child=serializers.UUIDField(), required=False, default=list)
    reasons = serializers.CharField()
    cites = CiteSerializer(many=True, required=False, default=list)
    dissent = serializers.CharField(required=False, allow_blank=True, default="")
    present = serializers.ListField(
        child=serializers.UUIDField(),
        required=False,
        default=list,
        help_text="Members of the committee and the panel; who records it is added.",
    )
    override = serializers.CharField(
        required=False,
        allow_blank=True,
        default="",
        help_text="Why it is decided though something is missing.",
    )
    digest_seen = serializers.CharField(max_length=64)

    def recorded(self) -> dict[str, Any]:
        """What `record_decision` takes."""
        typed = dict(self.validated_data)
        cites = [{name: str(key) for name, key in cite.items()} for cite in typed["cites"]]
        return {
            "outcome": typed["outcome"],
            "level_id": typed["level"],
            "topic_ids": typed["topics"],
            "reasons": typed["reasons"],
            "cites": cites,
            "dissent": typed["dissent"],
            "present": typed["present"],
            "override": typed["override"],
            "digest_seen": typed["digest_seen"],
        }


class ReopenSerializer(serializers.Serializer[Any]):
    """Why a decided debrief is taken up again."""

    reason = serializers.CharField()


class VerificationSerializer(serializers.Serializer[Any]):
    """Whether a decision, and every row behind it, is what it was."""

    decision = serializers.UUIDField(source="decision.pk")
    number = serializers.IntegerField(source="decision.number")
    sound = serializers.BooleanField()
    words = serializers.CharField()
    rows = serializers.IntegerField()
    differences = serializers.ListField(child=serializers.CharField())
    notes = serializers.ListField(child=serializers.CharField())
