"""An open amendment as its author reads it. Nobody else ever does."""

import uuid

from accounts.models import Membership
from interviews.models import Session
from scoring.access import amendment_of, own_card, own_seat
from scoring.card_fields import parse_field
from scoring.drafts import Draft
from scoring.models import Scorecard
from scoring.queries.live import labels_of
from scoring.queries.sheet_questions import sheet_questions

Texts = list[tuple[str, str]]  # a field's label, and the text that is to stand in it


def amended_texts(actor: Membership, session_id: uuid.UUID, labels: dict[str, str]) -> Texts:
    """What the actor's open amendment of their card would change, in the order of `labels`, the sheet's.

    Without the private note, which needs no amendment. Empty when none is open; 404 as `own_card`.
    """
    return _changes(_draft(own_card(actor, session_id)), labels)


def amendment_to_withdraw(actor: Membership, session_id: uuid.UUID) -> tuple[Session, Texts]:
    """The session, and the same with labels of its own; 404 unless the actor sits there."""
    session = own_seat(actor, session_id).session
    draft = _draft(own_card(actor, session_id))
    labels = labels_of(sheet_questions(session, draft, {})) if draft.amendment else {}
    return session, _changes(draft, labels)


def _draft(card: Scorecard | None) -> Draft:
    amendment = amendment_of(card, lock=False)
    if card is None or amendment is None:
        return Draft(card or Scorecard(), [])
    return Draft(card, list(card.ratings.all()), amendment)


def _changes(draft: Draft, labels: dict[str, str]) -> Texts:
    names = draft.amendment.values if draft.amendment else {}
    fields = [parse_field(name) for name in labels if name in names and name != "private_note"]
    return [
        (labels[field.name], draft.value(field))
        for field in fields
        if draft.value(field) != draft.submitted(field)
    ]
