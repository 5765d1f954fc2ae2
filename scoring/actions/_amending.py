"""What the three verbs of amending share."""

import uuid

from accounts.models import Membership
from interviews.access import session_of
from scoring.access import amendment_of, own_card
from scoring.models import Amendment, Scorecard


def locked_card(actor: Membership, session_id: uuid.UUID) -> tuple[Scorecard | None, Amendment | None]:
    """The actor's own card of this session and its open amendment; loop, session and card locked, in order.

    None for what there is not; 404 for who does not sit there.
    """
    session = session_of(actor, session_id, lock=True)
    card = own_card(actor, session_id, lock=True)
    if card is None:
        return None, None
    card.seat.session = session
    return card, amendment_of(card)
