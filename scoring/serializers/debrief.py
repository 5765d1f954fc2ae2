"""Packets and decisions as the API shows them."""

from typing import Any

from rest_framework import serializers

from scoring.enums import DebriefState
from scoring.serializers.decisions import DecisionSerializer


class PacketRowSerializer(serializers.Serializer[Any]):
    """One loop in the list. For who may not read it yet, `open` is false, cards and gap are null."""

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


class PacketSerializer(serializers.Serializer[Any]):
    """A packet as plain data, with its digest; of a decided loop exactly what the deciders saw."""

    digest = serializers.CharField()
    decision = DecisionSerializer(allow_null=True)
    packet = serializers.DictField()
