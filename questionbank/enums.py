"""Closed lists of the question bank. Imports nothing of ours."""

from django.db.models import IntegerChoices, TextChoices


class Kind(TextChoices):
    """What sort of answer a question asks for."""

    CONCEPT = "concept", "Concept"
    CODING = "coding", "Coding"
    DEBUGGING = "debugging", "Debugging"
    SYSTEM_DESIGN = "system_design", "System design"
    BEHAVIOURAL = "behavioural", "Behavioural"
    CASE = "case", "Case"


class State(TextChoices):
    """Where a question stands in its life."""

    DRAFT = "draft", "Draft"
    IN_REVIEW = "in_review", "In review"
    PILOT = "pilot", "Pilot"
    LIVE = "live", "Live"
    RESTING = "resting", "Resting"
    RETIRED = "retired", "Retired"
    LEAKED = "leaked", "Leaked"


class Difficulty(IntegerChoices):
    """How hard a question is meant to be, for its level."""

    EASY = 1, "Easy"
    MEDIUM = 2, "Medium"
    HARD = 3, "Hard"


class Priority(IntegerChoices):
    """How gladly curators see a question in loops."""

    LOW = -1, "Rather not"
    NORMAL = 0, "As any other"
    HIGH = 1, "Gladly"


class Meaning(TextChoices):
    """How a revision relates to the one before it; statistics never cross "not comparable"."""

    FIRST = "first", "First revision"
    SAME = "same", "Same meaning"
    NOT_COMPARABLE = "not_comparable", "Not comparable"


class ProposalState(TextChoices):
    """Where a proposal to change a rubric stands."""

    OPEN = "open", "Open"
    APPLIED = "applied", "Applied"
    DECLINED = "declined", "Declined"
    WITHDRAWN = "withdrawn", "Withdrawn"


class BatchState(TextChoices):
    """Where an import stands."""

    READING = "reading", "Being read"
    FAILED = "failed", "Not readable"
    STAGED = "staged", "Staged"
    CLOSED = "closed", "Closed"
    UNDONE = "undone", "Undone"


class ItemState(TextChoices):
    """What a person made of one imported question."""

    PENDING = "pending", "To review"
    ACCEPTED = "accepted", "Accepted"
    MERGED = "merged", "Merged"
    SPLIT = "split", "Split or joined"
    REJECTED = "rejected", "Rejected"


class ReviewVerdict(TextChoices):
    """What a second person says of a revision."""

    APPROVED = "approved", "Approved"
    CHANGES = "changes", "Changes wished"


class Likeness(TextChoices):
    """How alike two questions are."""

    SAME = "same", "Same question"
    RELATED = "related", "Related"


class PairDecision(TextChoices):
    """What a person made of two questions that are alike."""

    OPEN = "open", "To decide"
    SAME = "same", "Same"
    VARIANT = "variant", "Variant"
    DIFFERENT = "different", "Different"


class Health(TextChoices):
    """What its use says of a question, in one word; see questionbank/health.py."""

    UNKNOWN = "unknown", "Too little data"
    GOOD = "good", "Fine"
    CHECK = "check", "Needs a look"


class Used(TextChoices):
    """Who asked a question so far."""

    MINE = "mine", "Asked by me"
    NEVER = "never", "Never asked"


class Order(TextChoices):
    """How found questions are sorted."""

    BEST = "best", "Best match"
    TOPIC = "topic", "Topic"
    NEWEST = "newest", "Newest"
    CHANGED = "changed", "Recently changed"
    LAST_ASKED = "last_asked", "Last asked"
    LEAST_ASKED = "least_asked", "Least asked"
