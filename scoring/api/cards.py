"""My sessions, my card, and the cards of a loop, through the same actions and the same gate as the pages."""

import uuid
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework import generics
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.ground.api import MemberMixin
from interviews.access import loop_of
from interviews.models import Seat
from scoring.access import amendment_of, own_card
from scoring.actions.note_packet_opening import note_packet_opening
from scoring.actions.save_edits import save_edits
from scoring.actions.submit_scorecard import submit_scorecard
from scoring.forms import read_uuid
from scoring.models import Scorecard
from scoring.queries.cards import cards_of_loop
from scoring.queries.work import my_seats, work_item
from scoring.serializers.cards import (
    CardSerializer,
    EditsSerializer,
    OwnCardSerializer,
    SavedSerializer,
    WorkSerializer,
)
from scoring.visibility import private_note_of


class MySessions(MemberMixin, generics.ListAPIView[Seat]):
    """My sessions, by date, each with the state of my own card."""

    serializer_class = WorkSerializer  # type: ignore[assignment]  # shows a line made of the seat

    def get_queryset(self) -> QuerySet[Seat]:
        """The seats I hold."""
        if getattr(self, "swagger_fake_view", False):
            return Seat.objects.none()
        return my_seats(self.member)

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """One page of them."""
        seats = self.paginate_queryset(self.get_queryset()) or []
        return self.get_paginated_response([WorkSerializer(work_item(seat)).data for seat in seats])


class MyCard(MemberMixin):
    """My card of one session."""

    @extend_schema(responses=OwnCardSerializer)
    def get(self, request: Request, org: str, session: uuid.UUID) -> Response:
        """The card; 404 while it is not begun, and for who does not sit there."""
        return Response(own_card_data(self, own_card(self.member, session)))


class MyEdits(MemberMixin):
    """Changes of my card."""

    @extend_schema(request=EditsSerializer, responses=SavedSerializer)
    def post(self, request: Request, org: str, session: uuid.UUID) -> Response:
        """Saves a batch. What makes no sense is named in `errors`; the others are saved all the same."""
        body = request.data if isinstance(request.data, dict) else {}
        saved = save_edits(
            actor=self.member,
            session_id=session,
            client=body.get("client"),
            edits=body.get("edits"),
            seat_id=read_uuid(body.get("seat"), "seat"),
            now=body.get("now"),
        )
        return Response(SavedSerializer(saved).data)


class SubmitMyCard(MemberMixin):
    """Handing in my card."""

    @extend_schema(request=None, responses=OwnCardSerializer)
    def post(self, request: Request, org: str, session: uuid.UUID) -> Response:
        """400 with `fields` naming what is missing. Submitting it again answers with the submitted card."""
        submit_scorecard(actor=self.member, session_id=session)
        return Response(own_card_data(self, own_card(self.member, session)))


class LoopCards(MemberMixin, generics.ListAPIView[Scorecard]):
    """The cards of a loop that I may read: my own; colleagues' submitted ones once I owe none."""

    serializer_class = CardSerializer

    def get_queryset(self) -> QuerySet[Scorecard]:
        """Through the gate."""
        if getattr(self, "swagger_fake_view", False):
            return Scorecard.objects.none()
        loop = loop_of(self.member, self.kwargs["loop"])
        note_packet_opening(actor=self.member, loop=loop)
        return cards_of_loop(self.member, loop)


def own_card_data(view: MemberMixin, card: Scorecard | None) -> dict[str, Any]:
    """One's own card as the API shows it; 404 while it is not begun."""
    if card is None:
        raise Http404("You have not begun this card.")
    context = {
        "private_note": private_note_of(view.member, card),
        "amendment": amendment_of(card, lock=False),
    }
    return dict(OwnCardSerializer(card, context=context).data)
