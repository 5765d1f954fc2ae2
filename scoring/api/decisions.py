"""Recording, releasing, reopening and verifying decisions over the API: the same actions as the pages."""

import uuid

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.ground.api import MemberMixin
from scoring.actions.record_decision import record_decision
from scoring.actions.release_decision import release_decision
from scoring.actions.reopen_debrief import reopen_debrief
from scoring.queries.decision_page import decisions_to_verify
from scoring.queries.packet import open_packet
from scoring.queries.verification import verify
from scoring.serializers.decisions import (
    DecideSerializer,
    DecisionSerializer,
    ReopenSerializer,
    VerificationSerializer,
)


class RecordDecision(MemberMixin):
    """The decision on one loop."""

    @extend_schema(request=DecideSerializer, responses={201: DecisionSerializer})
    def post(self, request: Request, org: str, loop: uuid.UUID) -> Response:
        """Records it; 409 when it was decided before, something is not given, a veto forbids a hire, or the
        packet has changed.
        """
        shape = DecideSerializer(data=request.data)
        shape.is_valid(raise_exception=True)
        decision = record_decision(actor=self.member, loop_id=loop, **shape.recorded())
        return Response(DecisionSerializer(decision).data, status=status.HTTP_201_CREATED)


class ReleaseDecision(MemberMixin):
    """The release of the decision in force."""

    @extend_schema(request=None, responses=DecisionSerializer)
    def post(self, request: Request, org: str, loop: uuid.UUID) -> Response:
        """Opens it to everybody to whom the packet is open; 409 when nothing is decided or it is released."""
        return Response(DecisionSerializer(release_decision(actor=self.member, loop_id=loop)).data)


class ReopenDebrief(MemberMixin):
    """A decided debrief, taken up again."""

    @extend_schema(request=ReopenSerializer, responses={204: None})
    def post(self, request: Request, org: str, loop: uuid.UUID) -> Response:
        """Back into discussion, with the reason; the decision stays and no longer counts."""
        shape = ReopenSerializer(data=request.data)
        shape.is_valid(raise_exception=True)
        reopen_debrief(actor=self.member, loop_id=loop, reason=shape.validated_data["reason"])
        return Response(status=status.HTTP_204_NO_CONTENT)


class VerifyDecisions(MemberMixin):
    """Whether the decisions on a loop are what they were."""

    @extend_schema(request=None, responses=VerificationSerializer(many=True))
    def post(self, request: Request, org: str, loop: uuid.UUID) -> Response:
        """Compares each decision, the last one first, with its digest and every row behind it."""
        found = open_packet(self.member, loop)
        results = [verify(decision) for decision in decisions_to_verify(self.member, found)]
        return Response(VerificationSerializer(results, many=True).data)
