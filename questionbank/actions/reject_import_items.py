"""Leaves imported items out of the bank."""

import uuid
from collections.abc import Collection

from django.db import transaction

from accounts.ground.audit import record
from accounts.ground.verdict import Conflict
from accounts.models import Membership
from questionbank import access, rules
from questionbank.actions._import_items import close_if_done, require_open, undecided
from questionbank.enums import ItemState
from questionbank.models import ImportBatch, ImportItem


@transaction.atomic
def reject_import_items(
    *, actor: Membership, batch_id: uuid.UUID, item_ids: Collection[uuid.UUID]
) -> ImportBatch:
    """Marks the undecided ones among these items as rejected; they stay readable in the batch.

    Refuses all but curators (Denied), items of another batch (404), and when none of them is undecided
    (Conflict).
    """
    rules.may_curate(actor).require()
    batch = access.batch_of(actor, batch_id, lock=True)
    require_open(batch)
    items = undecided(batch, item_ids)
    if not items:
        raise Conflict("Nothing to reject: these questions were decided already, or none was chosen.")
    ImportItem.objects.filter(pk__in=[item.pk for item in items]).update(
        state=ItemState.REJECTED, decided_by=actor
    )
    close_if_done(batch)
    record(
        "reject_import_items",
        organization=batch.organization,
        actor=actor,
        on=batch,
        data={"ordinals": [item.ordinal for item in items]},
    )
    return batch
