"""When members can take interviews: their hours in their own time zone, without what they sit in already."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from interviews.enums import LoopState, SeatState, SessionState
from interviews.models import AvailabilityException, InterviewerProfile, Seat, WeeklyHours
from interviews.timing.hours import OFFICE, Hours, Week, free_spans
from interviews.timing.spans import Span, Spans, minus
from interviews.timing.zones import DEFAULT, zone_of

LONGEST = timedelta(hours=12)  # no session is longer: what began earlier is over
HELD = (SessionState.SCHEDULED, SessionState.LIVE, SessionState.AWAITING, SessionState.COMPLETE)
BEGINNING = datetime.min.replace(tzinfo=UTC)


def free_times(
    member_ids: Collection[uuid.UUID], start: datetime, end: datetime, *, without: uuid.UUID | None = None
) -> dict[uuid.UUID, Spans]:
    """The spans between two aware moments, in UTC and in order, in which each member can take an interview.

    Their weekly hours in their time zone (who has not said any: Monday to Friday 09:00-17:00), with their
    exceptions, not before the day until which they pause, without the sessions they sit in; the loop
    `without` is left out of those. Everybody asked for is there, with nothing if they never can. 4 queries.
    """
    weeks = weeks_of(member_ids, start, end, profiles_of(member_ids))
    busy = busy_times(member_ids, start, end, without=without)
    return {pk: minus(free_spans(week, start, end), busy.get(pk, ())) for pk, week in weeks.items()}


def profiles_of(member_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, InterviewerProfile]:
    """The settings of those who have any. One query."""
    return {row.member_id: row for row in InterviewerProfile.objects.filter(member__in=member_ids)}


def weeks_of(
    member_ids: Collection[uuid.UUID],
    start: datetime,
    end: datetime,
    profiles: Mapping[uuid.UUID, InterviewerProfile],
) -> dict[uuid.UUID, Week]:
    """Everybody's hours, exceptions and zone, with a pause as being away. Two queries."""
    hours: dict[uuid.UUID, list[Hours]] = defaultdict(list)
    for row in WeeklyHours.objects.filter(member__in=member_ids):
        hours[row.member_id].append(Hours(row.weekday, row.starts, row.ends))
    free: dict[uuid.UUID, list[Span]] = defaultdict(list)
    away: dict[uuid.UUID, list[Span]] = defaultdict(list)
    rows = AvailabilityException.objects.filter(member__in=member_ids, starts_at__lt=end, ends_at__gt=start)
    for exception in rows:
        (free if exception.free else away)[exception.member_id].append(
            (exception.starts_at, exception.ends_at)
        )
    found = {}
    for pk in member_ids:
        profile = profiles.get(pk)
        zone = zone_of(profile.time_zone if profile else DEFAULT)
        if profile and profile.paused_until:
            away[pk].append((BEGINNING, _morning(profile.paused_until, zone)))
        own = tuple(hours[pk])
        found[pk] = Week(zone, own or OFFICE, tuple(free[pk]), tuple(away[pk]), said=bool(own))
    return found


def _morning(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(0), zone).astimezone(UTC)


def busy_times(
    member_ids: Collection[uuid.UUID], start: datetime, end: datetime, *, without: uuid.UUID | None = None
) -> dict[uuid.UUID, list[Span]]:
    """The sessions that each of them sits in, as spans; the loop `without` left out. One query."""
    found: dict[uuid.UUID, list[Span]] = defaultdict(list)
    for seat in seats_between(member_ids, start, end, without=without):
        found[seat.member_id].append(span_of(seat))
    return found


def span_of(seat: Seat) -> Span:
    """From when to when the seat's session takes; it has a time."""
    at = seat.session.scheduled_at
    if at is None:
        raise ValueError("The session has no time.")
    return at, at + timedelta(minutes=seat.session.minutes)


def seats_between(
    member_ids: Collection[uuid.UUID], start: datetime, end: datetime, *, without: uuid.UUID | None = None
) -> QuerySet[Seat]:
    """The seats that these members hold in sessions within the time, session and loop loaded. One query."""
    rows = Seat.objects.filter(
        member__in=member_ids,
        state=SeatState.SEATED,
        session__state__in=HELD,
        session__scheduled_at__lt=end,
        session__scheduled_at__gt=start - LONGEST,
    ).exclude(session__loop__state=LoopState.CANCELLED)
    if without is not None:
        rows = rows.exclude(session__loop=without)
    return rows.select_related("session__loop", "member__user").order_by("session__scheduled_at", "pk")


def zones_of(member_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, ZoneInfo]:
    """Everybody's time zone; UTC for who has not said. One query."""
    rows = InterviewerProfile.objects.filter(member__in=member_ids).values_list("member", "time_zone")
    said = dict(rows)
    return {pk: zone_of(said.get(pk, DEFAULT)) for pk in member_ids}


def have_not_said(member_ids: Collection[uuid.UUID]) -> set[uuid.UUID]:
    """Who of them has no weekly hours, so that Monday to Friday 09:00-17:00 is assumed. One query."""
    said = WeeklyHours.objects.filter(member__in=member_ids).values_list("member", flat=True)
    return set(member_ids) - set(said)


def coming_exceptions(member_id: uuid.UUID, now: datetime) -> Sequence[AvailabilityException]:
    """A member's exceptions that are not over, the next first. One query."""
    return list(AvailabilityException.objects.filter(member=member_id, ends_at__gt=now))
