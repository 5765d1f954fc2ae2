"""What the actions that set times share: everybody held still, what speaks against a time, the writing."""

import uuid
from collections.abc import Collection, Mapping
from datetime import datetime, timedelta

from django.utils import timezone

from accounts.ground.verdict import Conflict, Invalid
from accounts.models import Membership
from interviews.actions._changing import check_reason
from interviews.actions._letters import session_changed
from interviews.enums import SeatState, SessionState
from interviews.models import Loop, Seat, Session
from interviews.queries.availability import zones_of
from interviews.queries.times import Table, clashes_at, table_of
from interviews.timing.words import time_words, zone_words

BACK, AHEAD = timedelta(days=366), timedelta(days=3660)  # times further away are slips of the hand
Times = Mapping[uuid.UUID, datetime | None]


def check_time(at: datetime | None) -> None:
    """Invalid for a time without a zone, or years away."""
    if at is None:
        return
    if at.tzinfo is None:
        raise Invalid("A time needs its zone.", {"at": "Say which time zone this is."})
    now = timezone.now()
    if not now - BACK <= at <= now + AHEAD:
        raise Invalid("This time is years away.", {"at": "From a year ago to ten years ahead."})


def require_scheduled(session: Session) -> None:
    """Conflict for a session that has begun or is cancelled."""
    if session.state != SessionState.SCHEDULED:
        raise Conflict(f"{session.title} has begun or is cancelled; its time stays.")


def hold_people(sessions: Collection[uuid.UUID]) -> None:
    """Locks the people of these sessions, so that nobody else seats or moves them meanwhile.

    The loop is locked before; people always in the order of their ids, so that no two wait for each other.
    """
    seats = Seat.objects.filter(session__in=sessions, state=SeatState.SEATED).values("member")
    rows = Membership.objects.filter(pk__in=seats).order_by("pk").select_for_update(of=("self",), no_key=True)
    list(rows.values_list("pk", flat=True))


def require_no_clash(loop: Loop, times: Times, despite: str) -> str:
    """The reason, checked, why the times are set all the same; Conflict if they clash and none is given.

    Everybody is held. Empty if nothing speaks against them, so that no reason is needed.
    """
    table = table_of(loop, timezone.now(), also=[at for at in times.values() if at])
    words = _clashes(table, times)
    if not words:
        return ""
    if not despite.strip():
        raise Conflict(f"{' '.join(words)} Give a reason to do it all the same.")
    return check_reason(despite, needed=True)


def _clashes(table: Table, times: Times) -> list[str]:
    found = []
    for session in table.sessions:
        at = times.get(session.pk)
        if at is not None:
            for clash in clashes_at(table, session, at, times):
                found.append(f"{session.title}: {clash.words}" if len(times) > 1 else clash.words)
    return list(dict.fromkeys(found))


def write_time(session: Session, at: datetime | None, place: str | None) -> None:
    """Saves them and lets everybody know who must; place None stays as it is."""
    session.scheduled_at = at
    session.place = session.place if place is None else place
    session.save(update_fields=["scheduled_at", "place"])
    session_changed(session)


def told_time(actor: Membership, session: Session, at: datetime | None, despite: str = "") -> str:
    """For the history: what was done, on the actor's clock."""
    if at is None:
        return f"Took the time of {session.title} away"
    zone = zones_of([actor.pk])[actor.pk]
    reason = f", all the same: {despite}" if despite else ""
    return f"Put {session.title} on {time_words(at, zone)} {zone_words(zone, at)}{reason}"
