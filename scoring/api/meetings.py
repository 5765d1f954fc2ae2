"""Meetings of the committee over the API, through the same gate and the same actions as the pages."""

import uuid

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import generics, status
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.ground.api import MemberMixin
from scoring import rules
from scoring.access import meeting_of
from scoring.actions.change_agenda import PlannedItem, change_agenda
from scoring.actions.create_meeting import create_meeting
from scoring.actions.end_item import end_item
from scoring.actions.end_meeting import end_meeting
from scoring.actions.start_item import start_item
from scoring.actions.start_meeting import start_meeting
from scoring.models import Meeting
from scoring.queries.meetings import agenda_of, meetings_of
from scoring.serializers.meetings import (
    AgendaSerializer,
    CallMeetingSerializer,
    ChangeAgendaSerializer,
    MeetingSerializer,
)


class _Agenda(MemberMixin):
    """Something about one meeting, answered with its agenda."""

    def agenda(self, meeting: uuid.UUID, code: int = status.HTTP_200_OK) -> Response:
        """As this member may know it."""
        found = agenda_of(self.member, meeting_of(self.member, meeting))
        return Response(AgendaSerializer(found).data, status=code)


class Meetings(_Agenda, generics.ListAPIView[Meeting]):
    """The meetings that this member may see, those to come first."""

    serializer_class = MeetingSerializer
    queryset = Meeting.objects.none()

    def get_queryset(self) -> QuerySet[Meeting]:
        """Those to which they are invited; for administrators all."""
        return meetings_of(self.member)

    @extend_schema(request=CallMeetingSerializer, responses={201: AgendaSerializer})
    def post(self, request: Request, org: str) -> Response:
        """Calls one; the widest disagreement comes first. For committee members and administrators."""
        rules.may_call_meetings(self.member).require()
        shape = CallMeetingSerializer(data=request.data)
        shape.is_valid(raise_exception=True)
        typed = shape.validated_data
        made = create_meeting(
            actor=self.member,
            title=typed["title"],
            loop_ids=typed["loops"],
            member_ids=typed["members"],
            starts_at=typed["starts_at"],
            minutes=typed["minutes"],
        )
        return self.agenda(made.pk, status.HTTP_201_CREATED)


class OneMeeting(_Agenda):
    """One meeting with its agenda."""

    @extend_schema(responses=AgendaSerializer)
    def get(self, request: Request, org: str, meeting: uuid.UUID) -> Response:
        """404 for who is not invited."""
        return self.agenda(meeting)

    @extend_schema(request=ChangeAgendaSerializer, responses=AgendaSerializer)
    def patch(self, request: Request, org: str, meeting: uuid.UUID) -> Response:
        """Another order, other minutes, other people; for who leads it. 409 once it is over."""
        rules.may_lead(self.member, meeting_of(self.member, meeting)).require()
        shape = ChangeAgendaSerializer(data=request.data)
        shape.is_valid(raise_exception=True)
        typed = shape.validated_data
        change_agenda(
            actor=self.member,
            meeting_id=meeting,
            title=typed["title"],
            items=[PlannedItem(one["id"], one["minutes"]) for one in typed["items"]],
            loop_ids=typed["loops"],
            member_ids=typed["members"],
            starts_at=typed["starts_at"],
        )
        return self.agenda(meeting)


class StartMeeting(_Agenda):
    """Starting a meeting's clock."""

    @extend_schema(request=None, responses=AgendaSerializer)
    def post(self, request: Request, org: str, meeting: uuid.UUID) -> Response:
        """For who leads it; 409 once it is over."""
        start_meeting(actor=self.member, meeting_id=meeting)
        return self.agenda(meeting)


class EndMeeting(_Agenda):
    """Ending a meeting."""

    @extend_schema(request=None, responses=AgendaSerializer)
    def post(self, request: Request, org: str, meeting: uuid.UUID) -> Response:
        """With the item that runs; 409 while it has not begun."""
        end_meeting(actor=self.member, meeting_id=meeting)
        return self.agenda(meeting)


class StartItem(_Agenda):
    """Going to an item."""

    @extend_schema(request=None, responses=AgendaSerializer)
    def post(self, request: Request, org: str, meeting: uuid.UUID, agenda_item: uuid.UUID) -> Response:
        """Ends the one before it; 409 once the meeting is over."""
        start_item(actor=self.member, meeting_id=meeting, item_id=agenda_item)
        return self.agenda(meeting)


class EndItem(_Agenda):
    """Ending an item."""

    @extend_schema(request=None, responses=AgendaSerializer)
    def post(self, request: Request, org: str, meeting: uuid.UUID, agenda_item: uuid.UUID) -> Response:
        """Without going to the next; 409 while it has not begun."""
        end_item(actor=self.member, meeting_id=meeting, item_id=agenda_item)
        return self.agenda(meeting)
