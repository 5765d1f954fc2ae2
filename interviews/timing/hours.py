"""Weekly hours on the wall clock of a time zone, as spans of UTC time; right across changes of the clock.

A moment is free when the wall clock then shows a time within the hours. So what a clock jumps over is never
free (hours from 02:30 begin at 03:00 when there is no 02:30), and what it shows twice is free twice.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from interviews.timing.spans import Span, Spans, merged, minus

STEP = timedelta(hours=6)  # no clock of the tz database changed twice within
MIDNIGHT = time(0)
LAST_MINUTE = time(23, 59)  # a clock face has no 24:00; hours until this minute last until midnight


@dataclass(frozen=True)
class Hours:
    """From a time of a weekday (Monday is 0) up to another on the same day."""

    weekday: int
    starts: time
    ends: time


WORKDAYS = tuple(Hours(day, time(8), time(19)) for day in range(5))  # of a candidate who has not said
OFFICE = tuple(Hours(day, time(9), time(17)) for day in range(5))  # of an interviewer who has not said


@dataclass(frozen=True)
class Week:
    """When somebody can: weekly hours in their zone, free and away beyond them. Away beats free."""

    zone: ZoneInfo
    hours: tuple[Hours, ...] = OFFICE
    free: tuple[Span, ...] = ()
    away: tuple[Span, ...] = ()
    said: bool = True  # the hours are their own; else assumed


def free_spans(week: Week, start: datetime, end: datetime) -> Spans:
    """The free time between two aware moments, in UTC, in order."""
    found = list(hours_spans(week.hours, week.zone, start, end))
    found += [(max(begins, start), min(ends, end)) for begins, ends in week.free]
    return tuple((s.astimezone(UTC), e.astimezone(UTC)) for s, e in minus(found, week.away))


def hours_spans(hours: Iterable[Hours], zone: ZoneInfo, start: datetime, end: datetime) -> Spans:
    """The time between two aware moments at which the zone's wall clock is within the hours, in UTC."""
    rows = tuple(hours)
    found: list[Span] = []
    for first, last, offset in steady(zone, start.astimezone(UTC), end.astimezone(UTC)):
        day = (first + offset).date()
        while _at(day, MIDNIGHT, offset) < last:
            for row in rows:
                if row.weekday == day.weekday():
                    ends = (
                        _at(day + timedelta(days=1), MIDNIGHT, offset)
                        if row.ends == LAST_MINUTE
                        else _at(day, row.ends, offset)
                    )
                    found.append((max(first, _at(day, row.starts, offset)), min(last, ends)))
            day += timedelta(days=1)
    return merged(found)


def _at(day: date, clock: time, offset: timedelta) -> datetime:
    return datetime.combine(day, clock, UTC) - offset


def steady(zone: ZoneInfo, start: datetime, end: datetime) -> Iterator[tuple[datetime, datetime, timedelta]]:
    """The stretches between two moments in UTC in which the clock does not change, each with its offset."""
    first, here = start, start
    while here < end:
        then = min(here + STEP, end)
        if _offset(zone, here) != _offset(zone, then):
            change = _change(zone, here, then)
            yield first, change, _offset(zone, first)
            first = change
        here = then
    if first < end:
        yield first, end, _offset(zone, first)


def _change(zone: ZoneInfo, before: datetime, after: datetime) -> datetime:
    """The first second of the new offset, by halving."""
    offset = _offset(zone, before)
    while after - before > timedelta(seconds=1):
        middle = before + timedelta(seconds=(after - before) // timedelta(seconds=2))
        if _offset(zone, middle) == offset:
            before = middle
        else:
            after = middle
    return after


def _offset(zone: ZoneInfo, moment: datetime) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta(0)
