"""Packets and decisions as the API shows them."""

from typing import Any

from rest_framework import serializers

from scoring.enums import DebriefState, Outcome
from scoring.models import Decision


class PacketRowSerializer(serializers.Serializer[Any]):
    """One loop in the list. For who may not read it yet, `open` is false, `state` empty, cards and gap null."""

    loop = serializers.UUIDField(source="loop.pk")
    candidate = serializers.CharField(source="loop.candidate")
    name = serializers.CharField(source="loop.name")
    level = serializers.CharField(source="loop.level")
    group = serializers.ChoiceField(choices=["yours", "wanted", "waiting", "decided", "released"])
    state = serializers.ChoiceField(choices=DebriefState.choices, allow_blank=True)
    to_do = serializers.ChoiceField(
        choices=["read", "vote", "decide", "join", "release"],
        allow_blank=True,
        help_text="What this member should do next; empty for nothing.",
    )
    open = serializers.BooleanField()
    all_in = serializers.BooleanField(help_text="Whether every card that counts is in.")
    cards_in = serializers.IntegerField(allow_null=True)
    cards_due = serializers.IntegerField(allow_null=True)
    gap = serializers.IntegerField(
        allow_null=True, help_text="The widest disagreement if two points or more."
    )
    split = serializers.BooleanField(help_text="Whether the recommendations point both ways.")
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
