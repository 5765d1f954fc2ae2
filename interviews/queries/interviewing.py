"""What a member's own page of interviewing shows: settings, hours, exceptions, and what comes next."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from accounts.models import Membership
from interviews.access import clear_of_conflicts
from interviews.models import AvailabilityException, InterviewerProfile, Session, WeeklyHours
from interviews.queries.availability import LONGEST, seats_between, span_of
from interviews.timing.hours import OFFICE, Hours, Week, free_spans
from interviews.timing.spans import covers
from interviews.timing.zones import DEFAULT, zone_of

AHEAD = timedelta(days=400)  # how far the list of coming interviews looks


@dataclass(frozen=True)
class Coming:
    """A session that the member sits in, and whether their hours let them."""

    session: Session
    at: datetime
    outside: bool


@dataclass(frozen=True)
class Interviewing:
    """A member's times. `said`: they have weekly hours of their own; else the hours are assumed."""

    member: Membership
    profile: InterviewerProfile | None
    zone: ZoneInfo
    hours: tuple[Hours, ...]
    said: bool
    exceptions: list[AvailabilityException]
    coming: list[Coming]

    @property
    def outside(self) -> list[Coming]:
        """The coming sessions that lie outside their hours."""
        return [row for row in self.coming if row.outside]


def interviewing_of(member: Membership, now: datetime, *, reader: Membership | None = None) -> Interviewing:
    """Everything of one member from this moment on, for a reader, none: the member themselves. Four queries.

    Interviews of candidates with whom the reader has a conflict of interest are not told.
    A pause does not put a session outside the hours: it only keeps new ones away.
    """
    profile = InterviewerProfile.objects.filter(member=member).first()
    zone = zone_of(profile.time_zone if profile else DEFAULT)
    rows = [Hours(row.weekday, row.starts, row.ends) for row in WeeklyHours.objects.filter(member=member)]
    exceptions = list(AvailabilityException.objects.filter(member=member, ends_at__gt=now))
    week = Week(
        zone,
        tuple(rows) or OFFICE,
        tuple((row.starts_at, row.ends_at) for row in exceptions if row.free),
        tuple((row.starts_at, row.ends_at) for row in exceptions if not row.free),
    )
    return Interviewing(
        member,
        profile,
        zone,
        week.hours,
        bool(rows),
        exceptions,
        _coming(member, reader or member, week, now),
    )


def _coming(member: Membership, reader: Membership, week: Week, now: datetime) -> list[Coming]:
    free = free_spans(week, now - LONGEST, now + AHEAD + LONGEST)
    found = []
    seats = clear_of_conflicts(
        reader, seats_between([member.pk], now, now + AHEAD), "session__loop__candidate"
    )
    for seat in seats:
        start, end = span_of(seat)
        if end > now:
            found.append(Coming(seat.session, start, not covers(free, start, end)))
    return found
