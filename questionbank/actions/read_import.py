"""Reads a document that waits in the background, and stages its questions."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import structlog
from django.db import connection, transaction

from accounts.ground.audit import record
from accounts.ground.verdict import Invalid
from accounts.models import Membership
from questionbank import access, rules
from questionbank.actions._matching import find_matches
from questionbank.actions._reading import ROWS, fill, read_document, same_text, write_items
from questionbank.enums import BatchState
from questionbank.importing import Document
from questionbank.models import ImportBatch, ImportItem

MOST_ATTEMPTS = 3
BROKE_OFF = "Reading this document broke off {} times, so it was left. It may be damaged, or too large."
ON_OUR_SIDE = "Something went wrong on our side while this was read; it has been written to the log."

log = structlog.get_logger()


def read_import(*, actor: Membership | None, batch_id: uuid.UUID) -> ImportBatch:
    """Reads the bytes that were kept and stages what is in them; how far it is shows on the batch meanwhile.

    In steps, so that it shows; nothing is to review before the last. Nothing happens unless the batch waits
    to be read, nor while somebody else reads it: it may be called twice, and again after it broke off. What
    cannot be read, or is the text of another import, ends as FAILED with the reason. Refuses all but
    curators (Denied; the task is the operator).
    """
    rules.may_curate(actor).require()
    with _alone(batch_id) as first:
        batch = access.batch_of(actor, batch_id)
        if not first or batch.state != BatchState.READING:
            return batch
        if not _begin(batch):
            return _fail(batch, BROKE_OFF.format(MOST_ATTEMPTS))
        try:
            document = read_document(batch.name, bytes(batch.upload or b""))
        except Invalid as refusal:
            return _fail(batch, refusal.reason)
        except Exception:
            log.exception("read_import", batch=str(batch.pk))
            return _fail(batch, ON_OUR_SIDE)
        if there := same_text(batch.organization, document):
            reason = f"This is the text of {there.name}, which was imported before. Nothing changed."
            return _fail(batch, reason, same_as=there)
        return _stage(batch, document)


@contextmanager
def _alone(batch_id: uuid.UUID) -> Iterator[bool]:
    """Whether nobody else reads this batch. A lock of the connection's: it ends with a worker that dies."""
    key = batch_id.int % 2**63
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [key])
        (first,) = cursor.fetchone()
    try:
        yield first
    finally:
        if first:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [key])


@transaction.atomic
def _begin(batch: ImportBatch) -> bool:
    """Clears what an attempt that broke off left behind; False when there were too many."""
    attempts = batch.report.get("attempts", 0) + 1
    if attempts > MOST_ATTEMPTS:
        return False
    ImportItem.objects.filter(batch=batch).delete()
    batch.report = {"attempts": attempts}
    batch.progress_done = batch.progress_total = 0
    batch.save(update_fields=["report", "progress_done", "progress_total"])
    return True


@transaction.atomic
def _fail(batch: ImportBatch, reason: str, same_as: ImportBatch | None = None) -> ImportBatch:
    if not _still_reading(batch):
        return batch
    batch.state, batch.error = BatchState.FAILED, reason
    batch.report = {"same_as": str(same_as.pk)} if same_as else {}
    batch.save(update_fields=["state", "error", "report"])
    _record(batch, questions=0)
    return batch


def _stage(batch: ImportBatch, document: Document) -> ImportBatch:
    questions = fill(batch, document)
    for start in range(0, len(questions), ROWS):
        if not _write(batch, questions, start):
            return access.batch_of(None, batch.pk)
    return _finish(batch, len(questions))


@transaction.atomic
def _write(batch: ImportBatch, questions: list[dict[str, Any]], start: int) -> bool:
    if not _still_reading(batch):
        return False
    write_items(batch, questions[start : start + ROWS])
    batch.progress_total = len(questions)
    batch.progress_done = min(start + ROWS, len(questions))
    batch.save(update_fields=["progress_done", "progress_total"])
    return True


@transaction.atomic
def _finish(batch: ImportBatch, questions: int) -> ImportBatch:
    if not _still_reading(batch):
        ImportItem.objects.filter(batch=batch).delete()
        return access.batch_of(None, batch.pk)
    batch.state, batch.upload, batch.error = BatchState.STAGED, None, ""
    batch.save(update_fields=["state", "upload", "error", "report", "text", "text_digest"])
    find_matches(batch)
    _record(batch, questions)
    return batch


def _still_reading(batch: ImportBatch) -> bool:
    """Locks the batch's row; False when somebody removed it meanwhile."""
    rows = ImportBatch.objects.select_for_update().filter(pk=batch.pk)
    return list(rows.values_list("state", flat=True)) == [BatchState.READING]


def _record(batch: ImportBatch, questions: int) -> None:
    record(
        "read_import",
        organization=batch.organization,
        actor=None,
        on=batch,
        data={"name": batch.name, "questions": questions, "state": batch.state},
    )
