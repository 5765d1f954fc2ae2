"""Who met a question, and leaks, over the API."""

import uuid
from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import generics, status
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.ground.api import MemberMixin
from interviews.actions.report_leak import report_leak
from interviews.queries.exposure import entries, ledger_of
from interviews.queries.leaks import reach_of
from interviews.serializers.exposure import (
    EntrySerializer,
    LeakInput,
    LeakSerializer,
    LedgerQuery,
    ReachSerializer,
)
from questionbank.access import question_of
from questionbank.models import Question
from questionbank.rules import may_curate


class Ledger(MemberMixin, generics.GenericAPIView[Any]):
    """Planned, asked, answer read."""

    serializer_class = EntrySerializer
    queryset = Question.objects.none()

    @extend_schema(parameters=[LedgerQuery], responses=EntrySerializer(many=True))
    def get(self, request: Request, org: str, question: uuid.UUID) -> Response:
        """The lines, newest first, page by page."""
        row = question_of(self.member, question)
        shape = LedgerQuery(data=request.query_params)
        shape.is_valid(raise_exception=True)
        sent = shape.validated_data
        page = self.paginate_queryset(
            ledger_of(self.member, row, what=sent["what"], member_id=sent["member"])
        )
        return self.get_paginated_response(EntrySerializer(entries(self.member, page or []), many=True).data)


class Leak(MemberMixin):
    """What a leak would mean, and its report."""

    @extend_schema(responses=ReachSerializer)
    def get(self, request: Request, org: str, question: uuid.UUID) -> Response:
        """Who has seen it, and where it waits."""
        row = question_of(self.member, question)
        may_curate(self.member).require()
        return Response(ReachSerializer(reach_of(self.member, row)).data)

    @extend_schema(request=LeakInput, responses={201: LeakSerializer})
    def post(self, request: Request, org: str, question: uuid.UUID) -> Response:
        """The question is leaked; sessions that have not begun get another in its place."""
        shape = LeakInput(data=request.data)
        shape.is_valid(raise_exception=True)
        report = report_leak(actor=self.member, question_id=question, where=shape.validated_data["where"])
        return Response(LeakSerializer(report).data, status=status.HTTP_201_CREATED)
