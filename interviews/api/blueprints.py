"""Blueprints over the API, through the same actions as the pages."""

import uuid
from dataclasses import asdict

from django.db.models import QuerySet
from django.http import Http404
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import generics, status
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.ground.api import MemberMixin
from interviews import rules
from interviews.access import blueprint_of
from interviews.actions.copy_blueprint import copy_blueprint
from interviews.actions.create_blueprint import create_blueprint
from interviews.actions.restore_blueprint import restore_blueprint
from interviews.actions.retire_blueprint import retire_blueprint
from interviews.actions.revise_blueprint import revise_blueprint
from interviews.blueprint_changes import compare
from interviews.models import Blueprint
from interviews.queries.blueprint_texts import pair_of, texts_of
from interviews.queries.blueprints import blueprints_of, fill_blueprint, revisions_of
from interviews.serializers.blueprints import (
    BlueprintCopy,
    BlueprintCreate,
    BlueprintDetail,
    BlueprintRevise,
    BlueprintSerializer,
    ChangesShape,
    contents,
    terms_from,
)


class Blueprints(MemberMixin, generics.ListAPIView[Blueprint]):
    """All blueprints in use."""

    serializer_class = BlueprintSerializer
    queryset = Blueprint.objects.none()

    def get_queryset(self) -> QuerySet[Blueprint]:
        """By level and name."""
        rules.may_read(self.member).require()
        return blueprints_of(self.member)

    @extend_schema(request=BlueprintCreate, responses={201: BlueprintDetail})
    def post(self, request: Request, org: str) -> Response:
        """Writes a new one."""
        shape = BlueprintCreate(data=request.data)
        shape.is_valid(raise_exception=True)
        values = shape.validated_data
        row = create_blueprint(
            actor=self.member,
            name=values["name"],
            role=values["role"],
            level_id=values["level"],
            note=values["note"],
            stages=contents(values["stages"]),
            terms=terms_from(values.get("terms")),
        )
        return Response(BlueprintDetail(fill_blueprint(row)).data, status=status.HTTP_201_CREATED)


class OneBlueprint(MemberMixin):
    """One blueprint."""

    @extend_schema(responses=BlueprintDetail)
    def get(self, request: Request, org: str, blueprint: uuid.UUID) -> Response:
        """As it is now."""
        return Response(BlueprintDetail(fill_blueprint(blueprint_of(self.member, blueprint))).data)

    @extend_schema(request=BlueprintRevise, responses=BlueprintDetail)
    def put(self, request: Request, org: str, blueprint: uuid.UUID) -> Response:
        """Writes a new revision; 409 when somebody else did since `based_on`."""
        shape = BlueprintRevise(data=request.data)
        shape.is_valid(raise_exception=True)
        values = shape.validated_data
        row = revise_blueprint(
            actor=self.member,
            blueprint_id=blueprint,
            based_on=values["based_on"],
            stages=contents(values["stages"]),
            note=values["note"],
            role=values.get("role"),
            terms=terms_from(values.get("terms")),
        )
        return Response(BlueprintDetail(fill_blueprint(row)).data)


class CompareBlueprint(MemberMixin):
    """Two revisions of a blueprint."""

    @extend_schema(
        parameters=[OpenApiParameter("from", int), OpenApiParameter("to", int)], responses=ChangesShape
    )
    def get(self, request: Request, org: str, blueprint: uuid.UUID) -> Response:
        """What differs between ?from= and ?to=, in words; without them since the revision before."""
        row = blueprint_of(self.member, blueprint)
        asked = request.query_params
        pair = pair_of(revisions_of(row), asked.get("from", ""), asked.get("to", ""))
        if pair is None:
            raise Http404("There is no such revision.")
        texts = texts_of(pair)
        old, new = (texts[revision.pk] for revision in pair)
        return Response(ChangesShape(asdict(compare(old, new))).data)


class CopyBlueprint(MemberMixin):
    """A copy of a blueprint."""

    @extend_schema(request=BlueprintCopy, responses={201: BlueprintDetail})
    def post(self, request: Request, org: str, blueprint: uuid.UUID) -> Response:
        """Writes a new blueprint that says the same."""
        shape = BlueprintCopy(data=request.data)
        shape.is_valid(raise_exception=True)
        values = shape.validated_data
        row = copy_blueprint(
            actor=self.member,
            blueprint_id=blueprint,
            name=values["name"],
            role=values["role"],
            level_id=values["level"],
            shift_levels=values["shift_levels"],
        )
        return Response(BlueprintDetail(fill_blueprint(row)).data, status=status.HTTP_201_CREATED)


class RetireBlueprint(MemberMixin):
    """Out of use."""

    @extend_schema(request=None, responses=BlueprintDetail)
    def post(self, request: Request, org: str, blueprint: uuid.UUID) -> Response:
        """No new opening gets it; openings that have it keep planning."""
        row = retire_blueprint(actor=self.member, blueprint_id=blueprint)
        return Response(BlueprintDetail(fill_blueprint(row)).data)


class RestoreBlueprint(MemberMixin):
    """Back in use."""

    @extend_schema(request=None, responses=BlueprintDetail)
    def post(self, request: Request, org: str, blueprint: uuid.UUID) -> Response:
        """It says what it said when it was retired."""
        row = restore_blueprint(actor=self.member, blueprint_id=blueprint)
        return Response(BlueprintDetail(fill_blueprint(row)).data)
