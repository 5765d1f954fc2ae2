"""The shape of this app's rows in the API."""

from rest_framework import serializers

from accounts.enums import Role
from accounts.models import AuditEvent, Invitation, Membership


class MemberSerializer(serializers.ModelSerializer[Membership]):
    """A member with name, address and roles."""

    name = serializers.CharField(source="user.name", read_only=True)
    email = serializers.EmailField(source="user.email", read_only=True)
    roles = serializers.ListField(child=serializers.ChoiceField(choices=Role.choices))

    class Meta:
        model = Membership
        fields = ["id", "name", "email", "roles"]


class InvitationSerializer(serializers.ModelSerializer[Invitation]):
    """An invitation. `link` is there once, in the answer that makes it."""

    roles = serializers.ListField(child=serializers.ChoiceField(choices=Role.choices))
    link = serializers.CharField(read_only=True, default=None)

    class Meta:
        model = Invitation
        fields = ["id", "email", "roles", "expires_at", "link"]
        read_only_fields = ["expires_at"]


class AuditEventSerializer(serializers.ModelSerializer[AuditEvent]):
    """One line of the audit trail."""

    actor = serializers.CharField(source="actor.user.name", default=None)

    class Meta:
        model = AuditEvent
        fields = [
            "sequence",
            "at",
            "actor",
            "verb",
            "subject_type",
            "subject_id",
            "data",
            "previous_hash",
            "hash",
        ]
