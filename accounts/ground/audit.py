"""Writes the audit trail: append-only, one hash chain an organisation."""

import hashlib
import json
from typing import TYPE_CHECKING, Any

from django.db import connection, models
from django.utils import timezone

if TYPE_CHECKING:
    from accounts.models import AuditEvent, Membership, Organization


def chain_hash(previous: str, content: dict[str, Any]) -> str:
    """SHA-256 over the previous hash and the event's canonical JSON, as 64 hexadecimal digits."""
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.sha256(f"{previous}\n{text}".encode()).hexdigest()


def record(
    verb: str,
    *,
    organization: "Organization",
    actor: "Membership | None",
    on: models.Model,
    data: dict[str, Any] | None = None,
) -> "AuditEvent":
    """Appends one event. Call it last in an action: it holds the organisation's chain until the commit.

    `verb` is the action's name; `on` the row it is about; `data` small JSON without personal notes or scores.
    """
    from accounts.models import AuditEvent

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 1))", [str(organization.pk)])
    last = AuditEvent.objects.filter(organization=organization).order_by("-sequence").first()
    event = AuditEvent(
        organization=organization,
        sequence=last.sequence + 1 if last else 1,
        at=timezone.now(),
        actor=actor,
        verb=verb,
        subject_type=on._meta.label_lower,
        subject_id=str(on.pk),
        data=data or {},
        previous_hash=last.hash if last else "",
    )
    event.hash = chain_hash(event.previous_hash, event.content())
    event.save(force_insert=True)
    return event
