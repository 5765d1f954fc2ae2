"""Around the gate, over the API: through the same actions as the pages."""

import uuid

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import generics, status
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.ground.api import MemberMixin
from interviews.access import loop_of
from interviews.serializers.loops import SeatSerializer
from scoring.actions.excuse_seat import excuse_seat
from scoring.actions.override_gate import override_gate
from scoring.actions.return_seat import return_seat
from scoring.models import GateOverride
from scoring.serializers.gate import GateOverrideSerializer, ReasonSerializer
from scoring.visibility import overrides_of


class GateOverrides(MemberMixin, generics.ListAPIView[GateOverride]):
    """Who read the cards of a loop before handing in their own."""

    serializer_class = GateOverrideSerializer

    def get_queryset(self) -> QuerySet[GateOverride]:
        """For everybody who sees the loop, the earliest first."""
        if getattr(self, "swagger_fake_view", False):
            return GateOverride.objects.none()
        return overrides_of(loop_of(self.member, self.kwargs["loop"]))

    @extend_schema(request=ReasonSerializer, responses={201: GateOverrideSerializer})
    def post(self, request: Request, org: str, loop: uuid.UUID) -> Response:
        """Opens the cards to an administrator who owes one; theirs is marked and not counted from then on."""
        shape = ReasonSerializer(data=request.data)
        shape.is_valid(raise_exception=True)
        row = override_gate(actor=self.member, loop_id=loop, reason=shape.validated_data["reason"])
        return Response(GateOverrideSerializer(row).data, status=status.HTTP_201_CREATED)


class ExcuseSeat(MemberMixin):
    """Declaring somebody out of an interview that was held."""

    @extend_schema(request=ReasonSerializer, responses=SeatSerializer)
    def post(self, request: Request, org: str, seat: uuid.UUID) -> Response:
        """They owe no card any more; 409 once it is in."""
        shape = ReasonSerializer(data=request.data)
        shape.is_valid(raise_exception=True)
        row = excuse_seat(actor=self.member, seat_id=seat, reason=shape.validated_data["reason"])
        return Response(SeatSerializer(row).data)


class ReturnSeat(MemberMixin):
    """Taking back that somebody was declared out."""

    @extend_schema(request=None, responses=SeatSerializer)
    def post(self, request: Request, org: str, seat: uuid.UUID) -> Response:
        """They owe their card again, marked if they may have read another's meanwhile."""
        return Response(SeatSerializer(return_seat(actor=self.member, seat_id=seat)).data)
