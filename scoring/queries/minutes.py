"""How long questions took, from when each was marked as asked."""

from collections import defaultdict
from statistics import median
from uuid import UUID

from django.db.models import F, Window
from django.db.models.functions import Lead

from accounts.models import Organization
from interviews.models import PlannedQuestion
from scoring.queries.ratings import comparable_roots

# A longer one is a clock that nobody stopped, not a question.
LONGEST_MINUTES = 240


def minutes_used(organization: Organization) -> dict[UUID, tuple[float, int]]:
    """The median of minutes that each question took, and over how many times; by its comparable root.

    From its mark "asked" to that of the next question, the last one to the end of the interview; interviews
    that have not ended are left out. Two queries, however many.
    """
    following = Window(Lead("asked_at"), partition_by=[F("session_id")], order_by=[F("asked_at"), F("pk")])
    rows = PlannedQuestion.objects.filter(
        organization=organization, asked_at__isnull=False, session__ended_at__isnull=False
    )
    used = defaultdict(list)
    found = rows.annotate(following=following).values_list(
        "revision_id", "asked_at", "following", "session__ended_at"
    )
    for revision, asked, following_at, ended in found.order_by():
        until = following_at or ended
        minutes = (until - asked).total_seconds() / 60 if until and asked else 0
        if 0 < minutes <= LONGEST_MINUTES:
            used[revision].append(minutes)
    together: dict[UUID, list[float]] = defaultdict(list)
    for revision, root in comparable_roots(used).items():
        together[root] += used[revision]
    return {root: (median(minutes), len(minutes)) for root, minutes in together.items()}
