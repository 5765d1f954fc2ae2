"""Members, invitations and the audit trail over the API."""

import uuid

from django.db.models import QuerySet
from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework import generics, status
from rest_framework.request import Request
from rest_framework.response import Response

from accounts import rules
from accounts.actions.change_roles import change_roles
from accounts.actions.end_membership import end_membership
from accounts.actions.invite_member import invite_member
from accounts.actions.withdraw_invitation import withdraw_invitation
from accounts.ground.api import MemberMixin
from accounts.models import AuditEvent, Invitation, Membership
from accounts.queries.organizations import members_query
from accounts.queries.people import audit_trail, open_invitations
from accounts.serializers import AuditEventSerializer, InvitationSerializer, MemberSerializer


class Members(MemberMixin, generics.ListAPIView[Membership]):
    """The colleagues; every member may see who they are."""

    serializer_class = MemberSerializer
    queryset = Membership.unscoped.none()  # for the schema, which has no organisation

    def get_queryset(self) -> QuerySet[Membership]:
        """By name."""
        return members_query(self.organization)


class Member(MemberMixin):
    """One colleague's roles."""

    @extend_schema(request=MemberSerializer, responses=MemberSerializer)
    def patch(self, request: Request, org: str, member: uuid.UUID) -> Response:
        """Gives exactly these roles."""
        shape = MemberSerializer(data=request.data)
        shape.is_valid(raise_exception=True)
        row = change_roles(actor=self.member, member_id=member, roles=shape.validated_data["roles"])
        return Response(MemberSerializer(row).data)

    @extend_schema(responses={204: None})
    def delete(self, request: Request, org: str, member: uuid.UUID) -> Response:
        """Ends the membership."""
        end_membership(actor=self.member, member_id=member)
        return Response(status=status.HTTP_204_NO_CONTENT)


class Invitations(MemberMixin, generics.ListAPIView[Invitation]):
    """Open invitations; administrators only."""

    serializer_class = InvitationSerializer
    queryset = Invitation.unscoped.none()

    def get_queryset(self) -> QuerySet[Invitation]:
        """Newest first."""
        rules.may_manage_people(self.member).require()
        return open_invitations(self.organization)

    @extend_schema(request=InvitationSerializer, responses={201: InvitationSerializer})
    def post(self, request: Request, org: str) -> Response:
        """Invites; the answer holds the link, this once."""
        shape = InvitationSerializer(data=request.data)
        shape.is_valid(raise_exception=True)
        made = invite_member(
            actor=self.member, email=shape.validated_data["email"], roles=shape.validated_data["roles"]
        )
        link = request.build_absolute_uri(reverse("invitation", args=[made.token]))
        body = {**InvitationSerializer(made.invitation).data, "link": link}
        return Response(body, status=status.HTTP_201_CREATED)


class InvitationRow(MemberMixin):
    """One invitation."""

    @extend_schema(responses={204: None})
    def delete(self, request: Request, org: str, invitation: uuid.UUID) -> Response:
        """Withdraws it."""
        withdraw_invitation(actor=self.member, invitation_id=invitation)
        return Response(status=status.HTTP_204_NO_CONTENT)


class Audit(MemberMixin, generics.ListAPIView[AuditEvent]):
    """Who did what, newest first; administrators only."""

    serializer_class = AuditEventSerializer
    queryset = AuditEvent.objects.none()

    def get_queryset(self) -> QuerySet[AuditEvent]:
        """All events."""
        rules.may_read_audit(self.member).require()
        return audit_trail(self.organization)
