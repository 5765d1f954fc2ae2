"""Amendments and versions of scorecards as the API shows them."""

from typing import Any

from rest_framework import serializers

from scoring.models import ScorecardVersion


class AmendmentReasonSerializer(serializers.Serializer[Any]):
    """Why a card is amended."""

    amendment_reason = serializers.CharField(help_text="Colleagues and the committee read it.")


class VersionSerializer(serializers.ModelSerializer[ScorecardVersion]):
    """A card as it stood from `written_at` on. Frozen."""

    written_at = serializers.DateTimeField(source="created_at")
    written_by = serializers.SerializerMethodField()
    reason = serializers.CharField(help_text="Why it was amended; empty for the first version.")
    content = serializers.JSONField()

    class Meta:
        model = ScorecardVersion
        fields = ["number", "written_at", "written_by", "reason", "content"]

    def get_written_by(self, version: ScorecardVersion) -> str:
        """The name of who wrote it; of old versions nothing is recorded, and it was the card's author."""
        return str(version.written_by or self.context["card"].seat.member)
