"""Loops, sessions and planned questions over the API, through the same actions as the pages."""

import uuid

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import generics, status
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.ground.api import MemberMixin
from interviews import rules
from interviews.access import loop_of, planned_of, session_of
from interviews.actions.cancel_loop import cancel_loop
from interviews.actions.mark_question import mark_question
from interviews.actions.name_candidate import name_candidate
from interviews.actions.plan_loop import plan_loop
from interviews.actions.propose_loop import propose_loop
from interviews.actions.replace_question import replace_question
from interviews.models import Loop
from interviews.queries.loops import fill_loop, fill_sessions, loops_of
from interviews.serializers.loops import (
    LoopDetail,
    LoopPlan,
    LoopPropose,
    LoopSerializer,
    MarkInput,
    PlannedSerializer,
    ReasonInput,
    ReplaceInput,
    SessionSerializer,
    WhoInput,
)


def _loop(row: Loop, code: int = status.HTTP_200_OK) -> Response:
    return Response(LoopDetail(fill_loop(row)).data, status=code)


class Loops(MemberMixin, generics.ListAPIView[Loop]):
    """The loops that this member may see, newest first."""

    serializer_class = LoopSerializer
    queryset = Loop.objects.none()

    def get_queryset(self) -> QuerySet[Loop]:
        """Refuses who has no role."""
        rules.may_read(self.member).require()
        return loops_of(self.member)

    @extend_schema(request=LoopPlan, responses={201: LoopDetail})
    def post(self, request: Request, org: str) -> Response:
        """Plans a loop from an opening: questions chosen and reserved, people seated."""
        shape = LoopPlan(data=request.data)
        shape.is_valid(raise_exception=True)
        row = plan_loop(
            actor=self.member,
            opening_id=shape.validated_data["opening"],
            seats=shape.seats_by_stage(),
            seed=shape.validated_data["seed"],
            loop_id=shape.validated_data["id"],
            **shape.who(),
        )
        return _loop(row, status.HTTP_201_CREATED)


class ProposeLoop(MemberMixin):
    """The short way."""

    @extend_schema(request=LoopPropose, responses={201: LoopDetail})
    def post(self, request: Request, org: str) -> Response:
        """Makes a loop of one interview out of level, topics and minutes."""
        shape = LoopPropose(data=request.data)
        shape.is_valid(raise_exception=True)
        values = shape.validated_data
        row = propose_loop(
            actor=self.member,
            level_id=values["level"],
            topic_ids=values["topics"],
            minutes=values["minutes"],
            candidate_name=values["candidate_name"],
            candidate_email=values["candidate_email"],
            start=values["start"],
            seed=values["seed"],
            loop_id=values["id"],
        )
        return _loop(row, status.HTTP_201_CREATED)


class OneLoop(MemberMixin):
    """One loop."""

    @extend_schema(responses=LoopDetail)
    def get(self, request: Request, org: str, loop: uuid.UUID) -> Response:
        """With its sessions, their questions and people."""
        rules.may_read(self.member).require()
        return _loop(loop_of(self.member, loop))


class NameCandidate(MemberMixin):
    """A proposal's candidate."""

    @extend_schema(request=WhoInput, responses=LoopDetail)
    def post(self, request: Request, org: str, loop: uuid.UUID) -> Response:
        """Names the candidate and reserves the questions for them."""
        shape = WhoInput(data=request.data)
        shape.is_valid(raise_exception=True)
        return _loop(name_candidate(actor=self.member, loop_id=loop, **shape.who()))


class CancelLoop(MemberMixin):
    """Calling a loop off."""

    @extend_schema(request=ReasonInput, responses=LoopDetail)
    def post(self, request: Request, org: str, loop: uuid.UUID) -> Response:
        """Cancels it and frees what was reserved."""
        shape = ReasonInput(data=request.data)
        shape.is_valid(raise_exception=True)
        return _loop(cancel_loop(actor=self.member, loop_id=loop, reason=shape.validated_data["reason"]))


class OneSession(MemberMixin):
    """One session."""

    @extend_schema(responses=SessionSerializer)
    def get(self, request: Request, org: str, session: uuid.UUID) -> Response:
        """With its questions and people."""
        rules.may_read(self.member).require()
        [row] = fill_sessions([session_of(self.member, session)])
        return Response(SessionSerializer(row).data)


class ReplaceQuestion(MemberMixin):
    """Another question in a planned one's place."""

    @extend_schema(request=ReplaceInput, responses={201: PlannedSerializer})
    def post(self, request: Request, org: str, planned: uuid.UUID) -> Response:
        """Replaces it; the answer is the new one."""
        shape = ReplaceInput(data=request.data)
        shape.is_valid(raise_exception=True)
        new = replace_question(
            actor=self.member,
            planned_id=planned,
            question_id=shape.validated_data["question"],
            reason=shape.validated_data["reason"],
            override=shape.validated_data["override"],
            seen=shape.validated_data["seen"],
        )
        body = PlannedSerializer(planned_of(self.member, new.pk)).data
        return Response(body, status=status.HTTP_201_CREATED)


class MarkQuestion(MemberMixin):
    """What became of a planned question."""

    @extend_schema(request=MarkInput, responses=PlannedSerializer)
    def post(self, request: Request, org: str, planned: uuid.UUID) -> Response:
        """Marks it asked, skipped or planned again."""
        shape = MarkInput(data=request.data)
        shape.is_valid(raise_exception=True)
        row = mark_question(actor=self.member, planned_id=planned, **shape.validated_data)
        return Response(PlannedSerializer(row).data)
