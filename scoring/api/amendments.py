"""Amending my submitted card, and the versions of a card that I may read."""

import uuid

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.ground.api import MemberMixin
from scoring.access import own_card
from scoring.actions.begin_amendment import begin_amendment
from scoring.actions.note_packet_opening import note_packet_opening
from scoring.actions.submit_amendment import submit_amendment
from scoring.actions.withdraw_amendment import withdraw_amendment
from scoring.api.cards import own_card_data
from scoring.queries.versions import card_versions
from scoring.serializers.amendments import AmendmentReasonSerializer, VersionSerializer
from scoring.serializers.cards import OwnCardSerializer


class MyAmendment(MemberMixin):
    """The open amendment of my card. What is written into the card meanwhile goes into it."""

    @extend_schema(request=None, responses=OwnCardSerializer)
    def post(self, request: Request, org: str, session: uuid.UUID) -> Response:
        """Begins it; beginning again changes nothing. 409 while the card is a draft, and once closed."""
        begin_amendment(actor=self.member, session_id=session)
        return Response(own_card_data(self, own_card(self.member, session)))

    @extend_schema(responses={200: OwnCardSerializer})
    def delete(self, request: Request, org: str, session: uuid.UUID) -> Response:
        """Withdraws it: the card stands as it was submitted. Withdrawing again changes nothing."""
        withdraw_amendment(actor=self.member, session_id=session)
        return Response(own_card_data(self, own_card(self.member, session)))


class SubmitMyAmendment(MemberMixin):
    """Putting the amendment into my card."""

    @extend_schema(request=AmendmentReasonSerializer, responses=OwnCardSerializer)
    def post(self, request: Request, org: str, session: uuid.UUID) -> Response:
        """400 with `fields` naming what is missing; 409 when none is open, or it changes nothing.

        Sending the same again answers with the amended card.
        """
        body = request.data if isinstance(request.data, dict) else {}
        reason = body.get("amendment_reason")
        submit_amendment(
            actor=self.member, session_id=session, reason=reason if isinstance(reason, str) else ""
        )
        return Response(own_card_data(self, own_card(self.member, session)))


class CardVersions(MemberMixin):
    """A card as it was first submitted, and after each amendment."""

    @extend_schema(responses=VersionSerializer(many=True))
    def get(self, request: Request, org: str, card: uuid.UUID) -> Response:
        """The newest first; 404 for a card that I may not read."""
        found, versions = card_versions(self.member, card)
        if found.seat.member_id != self.member.pk:
            note_packet_opening(actor=self.member, loop=found.seat.session.loop)
        return Response(VersionSerializer(versions, many=True, context={"card": found}).data)
