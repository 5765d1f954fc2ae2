"""A session's time, start, end, people and questions over the API, through the same actions as the pages."""

import uuid

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.ground.api import MemberMixin
from interviews.access import planned_of, session_of
from interviews.actions.add_question import add_question
from interviews.actions.decline_seat import decline_seat
from interviews.actions.end_session import end_session
from interviews.actions.move_question import move_question
from interviews.actions.remove_question import remove_question
from interviews.actions.reorder_question import reorder_question
from interviews.actions.schedule_session import schedule_session
from interviews.actions.seat_member import seat_member
from interviews.actions.start_session import start_session
from interviews.actions.unseat_member import unseat_member
from interviews.models import PlannedQuestion
from interviews.queries.loops import fill_sessions
from interviews.serializers.loops import (
    MoveInput,
    PlannedSerializer,
    QuestionInput,
    ReasonInput,
    ScheduleInput,
    SeatMember,
    SeatSerializer,
    SeenInput,
    SessionSerializer,
)


class SessionView(MemberMixin):
    """What the views of one session share."""

    def answer(self, session_id: uuid.UUID) -> Response:
        """The session as it now stands."""
        [row] = fill_sessions([session_of(self.member, session_id)])
        return Response(SessionSerializer(row).data)


class ScheduleSession(SessionView):
    """When a session is held."""

    @extend_schema(request=ScheduleInput, responses=SessionSerializer)
    def post(self, request: Request, org: str, session: uuid.UUID) -> Response:
        """Sets the time; null takes it away. 409 names what speaks against it, unless `despite` says why."""
        shape = ScheduleInput(data=request.data)
        shape.is_valid(raise_exception=True)
        schedule_session(actor=self.member, session_id=session, **shape.validated_data)
        return self.answer(session)


class StartSession(SessionView):
    """The beginning of a session."""

    @extend_schema(request=None, responses=SessionSerializer)
    def post(self, request: Request, org: str, session: uuid.UUID) -> Response:
        """It is live from now on."""
        start_session(actor=self.member, session_id=session)
        return self.answer(session)


class EndSession(SessionView):
    """The end of a session."""

    @extend_schema(request=None, responses=SessionSerializer)
    def post(self, request: Request, org: str, session: uuid.UUID) -> Response:
        """It awaits its scorecards from now on."""
        end_session(actor=self.member, session_id=session)
        return self.answer(session)


class Seats(MemberMixin):
    """The people of a session."""

    @extend_schema(request=SeatMember, responses={201: SeatSerializer})
    def post(self, request: Request, org: str, session: uuid.UUID) -> Response:
        """Seats a colleague; again changes only the kind."""
        shape = SeatMember(data=request.data)
        shape.is_valid(raise_exception=True)
        seat = seat_member(
            actor=self.member,
            session_id=session,
            member_id=shape.validated_data["member"],
            kind=shape.validated_data["kind"],
            override=shape.validated_data["override"],
            seen=shape.validated_data["seen"],
        )
        return Response(SeatSerializer(seat).data, status=status.HTTP_201_CREATED)


class OneSeat(MemberMixin):
    """One seat."""

    @extend_schema(responses={204: None})
    def delete(self, request: Request, org: str, seat: uuid.UUID) -> Response:
        """Frees it."""
        unseat_member(actor=self.member, seat_id=seat)
        return Response(status=status.HTTP_204_NO_CONTENT)


class DeclineSeat(MemberMixin):
    """One's own seat, given back."""

    @extend_schema(request=ReasonInput, responses=SeatSerializer)
    def post(self, request: Request, org: str, seat: uuid.UUID) -> Response:
        """Gives it back, with a reason if wanted."""
        shape = ReasonInput(data=request.data)
        shape.is_valid(raise_exception=True)
        row = decline_seat(actor=self.member, seat_id=seat, reason=shape.validated_data["reason"])
        return Response(SeatSerializer(row).data)


class SessionQuestions(MemberMixin):
    """The planned questions of a session."""

    @extend_schema(request=QuestionInput, responses={201: PlannedSerializer})
    def post(self, request: Request, org: str, session: uuid.UUID) -> Response:
        """Adds one at the end."""
        shape = QuestionInput(data=request.data)
        shape.is_valid(raise_exception=True)
        made = add_question(
            actor=self.member,
            session_id=session,
            question_id=shape.validated_data["question"],
            override=shape.validated_data["override"],
            seen=shape.validated_data["seen"],
        )
        row: PlannedQuestion = planned_of(self.member, made.pk)
        return Response(PlannedSerializer(row).data, status=status.HTTP_201_CREATED)


class PlannedRow(MemberMixin):
    """One planned question."""

    @extend_schema(parameters=[SeenInput], responses={204: None})
    def delete(self, request: Request, org: str, planned: uuid.UUID) -> Response:
        """Takes it out of the plan."""
        shape = SeenInput(data=request.query_params)
        shape.is_valid(raise_exception=True)
        remove_question(actor=self.member, planned_id=planned, seen=shape.validated_data["seen"])
        return Response(status=status.HTTP_204_NO_CONTENT)


class MoveQuestion(MemberMixin):
    """A planned question's place."""

    @extend_schema(request=MoveInput, responses=PlannedSerializer)
    def post(self, request: Request, org: str, planned: uuid.UUID) -> Response:
        """One place up or down, or to another session; with a reason a step in an interview that runs."""
        shape = MoveInput(data=request.data)
        shape.is_valid(raise_exception=True)
        values = shape.validated_data
        if values["reason"]:
            row = reorder_question(
                actor=self.member,
                planned_id=planned,
                direction=values["direction"],
                reason=values["reason"],
                seen=values["seen"],
            )
            return Response(PlannedSerializer(row).data)
        row = move_question(
            actor=self.member,
            planned_id=planned,
            direction=values["direction"],
            session_id=values["session"],
            place=values["place"],
            seen=values["seen"],
        )
        return Response(PlannedSerializer(row).data)
