"""Corrects what was read of one imported question, before it is accepted."""

import uuid
from typing import Any

from django.db import transaction

from accounts.ground.audit import record
from accounts.ground.verdict import Conflict, Invalid
from accounts.models import Membership
from questionbank import access, rules
from questionbank.actions._import_items import require_open, require_pending
from questionbank.enums import Kind
from questionbank.imported import EDITABLE, content_from
from questionbank.models import ImportItem


@transaction.atomic
def edit_import_item(
    *, actor: Membership, item_id: uuid.UUID, changes: dict[str, str], seen: dict[str, Any] | None = None
) -> ImportItem:
    """Keeps a person's version of some fields; what the document says stays beside it.

    `changes` may hold any of imported.EDITABLE; text equal to the document's is no change. `seen` is the
    person's version as it was when they started: if it is another one now, refuses (Conflict), unless it is
    this very change. Refuses all but curators (Denied), wrong values (Invalid), and items decided already
    (Conflict).
    """
    rules.may_curate(actor).require()
    # The batch first, as all who decide on its items do: an edit never slips in between.
    batch = access.batch_of(actor, access.item_of(actor, item_id).batch_id, lock=True)
    require_open(batch)
    item = access.item_of(actor, item_id, lock=True)
    require_pending(item)
    edited = _merged(item, changes)
    if edited == item.edited:
        return item
    if seen is not None and seen != item.edited:
        raise Conflict("Somebody changed this question while you were writing. Compare, then save again.")
    _check(item, edited)
    item.edited = edited
    item.save(update_fields=["edited"])
    record(
        "edit_import_item",
        organization=actor.organization,
        actor=actor,
        on=item,
        data={"fields": sorted(edited)},
    )
    return item


def _merged(item: ImportItem, changes: dict[str, str]) -> dict[str, Any]:
    if unknown := sorted(set(changes) - set(EDITABLE)):
        raise Invalid("These fields cannot be changed.", dict.fromkeys(unknown, "Not a field to change."))
    merged = {**item.edited, **{field: value.replace("\r\n", "\n") for field, value in changes.items()}}
    # An empty field and one that the document does not have are the same.
    return {field: value for field, value in merged.items() if value != (item.parsed.get(field) or "")}


def _check(item: ImportItem, edited: dict[str, Any]) -> None:
    values = item.parsed | edited
    if values["kind"] not in Kind.values:
        raise Invalid("There is no such kind.", {"kind": f"One of: {', '.join(Kind.values)}."})
    content = content_from(values, document=item.batch.name, topic_id=None, level_id=None, minutes=None)
    if problems := content.problems():
        raise Invalid("The question cannot be saved like this.", problems)
    if len(values.get("section") or "") > 500 or len(values.get("level") or "") > 60:
        raise Invalid("Section or level is too long.", {"section": "At most 500 characters, the level 60."})
