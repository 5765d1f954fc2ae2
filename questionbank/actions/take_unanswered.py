"""Makes an item of a prompt that the document asks and does not answer."""

import uuid

from django.db import transaction
from django.http import Http404

from accounts.ground.audit import record
from accounts.models import Membership
from questionbank import access, rules
from questionbank.actions._import_items import add_items, close_if_done, require_open
from questionbank.imported_parts import unanswered_values
from questionbank.models import ImportItem


@transaction.atomic
def take_unanswered(*, actor: Membership, batch_id: uuid.UUID, line: int) -> ImportItem:
    """Adds the unanswered prompt that begins on this line to the items to review, with a warning.

    Nothing happens if it was taken already. Refuses all but curators (Denied), and a line on which the
    document has no such prompt (404).
    """
    rules.may_curate(actor).require()
    batch = access.batch_of(actor, batch_id, lock=True)
    require_open(batch)
    there = ImportItem.objects.filter(batch=batch, first_line=line, parsed__unanswered=True, made_of=[])
    if item := there.first():
        return item
    asked = [entry for entry in batch.report.get("unanswered", []) if entry["lines"][0] == line]
    if not asked:
        raise Http404("On this line the document has no unanswered prompt.")
    values = unanswered_values(asked[0]["prompt"], asked[0]["lines"])
    (item,) = add_items(batch, [values], made_of=[])
    close_if_done(batch)
    record(
        "take_unanswered",
        organization=batch.organization,
        actor=actor,
        on=item,
        data={"ordinal": item.ordinal, "line": line},
    )
    return item
