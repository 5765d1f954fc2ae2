"""Whom to remind of a scorecard that is not handed in. Who owes one, the gate knows (visibility.py).

The ladder: an hour after the interview, unless that is in the person's quiet hours; the next working morning
on their own clock; then who planned the loop is told (late_cards.py). Nobody is asked twice at once, nor
after the card is in.
"""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.models import Membership, Organization
from interviews.access import loops_that_name
from interviews.enums import LoopState, NoticeKind, SessionState
from interviews.models import ConflictOfInterest, InterviewerProfile, Notice, Seat, Session
from interviews.post.facts import Facts
from interviews.post.quiet import QuietHours
from interviews.queries.letters import OF_CARDS, quiet_hours
from scoring.visibility import owed_seats

FIRST = timedelta(hours=1)  # after the interview
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
    """The seats whose holder owes a card of an interview of the last week, and can be asked for it.

    Not in loops that are closed, not who left, not who has a conflict of interest with the candidate.
    """
    began = Q(session__started_at__gt=now - LAST - timedelta(hours=12), session__started_at__lte=now)
    seats = owed_seats(Seat.objects.filter(began, session__state__in=BEGUN))
    seats = seats.filter(session__loop__state=LoopState.PLANNED, member__left_at=None)
    seats = seats.filter(member__user__is_active=True).select_related(
        "session__loop__organization", "member__user", "member__interviewer_profile"
    )
    return seats.prefetch_related("member__weekly_hours")


def has_conflict(member_id: uuid.UUID, session: Session) -> bool:
    """Whether they have a conflict of interest with the session's candidate. One query."""
    open_ones = ConflictOfInterest.objects.filter(member=member_id, lifted_at=None)
    return open_ones.filter(candidate=session.loop.candidate_id).exists()


def still_owes(notice: Notice, now: datetime) -> bool:
    """Whether the reader of this reminder still owes the card, and may still be reminded. Two queries."""
    seats = _reminded(owing_seats(now)).filter(session=notice.session_id, member=notice.member_id)
    seat = seats.first()
    return seat is not None and not has_conflict(seat.member_id, seat.session)


def _reminded(seats: QuerySet[Seat]) -> QuerySet[Seat]:
    return seats.exclude(member__interviewer_profile__reminders=False)


def cards_due(organization: Organization, now: datetime) -> Iterator[CardDue]:
    """The reminders that are due now and were not written yet; at most the latest one of each seat.

    Call it in a transaction: the seats are locked before it is asked what was written; those that somebody
    else has locked are left to them, so that nothing is written twice.
    """
    seats = _reminded(owing_seats(now)).filter(organization=organization)
    seats = seats.order_by("session__started_at", "pk")
    for seat in seats.select_for_update(of=("self",), skip_locked=True):
        over, begun = over_since(seat.session), seat.session.started_at
        if over is None or begun is None or now > over + LAST or has_conflict(seat.member_id, seat.session):
            continue
        step = sum(at <= now for at in rungs(seat.member, over))
        written = Notice.objects.filter(
            session=seat.session_id, member=seat.member_id, kind=NoticeKind.FEEDBACK, step__gte=step
        )
        if step and not written.exists():
            yield CardDue(
                seat, facts_of(seat.session, seat.member, begun, seat=seat.get_kind_display()), step
            )


def rungs(member: Membership, over: datetime) -> tuple[datetime, datetime]:
    """When somebody is reminded of the card of an interview that was over then: an hour later, and the next
    working morning. Both are that morning where the first would fall into their quiet hours.
    """
    quiet, days = clock_of(member)
    soon, morning = over + FIRST, quiet.morning_after(over, days)
    return (morning if quiet.end_after(soon) else min(soon, morning)), morning


def clock_of(member: Membership) -> tuple[QuietHours, set[int]]:
    """Their quiet hours, and the weekdays on which they take interviews. No query if both were loaded."""
    profile: InterviewerProfile | None = getattr(member, "interviewer_profile", None)
    days = {hours.weekday for hours in member.weekly_hours.all()}
    return quiet_hours(profile, profile.time_zone if profile else ""), days


def facts_of(
    session: Session, reader: Membership, begun: datetime, *, seat: str = "", people: tuple[str, ...] = ()
) -> Facts:
    """What a letter to this reader says of the interview; nothing of what any card says."""
    return Facts(
        title=session.title,
        starts_at=session.scheduled_at or begun,
        minutes=session.minutes,
        about=session.loop.name,
        seat=seat,
        people=people,
        named=loops_that_name(reader).filter(pk=session.loop_id).exists(),
    )


def overdue_reminders(organization: Organization) -> list[uuid.UUID]:
    """The letters about cards that should have gone out by now. One query."""
    rows = Notice.objects.filter(
        organization=organization,
        kind__in=OF_CARDS,
        sent_at=None,
        dropped_at=None,
        due_at__lte=timezone.now(),
    )
    return list(rows.order_by("due_at").values_list("pk", flat=True))


def organizations_with_owing_seats() -> list[uuid.UUID]:
    """Whose there are, read across all organisations. One query."""
    rows = owing_seats(timezone.now()).order_by("organization_id").distinct()
    return list(rows.values_list("organization_id", flat=True))
