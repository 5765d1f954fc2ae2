"""Hands in one's own card."""

import uuid

from django.db import transaction

from accounts.ground import audit
from accounts.models import Membership
from interviews.access import session_of
from scoring.actions._handing_in import hand_in
from scoring.actions.open_scorecard import open_scorecard
from scoring.enums import CardState
from scoring.models import Scorecard


@transaction.atomic
def submit_scorecard(*, actor: Membership, session_id: uuid.UUID) -> Scorecard:
    """Freezes the actor's card of this session, opens it to those who may read it, and starts calibration.

    Submitting it again changes nothing and answers with the submitted card: an answer that was lost on the
    way is no reason for an error. Raises Invalid with `fields` naming everything that is missing; Conflict
    when session or loop are closed. When every counting seat has submitted, the session is complete.
    """
    # Two last cards at once, a mark or a decision meanwhile: whoever comes second sees what the first did.
    session = session_of(actor, session_id, lock=True)
    card = open_scorecard(actor=actor, session_id=session_id)
    card.seat.session = session
    if card.state == CardState.SUBMITTED:
        return card
    hand_in(card, session, actor)
    audit.record(
        "submit_scorecard",
        organization=actor.organization,
        actor=actor,
        on=card,
        data={"session": str(session.pk), "seat": card.seat.kind},
    )
    return card
