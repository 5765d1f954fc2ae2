"""Questions over the API: the same reads and the same actions as the pages."""

import uuid
from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import generics, status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import remove_query_param, replace_query_param

from accounts.ground.api import MemberMixin
from questionbank import access
from questionbank.actions.change_question_state import change_question_state
from questionbank.actions.create_question import create_question
from questionbank.actions.log_answer_view import log_answer_view
from questionbank.actions.revise_question import revise_question
from questionbank.models import QuestionRevision
from questionbank.queries.questions import full_revisions
from questionbank.queries.search import find_questions
from questionbank.queries.topics import topics_query
from questionbank.serializers import StateChangeSerializer
from questionbank.serializers_question import (
    NewQuestionSerializer,
    NewRevisionSerializer,
    QuestionSerializer,
    RevisionSerializer,
)
from questionbank.serializers_search import QuestionPageSerializer, SearchSerializer


class Questions(MemberMixin):
    """The bank, with the search of its page."""

    @extend_schema(
        operation_id="questions_list", parameters=[SearchSerializer], responses=QuestionPageSerializer
    )
    def get(self, request: Request, org: str) -> Response:
        """Lists questions, without model answers; follow `next` for the rest."""
        shape = SearchSerializer(data=request.query_params)
        shape.is_valid(raise_exception=True)
        sent = shape.validated_data
        found = find_questions(
            self.member,
            shape.search(),
            topics=list(topics_query(self.organization.pk)),
            before=sent["before"],
            after=sent["after"],
            size=sent["size"],
        )
        page = {
            "count": found.counts.total,
            "count_is_exact": found.counts.exact,
            "next": _page(request, "after", found.after),
            "previous": _page(request, "before", found.before),
            "results": [hit.question for hit in found.hits],
        }
        return Response(QuestionPageSerializer(page).data)

    @extend_schema(request=NewQuestionSerializer, responses={201: QuestionSerializer})
    def post(self, request: Request, org: str) -> Response:
        """Writes a draft."""
        shape = NewQuestionSerializer(data=request.data)
        shape.is_valid(raise_exception=True)
        question = create_question(
            actor=self.member, content=shape.content(), question_id=shape.validated_data["id"]
        )
        return Response(_shown(self, question.pk), status=status.HTTP_201_CREATED)


class QuestionRow(MemberMixin):
    """One question."""

    @extend_schema(responses=QuestionSerializer)
    def get(self, request: Request, org: str, question: uuid.UUID) -> Response:
        """The question with its current revision, model answer and rubric."""
        return Response(_shown(self, question))


class Revisions(MemberMixin, generics.ListAPIView[QuestionRevision]):
    """What a question said and says."""

    serializer_class = RevisionSerializer
    queryset = QuestionRevision.objects.none()

    def get_queryset(self) -> QuerySet[QuestionRevision]:
        """Newest first."""
        return full_revisions(access.question_of(self.member, self.kwargs["question"]))

    def paginate_queryset(self, queryset: Any) -> list[Any] | None:
        """Each shows its model answer, so each is logged as read."""
        page = super().paginate_queryset(queryset)
        log_answer_view(actor=self.member, revision_ids=[row.pk for row in page or []])
        return page

    @extend_schema(request=NewRevisionSerializer, responses={201: QuestionSerializer})
    def post(self, request: Request, org: str, question: uuid.UUID) -> Response:
        """Writes a revision; 409 when `base` is no longer the current one."""
        shape = NewRevisionSerializer(data=request.data)
        shape.is_valid(raise_exception=True)
        sent = shape.validated_data
        revise_question(
            actor=self.member,
            question_id=question,
            base=sent["base"],
            content=shape.content(),
            meaning=sent["meaning"],
            note=sent["note"],
        )
        return Response(_shown(self, question), status=status.HTTP_201_CREATED)


class QuestionState(MemberMixin):
    """Where a question stands."""

    @extend_schema(request=StateChangeSerializer, responses=QuestionSerializer)
    def post(self, request: Request, org: str, question: uuid.UUID) -> Response:
        """Moves it along its life; 409 for a step that does not exist from here."""
        shape = StateChangeSerializer(data=request.data)
        shape.is_valid(raise_exception=True)
        change_question_state(actor=self.member, question_id=question, **shape.validated_data)
        return Response(_shown(self, question))


def _page(request: Request, way: str, place: str | None) -> str | None:
    """The address of the page at this place."""
    if place is None:
        return None
    address = request.build_absolute_uri()
    for name in ("after", "before"):
        address = remove_query_param(address, name)
    return replace_query_param(address, way, place)


def _shown(view: MemberMixin, question_id: uuid.UUID) -> dict[str, object]:
    row = access.question_of(view.member, question_id)
    if row.current_id:
        log_answer_view(actor=view.member, revision_ids=[row.current_id])
    return dict(QuestionSerializer(row).data)
