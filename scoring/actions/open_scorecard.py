"""Opens one's own card."""

import uuid

from django.db import transaction

from accounts.ground import audit
from accounts.models import Membership
from scoring.access import own_card, own_seat
from scoring.models import Scorecard


@transaction.atomic(savepoint=False)  # an autosave is no place for a round trip more
def open_scorecard(*, actor: Membership, session_id: uuid.UUID) -> Scorecard:
    """The actor's card of this session, made when there is none yet, locked until the transaction ends.

    404 unless they sit in the session. Opening it again changes nothing.
    """
    card = own_card(actor, session_id, lock=True)
    if card is not None:
        return card
    seat = own_seat(actor, session_id)
    card, made = Scorecard.objects.get_or_create(
        seat=seat, defaults={"organization_id": seat.organization_id}
    )
    if made:
        audit.record("open_scorecard", organization=actor.organization, actor=actor, on=card)
    locked = own_card(actor, session_id, lock=True)
    return locked or card
