"""Imports over the API: upload a document, decide on its questions, undo."""

import uuid

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import generics, status
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.ground.api import MemberMixin
from accounts.ground.parsing import Json
from questionbank import access
from questionbank.actions.accept_import_items import Options, accept_import_items
from questionbank.actions.edit_import_item import edit_import_item
from questionbank.actions.reject_import_items import reject_import_items
from questionbank.actions.reopen_import_item import reopen_import_item
from questionbank.actions.stage_import import stage_import, too_large
from questionbank.actions.undo_import import undo_import
from questionbank.enums import State
from questionbank.models import ImportBatch
from questionbank.queries.imports import imports_of
from questionbank.serializers import (
    AcceptedSerializer,
    AcceptSerializer,
    ImportItemSerializer,
    ImportRowSerializer,
    ImportSerializer,
    ItemEditSerializer,
    RejectSerializer,
    UploadSerializer,
)


class Imports(MemberMixin, generics.ListAPIView[ImportBatch]):
    """Documents, newest first; curators only."""

    serializer_class = ImportRowSerializer
    queryset = ImportBatch.objects.none()
    parser_classes = [MultiPartParser, Json]

    def get_queryset(self) -> QuerySet[ImportBatch]:
        """With how many items each has and how many wait."""
        return imports_of(self.member)

    @extend_schema(
        request={"multipart/form-data": UploadSerializer},
        responses={201: ImportSerializer, 200: ImportSerializer},
    )
    def post(self, request: Request, org: str) -> Response:
        """Reads and stages a document.

        201. The same document again changes nothing: 200 with what is there.
        """
        data = request.data
        if getattr(request._request, "upload_too_large", False):
            raise too_large("This document")
        shape = UploadSerializer(data=data)
        shape.is_valid(raise_exception=True)
        upload = shape.validated_data["document"]
        staged = stage_import(
            actor=self.member, organization=self.organization, name=upload.name, data=upload.read()
        )
        code = status.HTTP_201_CREATED if staged.is_new else status.HTTP_200_OK
        return Response(ImportSerializer(staged.batch).data, status=code)


class ImportRow(MemberMixin):
    """One document."""

    @extend_schema(responses=ImportSerializer)
    def get(self, request: Request, org: str, batch: uuid.UUID) -> Response:
        """The report of its reading, and all its items."""
        return Response(ImportSerializer(access.batch_of(self.member, batch)).data)


class ImportAccept(MemberMixin):
    """Makes questions of items."""

    @extend_schema(request=AcceptSerializer, responses=AcceptedSerializer)
    def post(self, request: Request, org: str, batch: uuid.UUID) -> Response:
        """All that have no warning, or the named ones; 409 when nothing is left to accept."""
        shape = AcceptSerializer(data=request.data)
        shape.is_valid(raise_exception=True)
        sent = shape.validated_data
        options = Options(
            topic_id=sent["topic"],
            level_id=sent["level"],
            minutes=sent["minutes"],
            criterion_ids=tuple(sent["criteria"]),
            state=State.LIVE if sent["live"] else State.DRAFT,
        )
        made = accept_import_items(actor=self.member, batch_id=batch, item_ids=sent["items"], options=options)
        return Response({"questions": [str(question.pk) for question in made]})


class ImportReject(MemberMixin):
    """Leaves items out of the bank."""

    @extend_schema(request=RejectSerializer, responses=ImportSerializer)
    def post(self, request: Request, org: str, batch: uuid.UUID) -> Response:
        """Those that nobody decided yet; 409 when there are none among them."""
        shape = RejectSerializer(data=request.data)
        shape.is_valid(raise_exception=True)
        row = reject_import_items(actor=self.member, batch_id=batch, item_ids=shape.validated_data["items"])
        return Response(ImportSerializer(row).data)


class ImportUndo(MemberMixin):
    """Takes a whole import back."""

    @extend_schema(request=None, responses=ImportSerializer)
    def post(self, request: Request, org: str, batch: uuid.UUID) -> Response:
        """Deletes the questions it made; 409, naming which, when one is in use."""
        return Response(ImportSerializer(undo_import(actor=self.member, batch_id=batch)).data)


class ImportItemRow(MemberMixin):
    """One question of a document."""

    @extend_schema(responses=ImportItemSerializer)
    def get(self, request: Request, org: str, item: uuid.UUID) -> Response:
        """As read, and as a person changed it."""
        return Response(ImportItemSerializer(access.item_of(self.member, item)).data)

    @extend_schema(request=ItemEditSerializer, responses=ImportItemSerializer)
    def patch(self, request: Request, org: str, item: uuid.UUID) -> Response:
        """Corrects fields; `reopen` takes a rejection back first."""
        shape = ItemEditSerializer(data=request.data)
        shape.is_valid(raise_exception=True)
        if shape.validated_data["reopen"]:
            reopen_import_item(actor=self.member, item_id=item)
        if changes := shape.validated_data["changes"]:
            edit_import_item(actor=self.member, item_id=item, changes=changes)
        return Response(ImportItemSerializer(access.item_of(self.member, item)).data)
