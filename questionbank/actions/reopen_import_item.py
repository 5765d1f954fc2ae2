"""Takes back the rejection of an imported item."""

import uuid

from django.db import transaction

from accounts.ground.audit import record
from accounts.ground.verdict import Conflict
from accounts.models import Membership
from questionbank import access, rules
from questionbank.actions._import_items import close_if_done, require_open
from questionbank.enums import ItemState
from questionbank.models import ImportItem


@transaction.atomic
def reopen_import_item(*, actor: Membership, item_id: uuid.UUID) -> ImportItem:
    """Puts a rejected item back among those to review; nothing happens if it is there already.

    Refuses all but curators (Denied), and items that are accepted (Conflict: their question is in the bank).
    """
    rules.may_curate(actor).require()
    batch = access.batch_of(actor, access.item_of(actor, item_id).batch_id, lock=True)
    require_open(batch)
    item = access.item_of(actor, item_id, lock=True)
    if item.state == ItemState.PENDING:
        return item
    if item.state == ItemState.ACCEPTED:
        raise Conflict("This question was accepted and is in the bank: retire it there instead.")
    item.state, item.decided_by = ItemState.PENDING, None
    item.save(update_fields=["state", "decided_by"])
    close_if_done(batch)
    record(
        "reopen_import_item",
        organization=batch.organization,
        actor=actor,
        on=item,
        data={"ordinal": item.ordinal},
    )
    return item
