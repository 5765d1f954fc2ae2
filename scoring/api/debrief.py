"""Packets and decisions over the API, through the same gate and the same action as the pages."""

import uuid
from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import generics
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.ground.api import MemberMixin
from interviews.models import Loop
from scoring.actions.note_packet_opening import note_packet_opening
from scoring.queries.packet import read_packet
from scoring.queries.packets import packet_row, packets
from scoring.serializers.debrief import (
    PacketRowSerializer,
    PacketSerializer,
)


class Packets(MemberMixin, generics.ListAPIView[Loop]):
    """Loops to decide, loops that wait for cards, decided ones, in this order."""

    serializer_class = PacketRowSerializer
    queryset = Loop.objects.none()

    def get_queryset(self) -> QuerySet[Loop]:
        """Those that this member may read, or waits for."""
        return packets(self.member)

    def paginate_queryset(self, queryset: Any) -> list[Any] | None:
        """A page of rows."""
        page = super().paginate_queryset(queryset)
        return [packet_row(loop) for loop in page] if page is not None else None


class OnePacket(MemberMixin):
    """One packet."""

    @extend_schema(responses=PacketSerializer)
    def get(self, request: Request, org: str, loop: uuid.UUID) -> Response:
        """404 or 403 exactly as the page."""
        reading = read_packet(self.member, loop)
        note_packet_opening(actor=self.member, loop=reading.loop)
        return Response(PacketSerializer(reading).data)
