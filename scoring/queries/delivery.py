"""How much of a session's plan was delivered, from the rows of its questions."""

from collections.abc import Iterable

from django.utils import timezone

from interviews.models import PlannedQuestion, Session
from scoring.fidelity import Fidelity, fidelity_of


def delivery_of(session: Session, planned: Iterable[PlannedQuestion]) -> Fidelity:
    """What became of the plan so far. No query: the questions were fetched, those replaced too."""
    used = None
    if session.started_at is not None:
        gone = (session.ended_at or timezone.now()) - session.started_at
        used = max(0, int(gone.total_seconds()) // 60)
    return fidelity_of(planned, minutes=session.minutes, began=session.started_at, used=used)
