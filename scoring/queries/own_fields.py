"""What stands in the fields of one's own card now, for a page that has been open for a while."""

import uuid
from dataclasses import dataclass, field

from accounts.models import Membership
from scoring.access import amendment_of, own_card
from scoring.card_fields import parse_field
from scoring.drafts import Draft
from scoring.visibility import private_note_of


@dataclass(frozen=True)
class OwnFields:
    """Each field that was ever written, by its name: its version and its text."""

    versions: dict[str, int] = field(default_factory=dict)
    values: dict[str, str] = field(default_factory=dict)


def own_fields(actor: Membership, session_id: uuid.UUID) -> OwnFields:
    """The fields of the actor's card of this session; empty while it is not begun; 404 unless they sit there.

    While an amendment is open its texts are given, not the submitted ones. At most four queries.
    """
    card = own_card(actor, session_id)
    if card is None:
        return OwnFields()
    draft = Draft(card, list(card.ratings.all()), amendment_of(card, lock=False))
    values = {name: draft.value(parse_field(name)) for name in card.field_versions}
    if "private_note" in values and not draft.amendment:
        values["private_note"] = private_note_of(actor, card)
    return OwnFields(versions=dict(card.field_versions), values=values)
