"""Closed lists of the interviews app. Imports nothing of ours."""

from django.db.models import TextChoices


class OpeningState(TextChoices):
    """Whether a job is being filled."""

    OPEN = "open", "Open"
    CLOSED = "closed", "Closed"


class LoopState(TextChoices):
    """A proposal has no candidate yet and reserves nothing; a planned loop does."""

    PROPOSED = "proposed", "Proposed"
    PLANNED = "planned", "Planned"
    DECIDED = "decided", "Decided"
    CANCELLED = "cancelled", "Cancelled"


class SessionState(TextChoices):
    """Where one interview stands."""

    SCHEDULED = "scheduled", "Scheduled"
    LIVE = "live", "Live"
    AWAITING = "awaiting", "Awaiting feedback"
    COMPLETE = "complete", "Complete"
    CANCELLED = "cancelled", "Cancelled"


class PlannedState(TextChoices):
    """What became of a planned question in the session."""

    PLANNED = "planned", "Planned"
    ASKED = "asked", "Asked"
    SKIPPED = "skipped", "Skipped"
    REPLACED = "replaced", "Replaced"


class SeatKind(TextChoices):
    """Who someone is in a session. Shadows' cards are never counted."""

    LEAD = "lead", "Lead"
    SECOND = "second", "Second"
    SHADOW = "shadow", "Shadow"
    REVERSE_SHADOW = "reverse_shadow", "Reverse shadow"


class SeatState(TextChoices):
    """Whether someone still sits there."""

    SEATED = "seated", "Seated"
    DECLINED = "declined", "Declined"
    RECUSED = "recused", "Recused"


class ExposureState(TextChoices):
    """What a candidate has met of a question."""

    RESERVED = "reserved", "Reserved"
    ASKED = "asked", "Asked"
    RELEASED = "released", "Released"
