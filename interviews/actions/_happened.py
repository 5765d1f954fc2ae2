"""When something happened in a session, of which the server hears later."""

from datetime import datetime

from django.utils import timezone

from accounts.ground.verdict import Conflict
from interviews.enums import LoopState, SessionState
from interviews.models import Session


def happened_at(session: Session, at: datetime | None) -> datetime:
    """`at`, but neither before the session began nor in the future; now when nobody says."""
    now = timezone.now()
    if at is None:
        return now
    return min(max(at, session.started_at or at), now)


def require_running(session: Session) -> None:
    """Conflict unless what happens in the session can still be told: it has begun and nothing is decided."""
    if session.state == SessionState.SCHEDULED:
        raise Conflict("The session has not started yet.")
    open_still = session.state in (SessionState.LIVE, SessionState.AWAITING)
    if not open_still or session.loop.state != LoopState.PLANNED:
        raise Conflict("The session is closed; its questions stay as they are marked.")
