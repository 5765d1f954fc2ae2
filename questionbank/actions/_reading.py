"""From a document's bytes to staged items: shared by staging at once, in the background and anew."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings

from accounts.ground.verdict import Invalid
from accounts.models import Organization
from questionbank.actions._import_items import text_digest
from questionbank.enums import BatchState
from questionbank.importing import Document, ImportRefused, parse_document
from questionbank.importing.limits import Limits
from questionbank.models import ImportBatch, ImportItem

ROWS = 500  # items a statement


def read_document(name: str, data: bytes, columns: Mapping[str, str] | None = None) -> Document:
    """The document, with a question or an unanswered prompt in it; Invalid says why there is none."""
    try:
        document = parse_document(name, data, columns=columns, limits=Limits(size=settings.UPLOAD_LIMIT))
    except ImportRefused as refusal:
        raise Invalid(refusal.reason, {"document": refusal.reason}) from refusal
    if not document.questions and not document.unanswered:
        why = " ".join(document.warnings) or "Nothing in it has the shape of a question."
        reason = f"No question was found in {name}. {why}"
        raise Invalid(reason, {"document": reason})
    return document


def bytes_digest(data: bytes) -> str:
    """SHA-256 of a document as it was uploaded."""
    return hashlib.sha256(data).hexdigest()


def same_upload(organization: Organization, digest: str) -> ImportBatch | None:
    """The import of the same bytes, unless it was undone."""
    rows = ImportBatch.objects.filter(organization=organization, digest=digest)
    return rows.exclude(state=BatchState.UNDONE).defer("text", "upload").first()


def same_text(organization: Organization, document: Document) -> ImportBatch | None:
    """The import of the same text, whatever its line ends, unless it was undone."""
    rows = ImportBatch.objects.filter(organization=organization, text_digest=text_digest(document.text))
    return rows.exclude(state=BatchState.UNDONE).defer("text", "upload").first()


def fill(batch: ImportBatch, document: Document) -> list[dict[str, Any]]:
    """Sets what was read of the document on the batch, unsaved; returns what its items are made of."""
    report = storable(document.as_json())
    questions: list[dict[str, Any]] = report.pop("questions")
    batch.report = report
    batch.text = storable(document.text)
    batch.text_digest = text_digest(document.text)
    return questions


def write_items(batch: ImportBatch, questions: Sequence[dict[str, Any]]) -> None:
    """One item for each question."""
    ImportItem.objects.bulk_create(
        (
            ImportItem(
                organization_id=batch.organization_id,
                batch=batch,
                ordinal=parsed["ordinal"],
                parsed=parsed,
            )
            for parsed in questions
        ),
        batch_size=ROWS,
    )


def storable(value: Any) -> Any:
    """The same without the two things that a database cannot keep in text: NUL and halves of letters."""
    if isinstance(value, str):
        plain = value.replace("\x00", "\ufffd")
        return plain if plain.isascii() else plain.encode(errors="replace").decode()
    if isinstance(value, dict):
        return {storable(key): storable(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [storable(item) for item in value]
    return value
