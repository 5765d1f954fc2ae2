"""From an id to a row for this person, else 404. The only place in this app that fetches one row."""

import uuid

from django.http import Http404
from django.shortcuts import get_object_or_404

from accounts.models import Membership
from interviews.enums import SeatState
from interviews.models import Seat
from scoring.models import Scorecard

# --- live sheet ---------------------------------------------------------------------------------------------


def own_seat(actor: Membership, session_id: uuid.UUID) -> Seat:
    """The actor's seat in this session, with what the sheet's head shows; 404 unless they sit there now."""
    seats = Seat.objects.select_related(
        "session__stage", "session__loop__level", "session__loop__candidate__person", "member"
    )
    return get_object_or_404(seats, session_id=session_id, member=actor, state=SeatState.SEATED)


def own_card(actor: Membership, session_id: uuid.UUID, *, lock: bool = False) -> Scorecard | None:
    """The actor's card of this session, None while they have not begun it; 404 unless they sit there now."""
    cards = Scorecard.objects.select_related("seat__session__loop")
    if lock:
        cards = cards.select_for_update(of=("self",))
    card = cards.filter(seat__session_id=session_id, seat__member=actor).first()
    if card is None:
        own_seat(actor, session_id)
    elif card.seat.state != SeatState.SEATED:
        raise Http404("You do not sit in this session.")
    return card
