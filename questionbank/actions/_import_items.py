"""What the actions on imported items share: what may be decided, and what becomes of the batch by it."""

import hashlib
import uuid
from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import Max
from django.http import Http404

from accounts.ground.verdict import Conflict
from accounts.models import Membership
from questionbank.enums import BatchState, ItemState
from questionbank.models import ImportBatch, ImportItem


def require_open(batch: ImportBatch) -> None:
    """Raises Conflict for an import that was undone, is still being read or could not be read."""
    if batch.state == BatchState.UNDONE:
        raise Conflict("This import was undone. Upload the document again to start over.")
    if batch.state == BatchState.READING:
        raise Conflict("This document is still being read. Its questions come when it is done.")
    if batch.state == BatchState.FAILED:
        raise Conflict("This document could not be read; there is nothing to review.")


def require_pending(item: ImportItem) -> None:
    """Raises Conflict for an item that somebody has decided."""
    if item.state != ItemState.PENDING:
        word = item.get_state_display().lower()
        raise Conflict(f"This question is {word} already. Reload the page to see it.")


def undecided(batch: ImportBatch, item_ids: Collection[uuid.UUID]) -> list[ImportItem]:
    """Those of these items that nobody decided yet; 404 if one is not of this batch."""
    items = list(ImportItem.objects.filter(batch=batch, pk__in=item_ids))
    if len(items) < len(set(item_ids)):
        raise Http404("This document has no such question.")
    return [item for item in items if item.state == ItemState.PENDING]


def close_if_done(batch: ImportBatch) -> None:
    """A batch is closed while nothing in it waits for a decision."""
    waiting = ImportItem.objects.filter(batch=batch, state=ItemState.PENDING).exists()
    batch.state = BatchState.STAGED if waiting else BatchState.CLOSED
    batch.save(update_fields=["state"])


def replace_items(
    batch: ImportBatch, originals: list[ImportItem], parts: Iterable[dict[str, Any]], actor: Membership
) -> list[ImportItem]:
    """Puts new items (given as what a reader would say) in the place of others, which are kept as SPLIT."""
    made_of = [item.pk for item in originals]
    made = add_items(batch, parts, made_of=made_of)
    for item in originals:
        item.state, item.decided_by = ItemState.SPLIT, actor
    ImportItem.objects.filter(pk__in=made_of).update(state=ItemState.SPLIT, decided_by=actor)
    return made


def add_items(
    batch: ImportBatch, parts: Iterable[dict[str, Any]], *, made_of: list[uuid.UUID]
) -> list[ImportItem]:
    """New items at the end of the batch; they are shown where their lines stand."""
    last = ImportItem.objects.filter(batch=batch).aggregate(last=Max("ordinal"))["last"] or 0
    rows = [
        ImportItem(
            organization_id=batch.organization_id,
            batch=batch,
            ordinal=ordinal,
            parsed=parsed | {"ordinal": ordinal},
            made_of=made_of,
        )
        for ordinal, parsed in enumerate(parts, start=last + 1)
    ]
    return ImportItem.objects.bulk_create(rows)


def text_digest(text: str) -> str:
    """SHA-256 of a text without what saving it elsewhere changes: line ends, byte order mark, last blanks."""
    plain = "\n".join(line.rstrip() for line in text.lstrip("\ufeff").splitlines()).strip()
    return hashlib.sha256(plain.encode(errors="surrogatepass")).hexdigest()
