"""Modules, qualifications and conflicts of interest, as the API gives and takes them."""

from typing import Any

from rest_framework import serializers

from interviews.enums import ConflictKind, QualificationState
from interviews.models import Application, ConflictOfInterest, InterviewerProfile, Module, Qualification
from interviews.queries.qualifications import Step


class ModuleSerializer(serializers.ModelSerializer[Module]):
    """A kind of interview that people are trained for."""

    class Meta:
        model = Module
        fields = ["id", "name", "description", "shadows", "reverse_shadows", "topics", "retired_at"]
        read_only_fields = fields


class ModuleInput(serializers.Serializer[Any]):
    """What a module says."""

    name = serializers.CharField(max_length=120)
    description = serializers.CharField(allow_blank=True, max_length=2_000, default="")
    shadows = serializers.IntegerField(min_value=0, max_value=20, default=2)
    reverse_shadows = serializers.IntegerField(min_value=0, max_value=20, default=2)
    topics = serializers.ListField(child=serializers.UUIDField(), default=list)


class QualificationSerializer(serializers.ModelSerializer[Qualification]):
    """Where a member stands in a module."""

    state = serializers.ChoiceField(choices=QualificationState.choices, read_only=True)

    class Meta:
        model = Qualification
        fields = ["id", "member", "module", "state", "approved_by", "approved_at"]
        read_only_fields = fields


class TrainingStepSerializer(serializers.Serializer[Step]):
    """How far a member is: interviews held, and those ahead."""

    qualification = QualificationSerializer()
    name = serializers.CharField(source="qualification.member.user.name")
    shadows = serializers.IntegerField()
    shadows_ahead = serializers.IntegerField()
    reverse_shadows = serializers.IntegerField()
    reverse_shadows_ahead = serializers.IntegerField()
    ready = serializers.BooleanField()
    next_seat = serializers.CharField()


class TraineeInput(serializers.Serializer[Any]):
    """Who is put into training."""

    member = serializers.UUIDField()


class ApprovalInput(TraineeInput):
    """Whom one approves, and why before the way is complete."""

    note = serializers.CharField(allow_blank=True, max_length=300, default="")


class TrainingReason(serializers.Serializer[Any]):
    """Why, in a line."""

    reason = serializers.CharField(max_length=300)


class ConflictSerializer(serializers.ModelSerializer[ConflictOfInterest]):
    """A conflict of interest, for those who manage them."""

    kind = serializers.ChoiceField(choices=ConflictKind.choices, read_only=True)

    class Meta:
        model = ConflictOfInterest
        fields = [
            "id",
            "member",
            "candidate",
            "kind",
            "reason",
            "declared_by",
            "created_at",
            "lifted_by",
            "lifted_at",
            "lift_reason",
        ]
        read_only_fields = fields


class ConflictInput(TrainingReason):
    """A conflict that is declared: of oneself, or of a colleague."""

    candidate = serializers.UUIDField()
    member = serializers.UUIDField(allow_null=True, default=None)


class TeamsInput(serializers.Serializer[Any]):
    """Teams that somebody was in."""

    former_teams = serializers.ListField(child=serializers.CharField(max_length=120), max_length=100)


class BackgroundInput(TeamsInput):
    """Where a colleague was before, and who brought them."""

    team = serializers.CharField(allow_blank=True, max_length=120, default="")
    referred_by = serializers.UUIDField(allow_null=True, default=None)


class BackgroundSerializer(serializers.ModelSerializer[InterviewerProfile]):
    """Where a colleague comes from."""

    class Meta:
        model = InterviewerProfile
        fields = ["member", "team", "former_teams", "referred_by"]
        read_only_fields = fields


class ReferrerInput(serializers.Serializer[Any]):
    """Who brought a candidate; null for nobody."""

    member = serializers.UUIDField(allow_null=True)


class ApplicationSerializer(serializers.ModelSerializer[Application]):
    """A candidate at an opening."""

    class Meta:
        model = Application
        fields = ["id", "candidate", "opening", "referrer", "created_at"]
        read_only_fields = fields
