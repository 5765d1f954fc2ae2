"""Packets and decisions as the API shows them."""

from typing import Any

from rest_framework import serializers

from scoring.enums import Outcome
from scoring.models import Decision


class PacketRowSerializer(serializers.Serializer[Any]):
    """One loop in the list. For who may not read it yet, `open` is false and cards and gap are null."""

    loop = serializers.UUIDField(source="loop.pk")
    candidate = serializers.CharField(source="loop.candidate")
    name = serializers.CharField(source="loop.name")
    level = serializers.CharField(source="loop.level")
    standing = serializers.ChoiceField(choices=["ready", "waiting", "decided"])
    open = serializers.BooleanField()
    cards_in = serializers.IntegerField(allow_null=True)
    cards_due = serializers.IntegerField(allow_null=True)
    gap = serializers.IntegerField(
        allow_null=True, help_text="The widest disagreement if two points or more."
    )
    outcome = serializers.CharField(allow_blank=True)


class DecisionSerializer(serializers.ModelSerializer[Decision]):
    """A recorded decision, without its snapshot: that is the packet."""

    decided_by = serializers.CharField()
    run = serializers.UUIDField(source="run_id", allow_null=True)
    run_number = serializers.IntegerField(source="run.number", default=None, allow_null=True)

    class Meta:
        model = Decision
        fields = [
            "id",
            "outcome",
            "level",
            "reasons",
            "dissent",
            "decided_by",
            "created_at",
            "run",
            "run_number",
            "digest",
        ]


class PacketSerializer(serializers.Serializer[Any]):
    """A packet as plain data, with its digest; of a decided loop exactly what the deciders saw."""

    digest = serializers.CharField()
    decision = DecisionSerializer(allow_null=True)
    packet = serializers.DictField()


class DecideSerializer(serializers.Serializer[Any]):
    """What to record. `digest_seen` is the digest of the packet that was read."""

    outcome = serializers.ChoiceField(choices=Outcome.choices)
    level = serializers.UUIDField(required=False, allow_null=True, default=None)
    reasons = serializers.CharField()
    dissent = serializers.CharField(required=False, allow_blank=True, default="")
    digest_seen = serializers.CharField(max_length=64)
