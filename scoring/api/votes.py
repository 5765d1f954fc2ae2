"""Votes over the API, through the same gate and the same action as the pages."""

import uuid

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.ground.api import MemberMixin
from scoring.actions.cast_vote import cast_vote
from scoring.actions.note_packet_opening import note_packet_opening
from scoring.queries.packet import read_packet
from scoring.queries.votes import votes_of
from scoring.serializers.votes import CastVoteSerializer, VoteSerializer, VotesSerializer


class Votes(MemberMixin):
    """The votes on one loop."""

    @extend_schema(responses=VotesSerializer)
    def get(self, request: Request, org: str, loop: uuid.UUID) -> Response:
        """404 or 403 exactly as the packet; the others' votes once the vote has closed."""
        reading = read_packet(self.member, loop)
        note_packet_opening(actor=self.member, loop=reading.loop)
        votes = votes_of(self.member, reading.loop, reading.debrief, reading.packet)
        return Response(VotesSerializer(votes).data)

    @extend_schema(request=CastVoteSerializer, responses={201: VoteSerializer})
    def post(self, request: Request, org: str, loop: uuid.UUID) -> Response:
        """Casts one's own vote or changes it; 409 while no vote is taken."""
        shape = CastVoteSerializer(data=request.data)
        shape.is_valid(raise_exception=True)
        typed = shape.validated_data
        vote = cast_vote(actor=self.member, loop_id=loop, ballot=typed["ballot"], reason=typed["reason"])
        return Response(VoteSerializer(vote).data, status=status.HTTP_201_CREATED)
