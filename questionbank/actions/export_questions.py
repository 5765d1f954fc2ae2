"""Hands questions out of the bank, with their model answers."""

import uuid
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone

from accounts.ground.audit import record
from accounts.ground.tenancy import organization_scope
from accounts.ground.verdict import Conflict, Invalid
from accounts.models import Membership, Organization
from questionbank import rules
from questionbank.exporting import FORMATS, write
from questionbank.queries.exports import export_records


class Export(NamedTuple):
    """A file to be sent in pieces: its name, its media type, its bytes as they are read."""

    name: str
    media_type: str
    pieces: Iterator[bytes]


@transaction.atomic
def export_questions(
    *,
    actor: Membership | None,
    organization: Organization,
    question_ids: Sequence[uuid.UUID],
    format_name: str,
) -> Export:
    """Gives the questions as a file of this format (a key of FORMATS), in the order of the ids.

    It is written down that this person took them. `actor` None is the operator. Refuses all but curators
    (Denied), an unknown format (Invalid), and an export of nothing (Conflict).
    """
    rules.may_curate(actor).require()
    if format_name not in FORMATS:
        raise Invalid("There is no such format.", {"format": f"One of: {', '.join(FORMATS)}."})
    if not question_ids:
        raise Conflict("Nothing to export: no question matches.")
    record(
        "export_questions",
        organization=organization,
        actor=actor,
        on=organization,
        data={"questions": len(question_ids), "format": format_name},
    )
    chosen = FORMATS[format_name]
    day = timezone.localdate().isoformat()
    return Export(
        f"{organization.slug}-questions-{day}.{chosen.suffix}",
        chosen.media_type,
        _pieces(organization, question_ids, format_name),
    )


def _pieces(organization: Organization, ids: Sequence[uuid.UUID], format_name: str) -> Iterator[bytes]:
    """The file as it is read from the bank; it is sent after the request's own scope has been left."""
    records = export_records(ids)
    pieces = write(format_name, f"Questions of {organization.name}", records)
    while True:
        with organization_scope(organization):
            piece = next(pieces, None)
        if piece is None:
            return
        yield piece
