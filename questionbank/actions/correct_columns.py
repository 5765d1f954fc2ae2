"""Reads a table again, with what a person says of its columns."""

import uuid
from collections.abc import Mapping

from django.db import transaction

from accounts.ground.audit import record
from accounts.ground.verdict import Conflict, Invalid
from accounts.models import Membership
from questionbank import access, rules
from questionbank.actions._import_items import require_open
from questionbank.actions._matching import find_matches
from questionbank.actions._reading import fill, read_document, write_items
from questionbank.enums import ItemState
from questionbank.imported import COLUMNS
from questionbank.models import ImportBatch, ImportItem

TABLE = "delimited"  # the reader whose columns can be said
LONGEST_NAME = 100


@transaction.atomic
def correct_columns(*, actor: Membership, batch_id: uuid.UUID, columns: Mapping[str, str]) -> ImportBatch:
    """Puts what is read with these columns (one of imported.COLUMNS -> its name, or number from 1) in place.

    Fields that are not named are told as before. Refuses all but curators (Denied), documents that are no
    table and items of which one was edited or decided (Conflict), and columns with which no question is found
    (Invalid).
    """
    rules.may_curate(actor).require()
    batch = access.batch_of(actor, batch_id, lock=True)
    require_open(batch)
    said = {field: name.strip() for field, name in columns.items() if name.strip()}
    if wrong := sorted(set(said) - set(COLUMNS)):
        raise Invalid("There are no such fields.", dict.fromkeys(wrong, "Not a field of a question."))
    if any(len(name) > LONGEST_NAME for name in said.values()):
        raise Invalid("A column's name is too long.", {"columns": f"At most {LONGEST_NAME} characters."})
    if batch.report.get("reader") != TABLE:
        raise Conflict("This document is no table: it has no columns.")
    items = ImportItem.objects.filter(batch=batch)
    if items.exclude(state=ItemState.PENDING, edited={}, made_of=[]).exists():
        raise Conflict("Somebody edited or decided a question of this document: its columns stay.")
    questions = fill(batch, read_document(batch.name, batch.text.encode(), said))
    batch.mapping = batch.mapping | {"columns": said}
    items.delete()
    write_items(batch, questions)
    batch.save(update_fields=["report", "text", "text_digest", "mapping"])
    find_matches(batch)
    record(
        "correct_columns",
        organization=batch.organization,
        actor=actor,
        on=batch,
        data={"columns": sorted(said), "questions": len(questions)},
    )
    return batch
