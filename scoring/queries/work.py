"""What waits for one person."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.models import Membership
from interviews.enums import LoopState, SeatState, SessionState
from interviews.models import Seat
from scoring.enums import CardState
from scoring.queries.packets import READY, SPLIT, packets
from scoring.visibility import own_seats

CARD_HOURS = 24  # a card is overdue when the interview ended longer ago
RECENT_DAYS = 30
RECENT_LIMIT = 10


@dataclass(frozen=True)
class WorkItem:
    """One seat of mine, and where my card stands: "", "draft" or "submitted"."""

    seat: Seat
    candidate: str
    card: str
    overdue: bool


@dataclass
class Work:
    """The page's four lists; a seat is in one of them at most."""

    live: list[WorkItem] = field(default_factory=list)
    finish: list[WorkItem] = field(default_factory=list)
    prepare: list[WorkItem] = field(default_factory=list)
    submitted: list[WorkItem] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.live or self.finish or self.prepare or self.submitted)


def my_seats(actor: Membership, *, since: datetime | None = None) -> QuerySet[Seat]:
    """The seats that the actor holds in loops under way or just over, with what a line about them shows.

    `since` leaves out those whose card was submitted before it.
    """
    seats = own_seats(actor, since=since).filter(state=SeatState.SEATED)
    seats = seats.exclude(session__state=SessionState.CANCELLED)
    seats = seats.exclude(session__loop__state__in=[LoopState.PROPOSED, LoopState.CANCELLED])
    seats = seats.select_related("session__loop__candidate__person", "session__loop__level")
    return seats.order_by("session__scheduled_at", "session__created_at", "session__position")


def my_work(actor: Membership) -> Work:
    """To prepare by date, live, to finish with the longest overdue first, lately submitted. One query."""
    work = Work()
    since = timezone.now() - timedelta(days=RECENT_DAYS)
    for seat in my_seats(actor, since=since):
        item = work_item(seat)
        if item.card == CardState.SUBMITTED:
            work.submitted.append(item)
        elif seat.session.loop.state == LoopState.DECIDED:
            continue  # takes no more cards
        elif seat.session.state == SessionState.LIVE:
            work.live.append(item)
        elif seat.session.state == SessionState.SCHEDULED:
            work.prepare.append(item)
        else:
            work.finish.append(item)
    work.finish.sort(key=lambda item: item.seat.session.ended_at or item.seat.session.created_at)
    work.submitted.sort(
        key=lambda item: item.seat.card_submitted_at,  # type: ignore[attr-defined]  # annotated by own_seats
        reverse=True,
    )
    del work.submitted[RECENT_LIMIT:]
    return work


def work_item(seat: Seat) -> WorkItem:
    """A line about one of `my_seats`."""
    card = getattr(seat, "card_state", None) or ""
    ended = seat.session.ended_at
    late = ended is not None and ended < timezone.now() - timedelta(hours=CARD_HOURS)
    candidate = seat.session.loop.candidate
    person = getattr(candidate, "person", None)
    name = person.name if person else candidate.pseudonym if candidate else "No candidate yet"
    return WorkItem(seat=seat, candidate=name, card=card, overdue=late and card != CardState.SUBMITTED)


def packets_waiting(actor: Membership) -> int:
    """How many packets, of those the actor may read, wait for a decision with all cards in. One query."""
    return packets(actor).filter(Q(("standing__in", [SPLIT, READY]))).count()
