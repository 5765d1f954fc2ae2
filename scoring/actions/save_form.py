"""Saves the whole sheet as a form posts it, for a browser without script."""

import uuid

from django.db import transaction

from accounts.ground.verdict import Invalid
from accounts.models import Membership
from scoring.access import amendment_of, own_card, own_edits
from scoring.actions.save_edits import Saved, save_edits
from scoring.card_fields import BadField, clean_value, parse_field
from scoring.drafts import Draft
from scoring.models import Rating, Scorecard


@transaction.atomic
def save_form(
    *,
    actor: Membership,
    session_id: uuid.UUID,
    form: str,
    base: int,
    values: dict[str, str],
    seat_id: uuid.UUID | None = None,
) -> Saved:
    """Turns the fields that a person changed into edits and saves them like any others (`save_edits`).

    `form` names the page that was rendered, `base` the card's version it showed. Fields that still hold what
    the page showed are left alone, even when they have changed elsewhere. Sending it twice is harmless.
    """
    card = own_card(actor, session_id, lock=True)
    changed = _changed(actor, card, base, values)
    try:
        client = uuid.uuid5(uuid.UUID(form), repr(sorted(changed.items())))
    except ValueError:
        raise Invalid("This form is not one of ours. Reload the page.", {"form": "Unknown form."}) from None
    if not changed:
        return Saved()
    edits = [
        {"sequence": number, "field": name, "value": value, "base": base}
        for number, (name, value) in enumerate(changed.items())
    ]
    return save_edits(actor=actor, session_id=session_id, client=client, edits=edits, seat_id=seat_id)


def _changed(actor: Membership, card: Scorecard | None, base: int, values: dict[str, str]) -> dict[str, str]:
    amendment = amendment_of(card) if card else None
    draft = Draft(card or Scorecard(), list(Rating.objects.filter(scorecard=card)) if card else [], amendment)
    changed = {}
    for name, value in values.items():
        try:
            field = parse_field(name)
            different = clean_value(field, value) != draft.value(field)
        except BadField:
            different = True  # save_edits says what is wrong with it
        if different:
            changed[name] = value
    stale = [name for name in changed if card and card.field_versions.get(name, 0) > base]
    if not card or not stale:
        return changed
    shown = dict.fromkeys(stale, "")
    before = own_edits(actor, card).filter(field__in=stale, version__lte=base).order_by("version")
    shown |= dict(before.values_list("field", "value"))
    return {
        name: value
        for name, value in changed.items()
        if name not in shown or shown[name] != value.replace("\r\n", "\n")
    }
