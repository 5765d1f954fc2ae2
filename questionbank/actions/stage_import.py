"""Takes a document in and stages its questions for a person to decide on."""

from typing import NamedTuple

from django.conf import settings
from django.db import IntegrityError, transaction

from accounts.ground.audit import record
from accounts.ground.enqueue import enqueue
from accounts.ground.verdict import Invalid
from accounts.models import Membership, Organization
from questionbank import rules
from questionbank.actions._matching import find_matches
from questionbank.actions._reading import (
    bytes_digest,
    fill,
    read_document,
    same_text,
    same_upload,
    write_items,
)
from questionbank.enums import BatchState
from questionbank.models import ImportBatch

# How formats begin that take long for their size: archives, Word (an archive) and PDF.
SLOW = (b"PK\x03\x04", b"%PDF", b"\x1f\x8b", b"7z\xbc\xaf")


class Staged(NamedTuple):
    """The batch, and whether this call made it: the same document again gives the batch that is there."""

    batch: ImportBatch
    is_new: bool


@transaction.atomic
def stage_import(*, actor: Membership | None, organization: Organization, name: str, data: bytes) -> Staged:
    """Stages every question of the document, undecided; the bank itself does not change.

    The same document again, also with other line ends, changes nothing and gives the batch of the first time,
    unless that was undone. What takes long is only taken in (state READING) and read by a task; for the
    operator (`actor` None) everything is read at once. Refuses all but curators (Denied), and documents that
    are too large, cannot be read or hold no question (Invalid, with what is wrong, where, and what to do).
    """
    rules.may_curate(actor).require()
    name = _plain_name(name)
    if len(data) > settings.UPLOAD_LIMIT:
        raise too_large(name)
    digest = bytes_digest(data)
    if there := same_upload(organization, digest):
        return Staged(there, False)
    batch = ImportBatch(organization=organization, name=name, digest=digest, uploaded_by=actor)
    if actor is not None and takes_long(data):
        batch.state, batch.upload = BatchState.READING, data
        return _written(batch, [])
    document = read_document(name, data)
    if there := same_text(organization, document):
        return Staged(there, False)
    return _written(batch, fill(batch, document))


def takes_long(data: bytes) -> bool:
    """Whether a document is read in the background."""
    return len(data) > settings.IMPORT_AT_ONCE or data.startswith(SLOW)


def too_large(name: str) -> Invalid:
    """The refusal of a document over the limit."""
    limit = settings.UPLOAD_LIMIT // 1024 // 1024
    advice = "Split it, or leave pictures out, and upload the parts."
    return Invalid(f"{name} is larger than {limit} MB. {advice}", {"document": f"At most {limit} MB."})


def _plain_name(name: str) -> str:
    """The last part of a path, in one line, without what the database cannot keep."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(letter for letter in last if letter.isprintable()).strip()[-255:] or "document"


def _written(batch: ImportBatch, questions: list[dict[str, object]]) -> Staged:
    try:
        with transaction.atomic():
            batch.save(force_insert=True)
            write_items(batch, questions)
    except IntegrityError:
        # The same document was staged by somebody else while this one was read.
        rows = ImportBatch.objects.filter(organization=batch.organization).exclude(state=BatchState.UNDONE)
        there = rows.filter(digest=batch.digest).first() or rows.filter(text_digest=batch.text_digest).first()
        if there:
            return Staged(there, False)
        raise
    if batch.state == BatchState.READING:
        enqueue("questionbank.read_import", batch_id=batch.pk, organization_id=batch.organization_id)
    else:
        find_matches(batch)
    record(
        "stage_import",
        organization=batch.organization,
        actor=batch.uploaded_by,
        on=batch,
        data={"name": batch.name, "questions": len(questions), "digest": batch.digest},
    )
    return Staged(batch, True)
