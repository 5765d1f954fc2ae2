"""Opens one's own submitted card for an amendment."""

import uuid

from django.db import transaction

from accounts.ground import audit
from accounts.ground.verdict import Conflict
from accounts.models import Membership
from scoring import rules
from scoring.actions._amending import locked_card
from scoring.enums import CardState
from scoring.models import Amendment


@transaction.atomic
def begin_amendment(*, actor: Membership, session_id: uuid.UUID) -> Amendment:
    """The open amendment of the actor's submitted card, made when there is none yet.

    What is written from then on goes into it; the card stays as submitted for everybody else until
    `submit_amendment`. Beginning again changes nothing. 404 unless they sit there; Conflict while the card is
    not submitted, and when the loop is decided or cancelled.
    """
    card, amendment = locked_card(actor, session_id)
    if card is None or card.state != CardState.SUBMITTED:
        raise Conflict("This card is not submitted yet: change it on its sheet.")
    if closed := rules.closed_because(card, amending=True):
        raise Conflict(closed)
    if amendment is not None:
        return amendment
    amendment = Amendment.objects.create(organization_id=card.organization_id, scorecard=card)
    audit.record("begin_amendment", organization=actor.organization, actor=actor, on=card)
    return amendment
