"""What goes around the gate, as the API gives and takes it."""

from typing import Any

from rest_framework import serializers

from scoring.models import GateOverride


class ReasonSerializer(serializers.Serializer[Any]):
    """Why, for others to read: at least four words."""

    reason = serializers.CharField(max_length=300)


class GateOverrideSerializer(serializers.ModelSerializer[GateOverride]):
    """Somebody read the cards of a loop before handing in their own."""

    name = serializers.CharField(source="member.user.name")

    class Meta:
        model = GateOverride
        fields = ["loop", "member", "name", "reason", "created_at"]
