"""An open amendment as its author reads it. Nobody else ever does."""

import uuid

from accounts.models import Membership
from scoring.access import amendment_of, own_card
from scoring.card_fields import parse_field
from scoring.drafts import Draft


def amended_texts(actor: Membership, session_id: uuid.UUID, labels: dict[str, str]) -> list[tuple[str, str]]:
    """What the actor's open amendment of their card would change: each field's label and its new text.

    In the order of `labels`, those of the sheet. Without the private note, which needs no amendment. Empty
    when none is open; 404 as `own_card`.
    """
    card = own_card(actor, session_id)
    amendment = amendment_of(card, lock=False)
    if card is None or amendment is None:
        return []
    draft = Draft(card, list(card.ratings.all()), amendment)
    fields = [parse_field(name) for name in labels if name in amendment.values and name != "private_note"]
    return [
        (labels[field.name], draft.value(field))
        for field in fields
        if draft.value(field) != draft.submitted(field)
    ]
