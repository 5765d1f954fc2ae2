"""Where each session may begin, as minutes from the epoch, and by the candidate's days."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from interviews.timing.shapes import GRID, Frame, Person, Sitting
from interviews.timing.spans import Spans, merged, minus, shared

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def minute_of(moment: datetime) -> int:
    """Whole minutes from the epoch, rounded down."""
    return (moment - EPOCH) // MINUTE


def moment_of(minute: int) -> datetime:
    """The moment in UTC."""
    return EPOCH + minute * MINUTE


def day_of(minute: int, frame: Frame) -> date:
    """The candidate's day."""
    return moment_of(minute).astimezone(frame.zone).date()


def week_of(day: date) -> tuple[int, int]:
    """The year and number of the day's week (ISO 8601)."""
    return day.isocalendar()[:2]


def padded(spans: Iterable[tuple[datetime, datetime]], minutes: int) -> Spans:
    """The spans with so many minutes on both sides."""
    more = timedelta(minutes=minutes)
    return merged((start - more, end + more) for start, end in spans)


def common_time(people: Iterable[Person], rest: int, within: Spans) -> Spans:
    """The time that all of them have, breaks before and after their other interviews kept."""
    found = within
    for person in people:
        found = shared(found, minus(person.free, padded(person.busy, rest)))
    return found


def open_windows(frame: Frame) -> Spans:
    """The candidate's windows without their other interviews, with breaks around those."""
    return minus(frame.windows, padded(frame.busy, frame.rest))


def starts_in(spans: Spans, minutes: int, step: int = GRID) -> tuple[int, ...]:
    """The steps at which something so long may begin to lie in one of the spans, in order."""
    found: list[int] = []
    for start, end in spans:
        first = -(-minute_of(start + MINUTE - timedelta(microseconds=1)) // step) * step
        found += range(first, minute_of(end) - minutes + 1, step)
    return tuple(found)


def starts_of(sitting: Sitting, people: Mapping[UUID, Person], frame: Frame) -> tuple[int, ...]:
    """Where the session may begin: where it is fixed, else in the windows and everybody's time."""
    if sitting.at is not None:
        return (minute_of(sitting.at),)
    room = common_time([people[key] for key in sitting.people], frame.rest, open_windows(frame))
    return starts_in(room, sitting.minutes)
