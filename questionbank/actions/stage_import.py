"""Reads a document and stages its questions for a person to decide on."""

import hashlib
from typing import NamedTuple

from django.conf import settings
from django.db import IntegrityError, transaction

from accounts.ground.audit import record
from accounts.ground.verdict import Invalid
from accounts.models import Membership, Organization
from questionbank import rules
from questionbank.enums import BatchState
from questionbank.importing import Document, ImportRefused, parse_document
from questionbank.importing.decoding import decode
from questionbank.models import ImportBatch, ImportItem


class Staged(NamedTuple):
    """The batch, and whether this call made it: the same document again gives the batch that is there."""

    batch: ImportBatch
    is_new: bool


@transaction.atomic
def stage_import(*, actor: Membership | None, organization: Organization, name: str, data: bytes) -> Staged:
    """Stages every question of the document, undecided; the bank itself does not change.

    The same bytes again change nothing and give the batch of the first time, unless that was undone.
    `actor` None is the operator. Refuses all but curators (Denied), and documents that are too large,
    cannot be read or hold no question (Invalid, with what is wrong, where, and what to do).
    """
    rules.may_curate(actor).require()
    name = _plain_name(name)
    if len(data) > settings.UPLOAD_LIMIT:
        raise too_large(name)
    digest = hashlib.sha256(data).hexdigest()
    if there := _staged(organization, digest):
        return Staged(there, False)
    document, text = _read(name, data)
    try:
        with transaction.atomic():
            batch = _write(actor, organization, name, digest, document, text)
    except IntegrityError:
        # The same document was staged by somebody else while this one was read.
        if there := _staged(organization, digest):
            return Staged(there, False)
        raise
    record(
        "stage_import",
        organization=organization,
        actor=actor,
        on=batch,
        data={"name": name, "questions": len(document.questions), "digest": digest},
    )
    return Staged(batch, True)


def too_large(name: str) -> Invalid:
    """The refusal of a document over the limit."""
    limit = settings.UPLOAD_LIMIT // 1024 // 1024
    advice = "Split it, or leave pictures out, and upload the parts."
    return Invalid(f"{name} is larger than {limit} MB. {advice}", {"document": f"At most {limit} MB."})


def _plain_name(name: str) -> str:
    """The last part of a path, in one line, without what the database cannot keep."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(letter for letter in last if letter.isprintable()).strip()[-255:] or "document"


def _staged(organization: Organization, digest: str) -> ImportBatch | None:
    rows = ImportBatch.objects.filter(organization=organization, digest=digest)
    return rows.exclude(state=BatchState.UNDONE).first()


def _read(name: str, data: bytes) -> tuple[Document, str]:
    try:
        document = parse_document(name, data)
        text = "\n".join(decode(name, data).lines)
    except ImportRefused as refusal:
        raise Invalid(refusal.reason, {"document": refusal.reason}) from refusal
    if not document.questions:
        why = " ".join(document.warnings) or "Nothing in it has the shape of a question with an answer."
        reason = f"No question was found in {name}. {why}"
        raise Invalid(reason, {"document": reason})
    return document, text


def _write(
    actor: Membership | None,
    organization: Organization,
    name: str,
    digest: str,
    document: Document,
    text: str,
) -> ImportBatch:
    report = document.as_json()
    questions = report.pop("questions")
    batch = ImportBatch.objects.create(
        organization=organization, name=name, digest=digest, text=text, report=report, uploaded_by=actor
    )
    ImportItem.objects.bulk_create(
        ImportItem(organization=organization, batch=batch, ordinal=parsed["ordinal"], parsed=parsed)
        for parsed in questions
    )
    return batch
