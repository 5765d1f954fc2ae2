"""Closed lists of the interviews app. Imports nothing of ours."""

from django.db.models import IntegerChoices, TextChoices


class OpeningState(TextChoices):
    """Whether a job is being filled."""

    OPEN = "open", "Open"
    CLOSED = "closed", "Closed"


class LoopState(TextChoices):
    """A proposal has no candidate yet and reserves nothing; a planned loop does."""

    PROPOSED = "proposed", "Proposed"
    PLANNED = "planned", "Planned"
    CLOSED = "closed", "With the committee"  # it takes no more cards; what was decided is not released yet
    DECIDED = "decided", "Decided"
    CANCELLED = "cancelled", "Cancelled"


class PlanStatus(TextChoices):
    """What the assembly proved of the plan that it returned."""

    OPTIMAL = "optimal", "No better loop exists under the rules"
    FEASIBLE = "feasible", "Keeps every rule; a better one may exist"
    NEAREST = "nearest", "The nearest to what the rules ask for"


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
    EXCUSED = "excused", "Declared out"  # they owe no card; whoever planned the loop said why


class ExposureState(TextChoices):
    """What a candidate has met of a question."""

    RESERVED = "reserved", "Reserved"
    ASKED = "asked", "Asked"
    RELEASED = "released", "Released"


class QualificationState(TextChoices):
    """How far a member is in a module's training."""

    TRAINING = "training", "In training"
    APPROVED = "approved", "Approved"
    WITHDRAWN = "withdrawn", "Withdrawn"


class ConflictKind(TextChoices):
    """How a conflict of interest came to be known."""

    DECLARED = "declared", "Declared"
    REFERRER = "referrer", "Brought the candidate, or came by the same colleague"
    FORMER_TEAM = "former_team", "Former team"


class NoticeKind(TextChoices):
    """What a letter about a session says."""

    INVITATION = "invitation", "Invitation"
    UPDATE = "update", "Change"
    CANCELLATION = "cancellation", "Cancellation"
    REMINDER = "reminder", "Reminder"
    FEEDBACK = "feedback", "Scorecard wanted"
    CARD_LATE = "card_late", "Scorecard late"  # to who planned the loop


class Weekday(IntegerChoices):
    """Days as Python counts them."""

    MONDAY = 0, "Monday"
    TUESDAY = 1, "Tuesday"
    WEDNESDAY = 2, "Wednesday"
    THURSDAY = 3, "Thursday"
    FRIDAY = 4, "Friday"
    SATURDAY = 5, "Saturday"
    SUNDAY = 6, "Sunday"
