"""Hours, exceptions, windows and the times of a loop over the API, through the same actions as the pages."""

import uuid
from dataclasses import asdict

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.access import member_of
from accounts.ground.api import MemberMixin
from accounts.models import Membership
from interviews import rules
from interviews.access import loop_of
from interviews.actions.add_exception import add_exception
from interviews.actions.place_loop import place_loop
from interviews.actions.remove_exception import remove_exception
from interviews.actions.set_profile import set_profile
from interviews.actions.set_weekly_hours import set_weekly_hours
from interviews.actions.set_windows import set_windows
from interviews.models import Loop
from interviews.queries.interviewing import interviewing_of
from interviews.queries.loops import fill_loop
from interviews.queries.times import proposal, table_of
from interviews.serializers.loops import LoopDetail
from interviews.serializers.times import (
    AnewQuery,
    ExceptionSerializer,
    HoursInput,
    InterviewerSerializer,
    PlacementSerializer,
    ProfileInput,
    TimesInput,
    WindowSerializer,
    WindowsInput,
)


class PersonView(MemberMixin):
    """What the views of one interviewer share."""

    def person(self, member_id: uuid.UUID) -> Membership:
        """Oneself, or a colleague for who plans loops."""
        row = member_of(self.member, member_id)
        rules.may_keep_hours(self.member, row).require()
        return row

    def answer(self, member_id: uuid.UUID) -> Response:
        """Their times as they now stand."""
        row = self.person(member_id)
        times = interviewing_of(row, timezone.now(), reader=self.member)
        profile = times.profile
        data = {
            "member": row.pk,
            "time_zone": times.zone.key,
            "most_a_week": profile.most_a_week if profile else None,
            "most_a_day": profile.most_a_day if profile else None,
            "paused_until": profile.paused_until if profile else None,
            "said": times.said,
            "hours": [asdict(hours) for hours in times.hours],
        }
        return Response(InterviewerSerializer(data).data)


class Interviewer(PersonView):
    """When somebody takes interviews."""

    @extend_schema(responses=InterviewerSerializer)
    def get(self, request: Request, org: str, member: uuid.UUID) -> Response:
        """Zone, limits, pause and hours."""
        return self.answer(member)

    @extend_schema(request=ProfileInput, responses=InterviewerSerializer)
    def put(self, request: Request, org: str, member: uuid.UUID) -> Response:
        """Sets zone, limits and pause."""
        self.person(member)
        shape = ProfileInput(data=request.data)
        shape.is_valid(raise_exception=True)
        set_profile(actor=self.member, member_id=member, **shape.validated_data)
        return self.answer(member)


class InterviewerHours(PersonView):
    """A member's week."""

    @extend_schema(request=HoursInput, responses=InterviewerSerializer)
    def put(self, request: Request, org: str, member: uuid.UUID) -> Response:
        """Sets all of it; an empty list means that nothing is said."""
        self.person(member)
        shape = HoursInput(data=request.data)
        shape.is_valid(raise_exception=True)
        set_weekly_hours(actor=self.member, member_id=member, hours=shape.rows())
        return self.answer(member)


class Exceptions(PersonView):
    """A member's times away and beyond the hours."""

    @extend_schema(responses=ExceptionSerializer(many=True))
    def get(self, request: Request, org: str, member: uuid.UUID) -> Response:
        """Those that are not over."""
        rows = interviewing_of(self.person(member), timezone.now()).exceptions
        return Response(ExceptionSerializer(rows, many=True).data)

    @extend_schema(request=ExceptionSerializer, responses={201: ExceptionSerializer})
    def post(self, request: Request, org: str, member: uuid.UUID) -> Response:
        """Adds one."""
        self.person(member)
        shape = ExceptionSerializer(data=request.data)
        shape.is_valid(raise_exception=True)
        row = add_exception(actor=self.member, member_id=member, **shape.validated_data)
        return Response(ExceptionSerializer(row).data, status=status.HTTP_201_CREATED)


class OneException(MemberMixin):
    """One of them."""

    @extend_schema(responses={204: None})
    def delete(self, request: Request, org: str, exception: uuid.UUID) -> Response:
        """Takes it back."""
        remove_exception(actor=self.member, exception_id=exception)
        return Response(status=status.HTTP_204_NO_CONTENT)


class Windows(MemberMixin):
    """What the candidate of a loop offers."""

    def answer(self, loop: Loop) -> Response:
        """The windows as they now stand."""
        return Response(WindowSerializer(loop.windows.order_by("starts_at"), many=True).data)

    @extend_schema(responses=WindowSerializer(many=True))
    def get(self, request: Request, org: str, loop: uuid.UUID) -> Response:
        """All of them."""
        rules.may_read(self.member).require()
        return self.answer(loop_of(self.member, loop))

    @extend_schema(request=WindowsInput, responses=WindowSerializer(many=True))
    def post(self, request: Request, org: str, loop: uuid.UUID) -> Response:
        """Adds and removes some; sets the candidate's time zone if one is given."""
        rules.may_change_loop(self.member, loop_of(self.member, loop)).require()
        shape = WindowsInput(data=request.data)
        shape.is_valid(raise_exception=True)
        return self.answer(set_windows(actor=self.member, loop_id=loop, **shape.values()))


class LoopTimes(MemberMixin):
    """The times of a loop's sessions."""

    @extend_schema(parameters=[AnewQuery], responses=PlacementSerializer)
    def get(self, request: Request, org: str, loop: uuid.UUID) -> Response:
        """The best times for sessions that have none; with `anew` for all that have not begun."""
        row = loop_of(self.member, loop)
        rules.may_change_loop(self.member, row).require()
        query = AnewQuery(data=request.query_params)
        query.is_valid(raise_exception=True)
        table = table_of(row, timezone.now(), viewer=self.member)
        found = proposal(table, anew=query.validated_data["anew"])
        data = {
            "version": row.version,
            "days": found.days,
            "placed": found.placed,
            "missing": found.missing,
            "hints": found.hints,
        }
        return Response(PlacementSerializer(data).data)

    @extend_schema(request=TimesInput, responses=LoopDetail)
    def post(self, request: Request, org: str, loop: uuid.UUID) -> Response:
        """Sets several, all or none; 409 names what speaks against them, unless `despite` says why."""
        rules.may_change_loop(self.member, loop_of(self.member, loop)).require()
        shape = TimesInput(data=request.data)
        shape.is_valid(raise_exception=True)
        row = place_loop(
            actor=self.member,
            loop_id=loop,
            times=shape.by_session(),
            despite=shape.validated_data["despite"],
            seen=shape.validated_data["seen"],
        )
        return Response(LoopDetail(fill_loop(row)).data)
