"""Debriefs over the API: their protocol, and what moves them; through the same actions as the pages."""

import uuid

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.ground.api import MemberMixin
from scoring.actions.appoint_to_committee import appoint_to_committee
from scoring.actions.confirm_reading import confirm_reading
from scoring.actions.move_debrief import move_debrief
from scoring.actions.name_facilitator import name_facilitator
from scoring.actions.raise_veto import raise_veto
from scoring.actions.recuse_from_debrief import recuse_from_debrief
from scoring.actions.take_committee_seat import take_committee_seat
from scoring.actions.withdraw_veto import withdraw_veto
from scoring.queries.debriefs import debrief_of, open_debrief, protocol_of
from scoring.serializers.debriefs import (
    AppointSerializer,
    DebriefSerializer,
    FacilitatorSerializer,
    MoveToSerializer,
    ProtocolSerializer,
)
from scoring.serializers.gate import ReasonSerializer


class _Change(MemberMixin):
    """A change of a debrief, answered with how it stands afterwards."""

    def standing(self, loop: uuid.UUID) -> Response:
        """For somebody to whom it was open a moment ago."""
        return Response(DebriefSerializer(debrief_of(open_debrief(self.member, loop))).data)

    def reason(self, request: Request) -> str:
        """What was sent, in the shape of a reason."""
        shape = ReasonSerializer(data=request.data)
        shape.is_valid(raise_exception=True)
        return str(shape.validated_data["reason"])


class OneDebrief(MemberMixin):
    """The protocol of one loop's debrief."""

    @extend_schema(responses=ProtocolSerializer)
    def get(self, request: Request, org: str, loop: uuid.UUID) -> Response:
        """For who may open the packet, and for who plans the loop; 404 or 403 for others, as the packet."""
        opened = open_debrief(self.member, loop)
        return Response(ProtocolSerializer(protocol_of(self.member, opened, debrief_of(opened))).data)


class MoveDebrief(_Change):
    """Taking a debrief on or back."""

    @extend_schema(request=MoveToSerializer, responses=DebriefSerializer)
    def post(self, request: Request, org: str, loop: uuid.UUID) -> Response:
        """One step; several or an incomplete one by override. 409 when it moved meanwhile, saying what
        happened, when there is no such step, or when something is not given.
        """
        shape = MoveToSerializer(data=request.data)
        shape.is_valid(raise_exception=True)
        return Response(
            DebriefSerializer(move_debrief(actor=self.member, loop_id=loop, **shape.validated_data)).data
        )


class Facilitator(_Change):
    """Who leads a debrief."""

    @extend_schema(request=FacilitatorSerializer, responses=DebriefSerializer)
    def post(self, request: Request, org: str, loop: uuid.UUID) -> Response:
        """Names somebody, or nobody; 409 for who votes, is recused or has a conflict of interest."""
        shape = FacilitatorSerializer(data=request.data)
        shape.is_valid(raise_exception=True)
        debrief = name_facilitator(actor=self.member, loop_id=loop, member_id=shape.validated_data["member"])
        return Response(DebriefSerializer(debrief).data)


class Committee(_Change):
    """Who takes part in a debrief."""

    @extend_schema(request=AppointSerializer, responses=DebriefSerializer)
    def post(self, request: Request, org: str, loop: uuid.UUID) -> Response:
        """Takes part oneself, or appoints somebody; again, it changes nothing."""
        shape = AppointSerializer(data=request.data)
        shape.is_valid(raise_exception=True)
        member = shape.validated_data["member"]
        if member is None:
            take_committee_seat(actor=self.member, loop_id=loop)
        else:
            appoint_to_committee(actor=self.member, loop_id=loop, member_id=member)
        return self.standing(loop)


class Reading(_Change):
    """Having read the packet."""

    @extend_schema(request=None, responses=DebriefSerializer)
    def post(self, request: Request, org: str, loop: uuid.UUID) -> Response:
        """Says so; the last one opens the vote."""
        confirm_reading(actor=self.member, loop_id=loop)
        return self.standing(loop)


class Recusal(_Change):
    """Leaving a debrief for good."""

    @extend_schema(request=ReasonSerializer, responses={204: None})
    def post(self, request: Request, org: str, loop: uuid.UUID) -> Response:
        """Closes packet, cards and votes to oneself; nothing of the debrief is told afterwards."""
        recuse_from_debrief(actor=self.member, loop_id=loop, reason=self.reason(request))
        return Response(status=status.HTTP_204_NO_CONTENT)


class DebriefVeto(_Change):
    """Forbidding a decision to hire."""

    @extend_schema(request=ReasonSerializer, responses=DebriefSerializer)
    def post(self, request: Request, org: str, loop: uuid.UUID) -> Response:
        """By the facilitator, where the organisation knows vetoes."""
        raise_veto(actor=self.member, loop_id=loop, reason=self.reason(request))
        return self.standing(loop)


class WithdrawVeto(_Change):
    """Taking back one's own veto."""

    @extend_schema(request=ReasonSerializer, responses=DebriefSerializer)
    def post(self, request: Request, org: str, loop: uuid.UUID) -> Response:
        """By who raised it; both reasons stay."""
        withdraw_veto(actor=self.member, loop_id=loop, reason=self.reason(request))
        return self.standing(loop)
