"""Openings and candidates, as the API gives and takes them."""

from typing import Any

from rest_framework import serializers

from interviews.enums import OpeningState
from interviews.models import Candidate, Opening


class OpeningSerializer(serializers.ModelSerializer[Opening]):
    """A job."""

    state = serializers.ChoiceField(choices=OpeningState.choices, read_only=True)

    class Meta:
        model = Opening
        fields = ["id", "title", "blueprint", "team", "state", "created_at"]


class OpeningCreate(serializers.Serializer[Any]):
    """A new job."""

    title = serializers.CharField(max_length=160)
    blueprint = serializers.UUIDField()
    team = serializers.CharField(allow_blank=True, max_length=120, default="")


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
