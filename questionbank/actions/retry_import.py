"""Has a document read again that could not be read, or whose reading does not come to an end."""

import uuid

from django.db import transaction

from accounts.ground.audit import record
from accounts.ground.enqueue import enqueue
from accounts.ground.verdict import Conflict
from accounts.models import Membership
from questionbank import access, rules
from questionbank.enums import BatchState
from questionbank.models import ImportBatch


@transaction.atomic
def retry_import(*, actor: Membership, batch_id: uuid.UUID) -> ImportBatch:
    """Puts the document back among those to be read and enqueues it; harmless while it is being read.

    Refuses all but curators (Denied), and documents that were read (Conflict).
    """
    rules.may_curate(actor).require()
    batch = access.batch_of(actor, batch_id, lock=True)
    if batch.state not in (BatchState.READING, BatchState.FAILED):
        raise Conflict("This document was read already. Reload the page to see it.")
    if batch.state == BatchState.FAILED:
        batch.state, batch.error, batch.report = BatchState.READING, "", {}
        batch.progress_done = batch.progress_total = 0
        batch.save(update_fields=["state", "error", "report", "progress_done", "progress_total"])
    enqueue("questionbank.read_import", batch_id=batch.pk, organization_id=batch.organization_id)
    record("retry_import", organization=batch.organization, actor=actor, on=batch, data={"name": batch.name})
    return batch
