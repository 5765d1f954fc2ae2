"""Questions over the API: the same reads and the same actions as the pages."""

import uuid

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import generics, status
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.ground.api import MemberMixin
from questionbank import access
from questionbank.actions.change_question_state import change_question_state
from questionbank.actions.create_question import create_question
from questionbank.actions.revise_question import revise_question
from questionbank.models import Question, QuestionRevision
from questionbank.queries.questions import find_questions, full_revisions
from questionbank.serializers import (
    QuestionFilterSerializer,
    QuestionRowSerializer,
    StateChangeSerializer,
)
from questionbank.serializers_question import (
    NewQuestionSerializer,
    NewRevisionSerializer,
    QuestionSerializer,
    RevisionSerializer,
)


class Questions(MemberMixin, generics.ListAPIView[Question]):
    """The bank, with the filters of its page."""

    serializer_class = QuestionRowSerializer
    queryset = Question.objects.none()

    def get_queryset(self) -> QuerySet[Question]:
        """Best match first where there is a text, else by topic, level and age."""
        shape = QuestionFilterSerializer(data=self.request.query_params)
        shape.is_valid(raise_exception=True)
        return find_questions(self.member, shape.wanted())

    @extend_schema(parameters=[QuestionFilterSerializer])
    def get(self, request: Request, org: str) -> Response:
        """Lists questions, without model answers."""
        return self.list(request, org)

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


def _shown(view: MemberMixin, question_id: uuid.UUID) -> dict[str, object]:
    return dict(QuestionSerializer(access.question_of(view.member, question_id)).data)
