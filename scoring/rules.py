"""All rights of the app scoring. Pure: they look at the rows given and ask no query."""

from interviews.enums import LoopState, SessionState
from scoring.enums import CardState
from scoring.models import Scorecard

# --- live sheet ---------------------------------------------------------------------------------------------


def closed_because(card: Scorecard) -> str:
    """Why nothing can be written into this card any more, a sentence; empty while it is open."""
    if card.state == CardState.SUBMITTED:
        return f"You submitted this card on {card.submitted_at:%d %B %Y at %H:%M} UTC; it is final."
    if card.seat.session.state == SessionState.CANCELLED:
        return "This interview was cancelled; its cards take no more changes."
    if card.seat.session.loop.state == LoopState.DECIDED:
        return "The committee has decided this loop; its cards take no more changes."
    if card.seat.session.loop.state == LoopState.CANCELLED:
        return "This loop was cancelled; its cards take no more changes."
    return ""
