"""A question's life over the API: steps, reviews, rest, flags, and the rules of the bank."""

import uuid

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import generics, status
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.ground.api import MemberMixin
from questionbank import access, rules
from questionbank.actions.close_flag import close_flag
from questionbank.actions.raise_flag import raise_flag
from questionbank.actions.rest_question import rest_question
from questionbank.actions.review_revision import review_revision
from questionbank.actions.set_bank_policy import set_bank_policy
from questionbank.actions.wake_question import wake_question
from questionbank.models import Question, QuestionFlag, RevisionReview
from questionbank.queries.life import all_reviews, flags_of, life_of, policy_of, waiting_reviews
from questionbank.serializers import QuestionRowSerializer
from questionbank.serializers_life import (
    FlagSerializer,
    OutcomeInput,
    PolicySerializer,
    RestInput,
    ReviewInput,
    ReviewSerializer,
    StepSerializer,
    WhyInput,
)


class WaitingReviews(MemberMixin, generics.ListAPIView[Question]):
    """What waits for this member's word."""

    serializer_class = QuestionRowSerializer
    queryset = Question.objects.none()

    def get_queryset(self) -> QuerySet[Question]:
        """Longest waiting first."""
        rules.may_review_at_all(self.member).require()
        return waiting_reviews(self.member)


class Steps(MemberMixin):
    """Where a question may go from here."""

    @extend_schema(responses=StepSerializer(many=True))
    def get(self, request: Request, org: str, question: uuid.UUID) -> Response:
        """The steps that this member may take by hand, each with what is still missing."""
        life = life_of(self.member, access.question_of(self.member, question))
        return Response(StepSerializer(life.ways, many=True).data)


class Reviews(MemberMixin, generics.ListAPIView[RevisionReview]):
    """What was said of a question's revisions."""

    serializer_class = ReviewSerializer
    queryset = RevisionReview.objects.none()

    def get_queryset(self) -> QuerySet[RevisionReview]:
        """Newest first."""
        return all_reviews(access.question_of(self.member, self.kwargs["question"]))

    @extend_schema(request=ReviewInput, responses={201: ReviewSerializer})
    def post(self, request: Request, org: str, question: uuid.UUID) -> Response:
        """Approves a revision, or asks for changes; 409 when it is no longer the current one."""
        shape = ReviewInput(data=request.data)
        shape.is_valid(raise_exception=True)
        sent = shape.validated_data
        row = review_revision(
            actor=self.member,
            question_id=question,
            number=sent["revision"],
            verdict=sent["verdict"],
            comment=sent["comment"],
        )
        return Response(ReviewSerializer(row).data, status=status.HTTP_201_CREATED)


class Rest(MemberMixin):
    """A question's rest."""

    @extend_schema(request=RestInput, responses=QuestionRowSerializer)
    def post(self, request: Request, org: str, question: uuid.UUID) -> Response:
        """Lets it rest."""
        shape = RestInput(data=request.data)
        shape.is_valid(raise_exception=True)
        row = rest_question(actor=self.member, question_id=question, until=shape.validated_data["until"])
        return Response(QuestionRowSerializer(row).data)


class Wake(MemberMixin):
    """The end of a question's rest."""

    @extend_schema(request=WhyInput, responses=QuestionRowSerializer)
    def post(self, request: Request, org: str, question: uuid.UUID) -> Response:
        """Makes it live again."""
        shape = WhyInput(data=request.data)
        shape.is_valid(raise_exception=True)
        row = wake_question(actor=self.member, question_id=question, reason=shape.validated_data["reason"])
        return Response(QuestionRowSerializer(row).data)


class Flags(MemberMixin, generics.ListAPIView[QuestionFlag]):
    """What was found wrong with a question."""

    serializer_class = FlagSerializer
    queryset = QuestionFlag.objects.none()

    def get_queryset(self) -> QuerySet[QuestionFlag]:
        """Newest first, closed ones too."""
        return flags_of(access.question_of(self.member, self.kwargs["question"]))

    @extend_schema(request=FlagSerializer, responses={201: FlagSerializer})
    def post(self, request: Request, org: str, question: uuid.UUID) -> Response:
        """Flags it; the same words of the same member make one flag."""
        shape = FlagSerializer(data=request.data)
        shape.is_valid(raise_exception=True)
        row = raise_flag(actor=self.member, question_id=question, text=shape.validated_data["text"])
        return Response(FlagSerializer(row).data, status=status.HTTP_201_CREATED)


class CloseFlag(MemberMixin):
    """The end of a flag."""

    @extend_schema(request=OutcomeInput, responses=FlagSerializer)
    def post(self, request: Request, org: str, flag: uuid.UUID) -> Response:
        """Says what became of it."""
        shape = OutcomeInput(data=request.data)
        shape.is_valid(raise_exception=True)
        row = close_flag(actor=self.member, flag_id=flag, outcome=shape.validated_data["outcome"])
        return Response(FlagSerializer(row).data)


class Policy(MemberMixin):
    """The rules of the bank."""

    @extend_schema(responses=PolicySerializer)
    def get(self, request: Request, org: str) -> Response:
        """As they hold now."""
        rules.may_read_bank(self.member).require()
        return Response(PolicySerializer(policy_of(self.organization.pk)).data)

    @extend_schema(request=PolicySerializer, responses=PolicySerializer)
    def put(self, request: Request, org: str) -> Response:
        """Sets them."""
        shape = PolicySerializer(data=request.data)
        shape.is_valid(raise_exception=True)
        row = set_bank_policy(actor=self.member, **shape.validated_data)
        return Response(PolicySerializer(row).data)
