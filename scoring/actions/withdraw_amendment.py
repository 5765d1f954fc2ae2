"""Throws an open amendment away."""

import uuid

from django.db import transaction

from accounts.ground import audit
from accounts.ground.verdict import Conflict
from accounts.models import Membership
from scoring.actions._amending import locked_card
from scoring.card_fields import AMENDMENT_REASON, parse_field
from scoring.drafts import Draft
from scoring.models import Amendment, Edit, Rating, Scorecard

PRIVATE = "private_note"


@transaction.atomic
def withdraw_amendment(*, actor: Membership, session_id: uuid.UUID) -> Scorecard:
    """The actor's card as it was submitted, its open amendment gone; but the private note stays as written.

    Withdrawing again changes nothing, and it may be done after the decision too. 404 unless they sit there;
    Conflict when they have no card there.
    """
    card, amendment = locked_card(actor, session_id)
    if card is None:
        raise Conflict("You have no card of this interview.")
    if amendment is None:
        return card
    draft = Draft(card, list(Rating.objects.filter(scorecard=card)))
    if PRIVATE in amendment.values:
        draft.put(parse_field(PRIVATE), str(amendment.values[PRIVATE]))
    _put_back(draft, amendment)
    card.save(update_fields=[PRIVATE, "version", "field_versions", "changed_at"])
    amendment.delete()
    audit.record("withdraw_amendment", organization=actor.organization, actor=actor, on=card)
    return card


def _put_back(draft: Draft, amendment: Amendment) -> None:
    """Notes in the card's history that its fields are as submitted again.

    So a tab that still shows the withdrawn texts does not write over what comes later without being asked.
    """
    card, client = draft.card, uuid.uuid4()
    kept = Edit.objects.filter(scorecard=card, version=None, created_at__gte=amendment.created_at)
    names = {*amendment.values, *kept.values_list("field", flat=True)} - {PRIVATE}
    rows = []
    for number, name in enumerate(sorted(names), start=1):
        card.version += 1
        card.field_versions[name] = card.version
        rows.append(
            Edit(
                organization_id=card.organization_id,
                scorecard=card,
                client=client,
                sequence=number,
                field=name,
                value="" if name == AMENDMENT_REASON else draft.submitted(parse_field(name)),
                base=card.version - 1,
                version=card.version,
            )
        )
    Edit.objects.bulk_create(rows)
