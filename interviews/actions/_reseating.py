"""Brings the seats and times of a loop's sessions back to how a snapshot (_changes.py) has them."""

import uuid
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError

from accounts.ground.verdict import Conflict
from accounts.models import Membership
from interviews import rules
from interviews.actions._writing import seatable
from interviews.enums import SeatState, SessionState
from interviews.models import Seat, Session
from interviews.queries.conflicts import has_conflict


def restore_seats(actor: Membership, session_id: uuid.UUID, wanted: Iterable[Mapping[str, Any]]) -> None:
    """The people of one session as they were.

    Refuses (Conflict) a session that has begun, to unseat who has a scorecard, and to seat again who gave
    their seat back or has a conflict of interest by now; who may not sit any more is refused as when seating
    them (Invalid).
    """
    session = _waiting(session_id)
    candidate = session.loop.candidate_id
    targets = {uuid.UUID(row["member"]): row for row in wanted}
    there = {seat.member_id: seat for seat in Seat.objects.filter(session=session).select_related("member")}
    for member_id, seat in there.items():
        if member_id not in targets:
            _empty(seat)
    for member_id, row in targets.items():
        seat = there.get(member_id) or Seat(
            organization_id=session.organization_id, session=session, member=seatable(actor, member_id)
        )
        if row["state"] == SeatState.SEATED and not seat._state.adding and not rules.is_seated(seat):
            raise Conflict(
                f"{seat.member} gave the seat in {session.title} back. Ask them, and seat them anew."
            )
        if row["state"] == SeatState.SEATED and candidate and has_conflict(member_id, candidate):
            raise Conflict(f"{seat.member} has a conflict of interest with this candidate by now.")
        seat.kind, seat.state, seat.why = row["kind"], row["state"], row["why"]
        seat.save()


def _empty(seat: Seat) -> None:
    try:
        with transaction.atomic():
            seat.delete()
    except ProtectedError:
        raise Conflict(f"{seat.member} has a scorecard here already; the seat stays theirs.") from None


def restore_time(session_id: uuid.UUID, at: str | None, place: str) -> Session:
    """When and where one session was to be held. Refuses (Conflict) one that has begun."""
    session = _waiting(session_id)
    session.scheduled_at, session.place = datetime.fromisoformat(at) if at else None, place
    session.save(update_fields=["scheduled_at", "place"])
    return session


def _waiting(session_id: uuid.UUID) -> Session:
    session = Session.objects.select_for_update(of=("self",)).select_related("loop").get(pk=session_id)
    if session.state != SessionState.SCHEDULED:
        raise Conflict(f"{session.title} has begun or is cancelled: it stays as it is.")
    return session
