"""Takes back what was decided of an imported item."""

import uuid

from django.db import transaction

from accounts.ground.audit import record
from accounts.ground.verdict import Conflict
from accounts.models import Membership
from questionbank import access, rules
from questionbank.actions._import_items import close_if_done, require_open
from questionbank.enums import ItemState, PairDecision
from questionbank.models import ImportBatch, ImportItem, ImportMatch


@transaction.atomic
def reopen_import_item(*, actor: Membership, item_id: uuid.UUID) -> ImportItem:
    """Puts an item back among those to review; nothing happens if it is there already.

    Takes back a rejection, a merge into a question of the bank, and a split or join: then what was made of
    the item goes, and all that it was made of come back. Refuses all but curators (Denied), items that are
    accepted (Conflict: their question is in the bank), and those of which a part is decided or split again.
    """
    rules.may_curate(actor).require()
    batch = access.batch_of(actor, access.item_of(actor, item_id).batch_id, lock=True)
    require_open(batch)
    item = access.item_of(actor, item_id, lock=True)
    if item.state == ItemState.PENDING:
        return item
    if item.state == ItemState.ACCEPTED:
        raise Conflict("This question was accepted and is in the bank: retire it there instead.")
    if item.state == ItemState.SPLIT:
        _take_parts_back(batch, item)
    ImportMatch.objects.filter(item=item, decision=PairDecision.SAME).update(decision=PairDecision.OPEN)
    item.state, item.decided_by, item.merged_into = ItemState.PENDING, None, None
    item.save(update_fields=["state", "decided_by", "merged_into"])
    close_if_done(batch)
    record(
        "reopen_import_item",
        organization=batch.organization,
        actor=actor,
        on=item,
        data={"ordinal": item.ordinal},
    )
    return item


def _take_parts_back(batch: ImportBatch, item: ImportItem) -> None:
    """Deletes what the item was split or joined into, and reopens all that this was made of."""
    parts = list(ImportItem.objects.select_for_update().filter(batch=batch, made_of__contains=[item.pk]))
    for part in parts:
        if part.state != ItemState.PENDING:
            word = part.get_state_display().lower()
            raise Conflict(f"“{part}”, which was made of this, is {word}. Take that back first.")
    originals = {original for part in parts for original in part.made_of}
    ImportItem.objects.filter(pk__in=[part.pk for part in parts]).delete()
    ImportItem.objects.filter(batch=batch, pk__in=originals, state=ItemState.SPLIT).update(
        state=ItemState.PENDING, decided_by=None
    )
