"""Conflicts of interest and backgrounds over the API, through the same actions as the pages."""

import uuid

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema, inline_serializer
from rest_framework import generics, serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.ground.api import MemberMixin
from interviews import rules
from interviews.actions.change_background import change_background
from interviews.actions.change_former_teams import change_former_teams
from interviews.actions.declare_conflict import declare_conflict
from interviews.actions.detect_conflicts import detect_conflicts
from interviews.actions.lift_conflict import lift_conflict
from interviews.actions.set_referrer import set_referrer
from interviews.models import ConflictOfInterest
from interviews.queries.conflicts import conflicts_of
from interviews.serializers.training import (
    ApplicationSerializer,
    BackgroundInput,
    BackgroundSerializer,
    ConflictInput,
    ConflictSerializer,
    ReferrerInput,
    TeamsInput,
    TrainingReason,
)


class Conflicts(MemberMixin, generics.ListAPIView[ConflictOfInterest]):
    """The conflicts of interest, for coordinators; declaring one, for everybody."""

    serializer_class = ConflictSerializer
    queryset = ConflictOfInterest.objects.none()

    def get_queryset(self) -> QuerySet[ConflictOfInterest]:
        """Open ones first; none about candidates with whom the reader has one."""
        rules.may_plan(self.member).require()
        return conflicts_of(self.member)

    @extend_schema(request=ConflictInput, responses={201: ConflictSerializer})
    def post(self, request: Request, org: str) -> Response:
        """Declares one; seats are given back."""
        shape = ConflictInput(data=request.data)
        shape.is_valid(raise_exception=True)
        row = declare_conflict(
            actor=self.member,
            candidate_id=shape.validated_data["candidate"],
            reason=shape.validated_data["reason"],
            member_id=shape.validated_data["member"],
        )
        return Response(ConflictSerializer(row).data, status=status.HTTP_201_CREATED)


class DetectConflicts(MemberMixin):
    """A look through the records."""

    @extend_schema(
        request=None,
        responses=inline_serializer(
            "NoticedConflicts", {"found": serializers.IntegerField(), "recused": serializers.IntegerField()}
        ),
    )
    def post(self, request: Request, org: str) -> Response:
        """How many new ones were found, and how many seats they cost."""
        noticed = detect_conflicts(actor=self.member)
        return Response({"found": len(noticed.conflicts), "recused": len(noticed.seats)})


class LiftConflict(MemberMixin):
    """The end of a conflict."""

    @extend_schema(request=TrainingReason, responses=ConflictSerializer)
    def post(self, request: Request, org: str, conflict: uuid.UUID) -> Response:
        """With the reason, for good."""
        shape = TrainingReason(data=request.data)
        shape.is_valid(raise_exception=True)
        row = lift_conflict(actor=self.member, conflict_id=conflict, reason=shape.validated_data["reason"])
        return Response(ConflictSerializer(row).data)


class Background(MemberMixin):
    """Where a colleague comes from."""

    @extend_schema(request=BackgroundInput, responses=BackgroundSerializer)
    def put(self, request: Request, org: str, member: uuid.UUID) -> Response:
        """Former teams and who brought them; conflicts follow at once."""
        shape = BackgroundInput(data=request.data)
        shape.is_valid(raise_exception=True)
        row = change_background(
            actor=self.member,
            member_id=member,
            former_teams=shape.validated_data["former_teams"],
            team=shape.validated_data["team"],
            referred_by_id=shape.validated_data["referred_by"],
        )
        return Response(BackgroundSerializer(row).data)


class CandidateTeams(MemberMixin):
    """Where a candidate was before."""

    @extend_schema(request=TeamsInput, responses={204: None})
    def put(self, request: Request, org: str, candidate: uuid.UUID) -> Response:
        """Former teams; conflicts follow at once, perhaps for the caller too."""
        shape = TeamsInput(data=request.data)
        shape.is_valid(raise_exception=True)
        teams = shape.validated_data["former_teams"]
        change_former_teams(actor=self.member, candidate_id=candidate, former_teams=teams)
        return Response(status=status.HTTP_204_NO_CONTENT)


class Referrer(MemberMixin):
    """Who brought a candidate to a job."""

    @extend_schema(request=ReferrerInput, responses=ApplicationSerializer)
    def put(self, request: Request, org: str, application: uuid.UUID) -> Response:
        """Conflicts follow at once, perhaps for the caller too."""
        shape = ReferrerInput(data=request.data)
        shape.is_valid(raise_exception=True)
        row = set_referrer(
            actor=self.member,
            application_id=application,
            member_id=shape.validated_data["member"],
        )
        return Response(ApplicationSerializer(row).data)
