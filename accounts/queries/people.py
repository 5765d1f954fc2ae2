"""Reads for the pages about people, invitations and the audit trail."""

from django.db.models import QuerySet
from django.utils import timezone

from accounts.ground.audit import chain_hash
from accounts.models import AuditEvent, Invitation, Organization, User


def open_invitations(organization: Organization) -> QuerySet[Invitation]:
    """Those that can still be accepted, newest first, with who invited."""
    rows = Invitation.objects.filter(organization=organization, accepted_at=None, withdrawn_at=None)
    return (
        rows.filter(expires_at__gt=timezone.now()).select_related("invited_by__user").order_by("-created_at")
    )


def audit_trail(organization: Organization) -> QuerySet[AuditEvent]:
    """All events, newest first, with who did it."""
    return AuditEvent.objects.filter(organization=organization).select_related("actor__user")


def first_broken_event(organization: Organization) -> AuditEvent | None:
    """The first event whose hash, place or predecessor is not what it should be; None if the chain holds."""
    previous = ""
    rows = AuditEvent.objects.filter(organization=organization).order_by("sequence")
    for sequence, event in enumerate(rows.iterator(), start=1):
        in_place = event.sequence == sequence and event.previous_hash == previous
        if not in_place or event.hash != chain_hash(previous, event.content()):
            return event
        previous = event.hash
    return None


def has_account(email: str) -> bool:
    """True if somebody signs in with this address."""
    return User.objects.filter(email__iexact=email).exists()
