"""A loop's panel over the API: the proposal, what of it is accepted, replacing, swapping; and the loads."""

import uuid

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.ground.api import MemberMixin
from interviews import rules
from interviews.access import loop_of, seat_of
from interviews.actions.replace_seat import replace_seat
from interviews.actions.seat_panel import seat_panel
from interviews.actions.swap_seats import swap_seats
from interviews.queries.load import loads
from interviews.queries.panel_view import panel_view
from interviews.queries.panels import panel_of
from interviews.serializers.loops import SeatSerializer
from interviews.serializers.panels import (
    LoadSerializer,
    PanelInput,
    PanelSerializer,
    ReplaceSeatInput,
    SwapSeatsInput,
)


class LoopPanel(MemberMixin):
    """Who sits where in a loop, and who is proposed for what is open."""

    @extend_schema(responses=PanelSerializer)
    def get(self, request: Request, org: str, loop: uuid.UUID) -> Response:
        """The panel; proposals, loads and reasons are there for those who may seat people."""
        rules.may_read(self.member).require()
        return Response(PanelSerializer(panel_view(self.member, loop_of(self.member, loop))).data)

    @extend_schema(request=PanelInput, responses={201: SeatSerializer(many=True)})
    def post(self, request: Request, org: str, loop: uuid.UUID) -> Response:
        """Seats all of these people or none."""
        row = loop_of(self.member, loop)
        rules.may_change_loop(self.member, row).require()
        shape = PanelInput(data=request.data)
        shape.is_valid(raise_exception=True)
        taken = seat_panel(
            actor=self.member,
            loop_id=loop,
            seats=shape.wanted(panel_of(self.member, row)),
            seen=shape.validated_data["seen"],
        )
        return Response(SeatSerializer(taken, many=True).data, status=status.HTTP_201_CREATED)


class ReplaceSeat(MemberMixin):
    """Somebody else in a seat."""

    @extend_schema(request=ReplaceSeatInput, responses={201: SeatSerializer})
    def post(self, request: Request, org: str, seat: uuid.UUID) -> Response:
        """Puts them there; a seat that was given back stays on record."""
        row = seat_of(self.member, seat)
        shape = ReplaceSeatInput(data=request.data)
        shape.is_valid(raise_exception=True)
        said = shape.validated_data
        taken = replace_seat(
            actor=self.member,
            seat_id=row.pk,
            member_id=said["member"],
            override=said["override"],
            seen=said["seen"],
        )
        return Response(SeatSerializer(taken).data, status=status.HTTP_201_CREATED)


class SwapSeats(MemberMixin):
    """Two people of a loop who change seats."""

    @extend_schema(request=SwapSeatsInput, responses=SeatSerializer(many=True))
    def post(self, request: Request, org: str, seat: uuid.UUID) -> Response:
        """Each sits where the other was, as what the other was."""
        row = seat_of(self.member, seat)
        shape = SwapSeatsInput(data=request.data)
        shape.is_valid(raise_exception=True)
        said = shape.validated_data
        taken = swap_seats(
            actor=self.member,
            seat_id=row.pk,
            other_id=said["other"],
            override=said["override"],
            seen=said["seen"],
        )
        return Response(SeatSerializer(taken, many=True).data)


class Loads(MemberMixin):
    """Who interviews how much."""

    @extend_schema(responses=LoadSerializer(many=True))
    def get(self, request: Request, org: str) -> Response:
        """This week, next week, the last four weeks, by person; for those who plan."""
        rules.may_plan(self.member).require()
        return Response(LoadSerializer(loads(self.member.organization), many=True).data)
