"""A session is complete once every card that counts is in, or nobody owes one any more."""

from django.db.models.functions import Coalesce
from django.utils import timezone

from interviews.enums import SessionState
from interviews.models import Seat, Session
from scoring.visibility import COUNTING_SEATS, owed_seats


def complete_session(session: Session) -> None:
    """Marks the session complete unless a counting card is owed. The caller holds its lock."""
    if owed_seats(Seat.objects.filter(session=session, kind__in=COUNTING_SEATS)).exists():
        return
    Session.objects.filter(pk=session.pk).exclude(state=SessionState.CANCELLED).update(
        state=SessionState.COMPLETE, ended_at=Coalesce("ended_at", timezone.now())
    )
