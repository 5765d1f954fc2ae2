"""What waits for one person."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from accounts.models import Membership
from interviews.enums import LoopState, SeatState, SessionState
from interviews.models import Seat
from scoring.enums import CardState
from scoring.models import Amendment
from scoring.queries.card_reminders import over_since
from scoring.queries.late_cards import LATE
from scoring.queries.packets import WANTED, YOURS, packets
from scoring.visibility import handovers_waiting, own_seats

NO_MORE_CARDS = (LoopState.CLOSED, LoopState.DECIDED)
RECENT_DAYS = 30
RECENT_LIMIT = 10
PREPARE, LIVE, SCORE, OVERDUE, SUBMITTED = "prepare", "live", "score", "overdue", "submitted"
LISTS = (PREPARE, LIVE, SCORE, OVERDUE, SUBMITTED)


@dataclass(frozen=True)
class WorkItem:
    """One seat of mine: the list it is in, and where my card stands: "", "draft" or "submitted"."""

    seat: Seat
    candidate: str
    card: str
    list: str
    since: datetime | None  # when the interview was over
    amending: bool = False
    handovers: int = 0  # notes that wait for me, of interviews before this one

    @property
    def overdue(self) -> bool:
        """Whether my card of it is late."""
        return self.list == OVERDUE

    @property
    def late_since(self) -> datetime | None:
        """From when on my card was late."""
        return self.since + LATE if self.since else None

    @property
    def next(self) -> str:
        """The one thing to do now."""
        if self.list == SUBMITTED:
            return "Finish the amendment" if self.amending else "Read"
        if self.list == LIVE:
            return "Back to the sheet"
        if self.list == PREPARE:
            return "Prepare"
        return "Finish the card" if self.card else "Write the card"


@dataclass
class Work:
    """The page's lists; a seat is in one of them at most."""

    prepare: list[WorkItem] = field(default_factory=list)
    live: list[WorkItem] = field(default_factory=list)
    score: list[WorkItem] = field(default_factory=list)
    overdue: list[WorkItem] = field(default_factory=list)
    submitted: list[WorkItem] = field(default_factory=list)

    def __bool__(self) -> bool:
        return self.waiting or bool(self.submitted)

    @property
    def waiting(self) -> bool:
        """Whether there is anything to do."""
        return bool(self.prepare or self.live or self.score or self.overdue)


def my_seats(actor: Membership, *, since: datetime | None = None) -> QuerySet[Seat]:
    """The seats that the actor holds in loops under way or just over, with what a line about them shows.

    `since` leaves out those whose card was submitted before it.
    """
    seats = own_seats(actor, since=since).filter(state=SeatState.SEATED)
    seats = seats.exclude(session__state=SessionState.CANCELLED)
    seats = seats.exclude(session__loop__state__in=[LoopState.PROPOSED, LoopState.CANCELLED])
    seats = seats.annotate(amending=Exists(Amendment.objects.filter(scorecard__seat=OuterRef("pk"))))
    seats = seats.select_related("session__loop__candidate__person", "session__loop__level")
    return seats.order_by("session__scheduled_at", "session__created_at", "session__position")


def my_work(actor: Membership) -> Work:
    """To prepare, the soonest first; live; to score; overdue, the longest first; lately submitted, the latest
    first. Two queries.
    """
    work, now = Work(), timezone.now()
    seats = list(my_seats(actor, since=now - timedelta(days=RECENT_DAYS)))
    notes = handovers_waiting(seats)
    for seat in seats:
        item = work_item(seat, handovers=notes.get(seat.pk, 0))
        if item.list == SUBMITTED or seat.session.loop.state not in NO_MORE_CARDS:
            getattr(work, item.list).append(item)
    for waiting in (work.score, work.overdue):
        waiting.sort(key=lambda item: item.since or item.seat.session.created_at)
    work.submitted.sort(key=_submitted_at, reverse=True)
    del work.submitted[RECENT_LIMIT:]
    return work


def work_item(seat: Seat, *, handovers: int = 0) -> WorkItem:
    """A line about one of `my_seats`."""
    known: dict[str, Any] = vars(seat)  # with what my_seats annotated
    candidate = seat.session.loop.candidate
    person = getattr(candidate, "person", None)
    return WorkItem(
        seat=seat,
        candidate=person.name if person else candidate.pseudonym if candidate else "No candidate yet",
        card=known["card_state"] or "",
        list=_list_of(seat),
        since=over_since(seat.session),
        amending=known["amending"],
        handovers=handovers,
    )


def _list_of(seat: Seat) -> str:
    over, now = over_since(seat.session), timezone.now()
    if vars(seat)["card_state"] == CardState.SUBMITTED:
        return SUBMITTED
    if seat.session.state == SessionState.SCHEDULED:
        return PREPARE
    if over is not None and over < now - LATE:
        return OVERDUE  # also where nobody ended it
    return LIVE if seat.session.state == SessionState.LIVE else SCORE


def _submitted_at(item: WorkItem) -> datetime:
    at: datetime = vars(item.seat)["card_submitted_at"]  # annotated by own_seats
    return at


def packets_waiting(actor: Membership) -> int:
    """How many packets want something of the actor: reading, a vote, a decision, somebody to take part. One
    query.
    """
    return packets(actor).filter(Q(("group__in", [YOURS, WANTED]))).count()
