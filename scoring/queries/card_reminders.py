"""Whom to remind of a scorecard that is not handed in. Who owes one, the gate knows (visibility.py)."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.models import Organization
from interviews.access import loops_that_name
from interviews.enums import LoopState, NoticeKind, SessionState
from interviews.models import ConflictOfInterest, InterviewerProfile, Notice, Seat, Session
from interviews.post.facts import Facts
from interviews.post.quiet import when_to_remind
from interviews.queries.letters import quiet_hours
from scoring.visibility import owed_seats

HOURS = (1, 24, 72)  # after the interview: first, second and last reminder
LAST = timedelta(days=7)  # after which a person, not a reminder, has to ask
BEGUN = (SessionState.LIVE, SessionState.AWAITING, SessionState.COMPLETE)


@dataclass(frozen=True)
class CardDue:
    """A reminder to be written: the how-manieth to this seat's holder."""

    seat: Seat
    facts: Facts
    step: int


def over_since(session: Session) -> datetime | None:
    """When the interview ended; as planned, if nobody has ended it. None if it has not begun."""
    if session.ended_at is not None:
        return session.ended_at
    return session.started_at + timedelta(minutes=session.minutes) if session.started_at else None


def owing_seats(now: datetime) -> QuerySet[Seat]:
    """The seats whose holder owes a card of an interview of the last week and may be reminded of it.

    Not in loops that are closed, not who left, has a conflict of interest, or wants no reminders.
    """
    began = Q(session__started_at__gt=now - LAST - timedelta(hours=12), session__started_at__lte=now)
    seats = owed_seats(Seat.objects.filter(began, session__state__in=BEGUN))
    seats = seats.filter(session__loop__state=LoopState.PLANNED, member__left_at=None)
    seats = seats.exclude(member__interviewer_profile__reminders=False)
    return seats.filter(member__user__is_active=True).select_related(
        "session__loop__organization", "member__user", "member__interviewer_profile"
    )


def still_owes(notice: Notice, now: datetime) -> bool:
    """Whether the reader of this reminder still owes the card, and may still be reminded. Two queries."""
    seat = owing_seats(now).filter(session=notice.session_id, member=notice.member_id).first()
    return seat is not None and not _conflict(seat)


def _conflict(seat: Seat) -> bool:
    return ConflictOfInterest.objects.filter(
        member=seat.member_id, candidate=seat.session.loop.candidate_id, lifted_at=None
    ).exists()


def cards_due(organization: Organization, now: datetime) -> Iterator[CardDue]:
    """The reminders that are due now and were not written yet; at most the latest one of each seat.

    Call it in a transaction: the seats are locked before it is asked what was written; those that somebody
    else has locked are left to them, so that nothing is written twice.
    """
    seats = owing_seats(now).filter(organization=organization).order_by("session__started_at", "pk")
    for seat in seats.select_for_update(of=("self",), skip_locked=True):
        over, begun = over_since(seat.session), seat.session.started_at
        if over is None or begun is None or now > over + LAST or _conflict(seat):
            continue
        step = sum(at is not None and at <= now for at in _moments(seat, over))
        written = Notice.objects.filter(
            session=seat.session_id, member=seat.member_id, kind=NoticeKind.FEEDBACK, step__gte=step
        )
        if step and not written.exists():
            yield CardDue(seat, _facts(seat, begun), step)


def _moments(seat: Seat, over: datetime) -> list[datetime | None]:
    profile: InterviewerProfile | None = getattr(seat.member, "interviewer_profile", None)
    quiet = quiet_hours(profile, profile.time_zone if profile else "")
    return [when_to_remind(over + timedelta(hours=hours), over + LAST, quiet) for hours in HOURS]


def _facts(seat: Seat, begun: datetime) -> Facts:
    session = seat.session
    return Facts(
        title=session.title,
        starts_at=session.scheduled_at or begun,
        minutes=session.minutes,
        about=session.loop.name,
        seat=seat.get_kind_display(),
        named=loops_that_name(seat.member).filter(pk=session.loop_id).exists(),
    )


def overdue_reminders(organization: Organization) -> list[uuid.UUID]:
    """The reminders of cards that should have gone out by now. One query."""
    rows = Notice.objects.filter(
        organization=organization,
        kind=NoticeKind.FEEDBACK,
        sent_at=None,
        dropped_at=None,
        due_at__lte=timezone.now(),
    )
    return list(rows.order_by("due_at").values_list("pk", flat=True))


def organizations_with_owing_seats() -> list[uuid.UUID]:
    """Whose there are, read across all organisations. One query."""
    rows = owing_seats(timezone.now()).order_by("organization_id").distinct()
    return list(rows.values_list("organization_id", flat=True))
