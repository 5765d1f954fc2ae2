"""Topics, levels and criteria over the API."""

import uuid

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import generics, status
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.ground.api import MemberMixin
from questionbank import access, rules
from questionbank.actions.create_criterion import create_criterion
from questionbank.actions.create_level import create_level
from questionbank.actions.create_topic import create_topic
from questionbank.actions.edit_criterion import edit_criterion
from questionbank.models import Criterion, Level, Topic
from questionbank.queries.rubrics import criteria_query
from questionbank.queries.topics import levels_query, topics_query
from questionbank.serializers import CriterionSerializer, LevelSerializer, TopicSerializer


class Topics(MemberMixin, generics.ListAPIView[Topic]):
    """What questions are about."""

    serializer_class = TopicSerializer
    queryset = Topic.objects.none()

    def get_queryset(self) -> QuerySet[Topic]:
        """By name."""
        rules.may_read_bank(self.member).require()
        return topics_query(self.organization.pk)

    @extend_schema(request=TopicSerializer, responses={201: TopicSerializer})
    def post(self, request: Request, org: str) -> Response:
        """Adds a topic."""
        shape = TopicSerializer(data=request.data)
        shape.is_valid(raise_exception=True)
        sent = shape.validated_data
        topic = create_topic(actor=self.member, name=sent["name"], parent_id=sent.get("parent_id"))
        return Response(TopicSerializer(topic).data, status=status.HTTP_201_CREATED)


class Levels(MemberMixin, generics.ListAPIView[Level]):
    """The ladder, lowest rung first."""

    serializer_class = LevelSerializer
    queryset = Level.objects.none()

    def get_queryset(self) -> QuerySet[Level]:
        """By rank."""
        rules.may_read_bank(self.member).require()
        return levels_query(self.organization.pk)

    @extend_schema(request=LevelSerializer, responses={201: LevelSerializer})
    def post(self, request: Request, org: str) -> Response:
        """Adds a level above all others."""
        shape = LevelSerializer(data=request.data)
        shape.is_valid(raise_exception=True)
        level = create_level(actor=self.member, name=shape.validated_data["name"])
        return Response(LevelSerializer(level).data, status=status.HTTP_201_CREATED)


class Criteria(MemberMixin, generics.ListAPIView[Criterion]):
    """What is rated."""

    serializer_class = CriterionSerializer
    queryset = Criterion.objects.none()

    def get_queryset(self) -> QuerySet[Criterion]:
        """By name."""
        rules.may_read_bank(self.member).require()
        return criteria_query(self.organization.pk)

    @extend_schema(request=CriterionSerializer, responses={201: CriterionSerializer})
    def post(self, request: Request, org: str) -> Response:
        """Adds a criterion."""
        shape = CriterionSerializer(data=request.data)
        shape.is_valid(raise_exception=True)
        criterion = create_criterion(actor=self.member, **shape.validated_data)
        return Response(CriterionSerializer(criterion).data, status=status.HTTP_201_CREATED)


class CriterionRow(MemberMixin):
    """One criterion."""

    @extend_schema(request=CriterionSerializer, responses=CriterionSerializer)
    def patch(self, request: Request, org: str, criterion: uuid.UUID) -> Response:
        """Gives it another name or description; what is not sent stays."""
        row = access.criterion_of(self.member, criterion)
        shape = CriterionSerializer(row, data=request.data, partial=True)
        shape.is_valid(raise_exception=True)
        words = {"name": row.name, "description": row.description} | shape.validated_data
        row = edit_criterion(actor=self.member, criterion_id=criterion, **words)
        return Response(CriterionSerializer(row).data)
