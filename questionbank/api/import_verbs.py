"""The review of imports over the API: mapping, columns, splitting, joining, likeness, reading again."""

import uuid

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.ground.api import MemberMixin
from questionbank import access
from questionbank.actions.correct_columns import correct_columns
from questionbank.actions.decide_import_match import decide_import_match
from questionbank.actions.map_import import map_import
from questionbank.actions.merge_import_items import merge_import_items
from questionbank.actions.retry_import import retry_import
from questionbank.actions.split_import_item import split_import_item
from questionbank.actions.take_unanswered import take_unanswered
from questionbank.models import ImportBatch
from questionbank.queries.imports import matches_of_batch
from questionbank.serializers import ImportItemSerializer, ImportSerializer
from questionbank.serializers_imports import (
    ColumnsSerializer,
    JoinSerializer,
    MappingSerializer,
    MatchDecisionSerializer,
    MatchSerializer,
    ProgressSerializer,
    SplitSerializer,
    UnansweredSerializer,
)


class ImportProgress(MemberMixin):
    """How far a document is that is read in the background."""

    @extend_schema(responses=ProgressSerializer)
    def get(self, request: Request, org: str, batch: uuid.UUID) -> Response:
        """`state` is "reading" until it is staged, or failed with its `error`."""
        return Response(_progress(access.batch_of(self.member, batch)))


class ImportRetry(MemberMixin):
    """Reads a document again."""

    @extend_schema(request=None, responses={202: ProgressSerializer})
    def post(self, request: Request, org: str, batch: uuid.UUID) -> Response:
        """202: it is enqueued. 409 when it was read already."""
        row = retry_import(actor=self.member, batch_id=batch)
        return Response(_progress(row), status=status.HTTP_202_ACCEPTED)


class ImportMapping(MemberMixin):
    """What the sections and words of a document are in the bank."""

    @extend_schema(request=MappingSerializer, responses=ImportSerializer)
    def put(self, request: Request, org: str, batch: uuid.UUID) -> Response:
        """Holds for all that is accepted from now on."""
        shape = MappingSerializer(data=request.data)
        shape.is_valid(raise_exception=True)
        row = map_import(actor=self.member, batch_id=batch, **shape.mapping())  # type: ignore[arg-type]  # by key
        return Response(ImportSerializer(row).data)


class ImportColumns(MemberMixin):
    """Which column of a table holds what."""

    @extend_schema(request=ColumnsSerializer, responses=ImportSerializer)
    def put(self, request: Request, org: str, batch: uuid.UUID) -> Response:
        """Reads the table again; 409 once an item was edited or decided."""
        shape = ColumnsSerializer(data=request.data)
        shape.is_valid(raise_exception=True)
        row = correct_columns(actor=self.member, batch_id=batch, columns=shape.validated_data["columns"])
        return Response(ImportSerializer(row).data)


class ImportUnanswered(MemberMixin):
    """Prompts that the document does not answer."""

    @extend_schema(request=UnansweredSerializer, responses=ImportItemSerializer)
    def post(self, request: Request, org: str, batch: uuid.UUID) -> Response:
        """Makes an item of the one that begins on this line; the same again gives the same item."""
        shape = UnansweredSerializer(data=request.data)
        shape.is_valid(raise_exception=True)
        item = take_unanswered(actor=self.member, batch_id=batch, line=shape.validated_data["line"])
        return Response(ImportItemSerializer(item).data)


class ImportJoin(MemberMixin):
    """Two items made one."""

    @extend_schema(request=JoinSerializer, responses=ImportItemSerializer)
    def post(self, request: Request, org: str, batch: uuid.UUID) -> Response:
        """The new item; the two are kept as split, and reopening one of them takes this back."""
        shape = JoinSerializer(data=request.data)
        shape.is_valid(raise_exception=True)
        sent = shape.validated_data
        item = merge_import_items(
            actor=self.member, batch_id=batch, first_id=sent["first"], second_id=sent["second"]
        )
        return Response(ImportItemSerializer(item).data)


class ImportItemSplit(MemberMixin):
    """One item made two."""

    @extend_schema(request=SplitSerializer, responses=ImportItemSerializer(many=True))
    def post(self, request: Request, org: str, item: uuid.UUID) -> Response:
        """The two new items; the original is kept as split, and reopening it takes this back."""
        shape = SplitSerializer(data=request.data)
        shape.is_valid(raise_exception=True)
        made = split_import_item(actor=self.member, item_id=item, **shape.validated_data)
        return Response(ImportItemSerializer(made, many=True).data)


class ImportMatches(MemberMixin):
    """The questions of the bank that the items of a document resemble."""

    @extend_schema(responses=MatchSerializer(many=True))
    def get(self, request: Request, org: str, batch: uuid.UUID) -> Response:
        """Most alike first; those that are decided, too."""
        row = access.batch_of(self.member, batch)
        return Response(MatchSerializer(matches_of_batch(row), many=True).data)


class ImportMatchRow(MemberMixin):
    """An item and a question that are alike."""

    @extend_schema(request=MatchDecisionSerializer, responses=MatchSerializer)
    def post(self, request: Request, org: str, match: uuid.UUID) -> Response:
        """Says what they are to each other; 409 once the item is decided."""
        shape = MatchDecisionSerializer(data=request.data)
        shape.is_valid(raise_exception=True)
        row = decide_import_match(
            actor=self.member, match_id=match, decision=shape.validated_data["decision"]
        )
        return Response(MatchSerializer(row).data)


def _progress(row: ImportBatch) -> dict[str, object]:
    values = {"state": row.state, "done": row.progress_done, "total": row.progress_total, "error": row.error}
    return dict(ProgressSerializer(values).data)
