"""Makes one imported item of two."""

import uuid

from django.db import transaction
from django.http import Http404

from accounts.ground.audit import record
from accounts.ground.verdict import Conflict, Invalid
from accounts.models import Membership
from questionbank import access, rules
from questionbank.actions._import_items import replace_items, require_open, require_pending
from questionbank.enums import ItemState
from questionbank.imported_parts import joined_values
from questionbank.models import ImportBatch, ImportItem


@transaction.atomic
def merge_import_items(
    *, actor: Membership, batch_id: uuid.UUID, first_id: uuid.UUID, second_id: uuid.UUID
) -> ImportItem:
    """Puts one item in the place of two: the second's prompt and answer follow the first's answer.

    The lines of both are kept as its source, the originals as SPLIT; reopening one of them takes the step
    back. Refuses all but curators (Denied), one item with itself (Invalid), items of another batch (404) and
    items that are decided (Conflict).
    """
    rules.may_curate(actor).require()
    batch = access.batch_of(actor, batch_id, lock=True)
    require_open(batch)
    if first_id == second_id:
        raise Invalid("A question cannot be joined with itself.", {"second": "Choose another question."})
    rows = {row.pk: row for row in ImportItem.objects.filter(batch=batch, pk__in=[first_id, second_id])}
    if len(rows) < 2:
        raise Http404("This document has no such question.")
    first, second = rows[first_id], rows[second_id]
    for item in (first, second):
        require_pending(item)
    if "details" in first.parsed and first.parsed["details"] and second.parsed.get("details"):
        raise Conflict("These two come from an export with a rubric each. Accept both, and edit one there.")
    values = joined_values(
        first.parsed | first.edited, second.parsed | second.edited, touching=_touching(batch, first, second)
    )
    (made,) = replace_items(batch, [first, second], [values], actor)
    record(
        "merge_import_items",
        organization=batch.organization,
        actor=actor,
        on=made,
        data={"ordinals": [first.ordinal, second.ordinal], "into": made.ordinal},
    )
    return made


def _touching(batch: ImportBatch, first: ImportItem, second: ImportItem) -> bool:
    """Whether no other question of the document stands between the two."""
    upper, lower = sorted([first, second], key=lambda item: item.first_line)
    between = ImportItem.objects.filter(
        batch=batch, first_line__gt=upper.last_line, last_line__lt=lower.first_line
    )
    return not between.exclude(state=ItemState.SPLIT).exists()
