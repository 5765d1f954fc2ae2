"""Notes that a candidate's page was opened."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from interviews.models import CandidateLink

AGAIN = timedelta(minutes=10)


@transaction.atomic
def open_candidate_page(*, actor: CandidateLink) -> CandidateLink:
    """The link, with the time of its last opening; openings within ten minutes are one."""
    now = timezone.now()
    if actor.opened_at is None or actor.opened_at < now - AGAIN:
        actor.opened_at = now
        actor.save(update_fields=["opened_at"])
    return actor
