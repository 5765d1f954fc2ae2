"""What speaks against holding a session at a time, in sentences: for moves by hand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from interviews.timing.hours import WORKDAYS, hours_spans
from interviews.timing.shapes import Frame, Person, Sitting
from interviews.timing.slots import day_of, minute_of, week_of
from interviews.timing.spans import Span, covers, merged, overlap
from interviews.timing.words import clock_words, time_words, zone_words

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Clash:
    """One thing that speaks against it. kind: overlap, break, hours, window or limit."""

    kind: str
    words: str


def clashes(
    sitting: Sitting,
    at: datetime,
    others: Sequence[Sitting],
    people: Mapping[UUID, Person],
    frame: Frame,
) -> tuple[Clash, ...]:
    """Everything that speaks against it; `others` are the loop's other sessions, those with a time count.

    The candidate must be in all of them, so that any two that overlap clash whoever sits there.
    """
    span = (at, at + timedelta(minutes=sitting.minutes))
    held = [(row, _span(row, row.at)) for row in others if row.at is not None and row.key != sitting.key]
    found = [clash for row, other in held for clash in _in_the_loop(span, row, other, frame)]
    for other in frame.busy:
        found += _elsewhere(span, other, frame.rest, _upper(frame.candidate), frame.zone)
    for key in sitting.people:
        found += _of_person(people[key], span, held, frame)
    found += _of_windows(span, frame)
    days = [day_of(minute_of(other[0]), frame) for _, other in held]
    count = days.count(day_of(minute_of(at), frame))
    if frame.most_a_day is not None and count >= frame.most_a_day:
        words = f"{_upper(frame.candidate)} has {count} interviews that day already."
        found.append(Clash("limit", words))
    return tuple(found)


def _in_the_loop(span: Span, row: Sitting, other: Span, frame: Frame) -> list[Clash]:
    if overlap(span, other):
        when = clock_words(*other, frame.zone)
        return [Clash("overlap", f"{row.title} is held then ({when} for the candidate).")]
    if (gap := _gap(span, other)) < frame.rest:
        words = f"Only {_minutes(gap)} between this and {row.title}; breaks are {frame.rest} minutes."
        return [Clash("break", words)]
    return []


def _elsewhere(span: Span, other: Span, rest: int, name: str, zone: ZoneInfo) -> list[Clash]:
    """An interview of another loop, of which nothing but its time is told."""
    if overlap(span, other):
        when = f"{clock_words(*other, zone)} in {zone_words(zone, other[0])}"
        return [Clash("overlap", f"{name} is in another interview then ({when}).")]
    if (gap := _gap(span, other)) < rest:
        return [Clash("break", f"Only {_minutes(gap)} between this and another interview of {name}.")]
    return []


def _of_windows(span: Span, frame: Frame) -> list[Clash]:
    when = f"{time_words(span[0], frame.zone)} in {zone_words(frame.zone, span[0])}"
    if frame.offered:
        if covers(merged(frame.windows), *span):
            return []
        return [Clash("window", f"{_upper(frame.candidate)} has not offered this time: {when}.")]
    near = hours_spans(WORKDAYS, frame.zone, span[0] - DAY, span[1] + DAY)
    if not frame.zone_known or covers(near, *span):
        return []
    words = f"Not between 08:00 and 19:00 on a working day for {frame.candidate}: {when}."
    return [Clash("window", words)]


def _of_person(person: Person, span: Span, held: Sequence[tuple[Sitting, Span]], frame: Frame) -> list[Clash]:
    found = []
    if not covers(person.free, *span):
        when = f"{time_words(span[0], person.zone)} in {zone_words(person.zone, span[0])}"
        found.append(Clash("hours", f"Outside {person.name}'s hours: {when}."))
    for other in person.busy:
        found += _elsewhere(span, other, frame.rest, person.name, person.zone)
    days = [day_of(minute_of(start), frame) for start, _ in person.busy]
    days += [day_of(minute_of(other[0]), frame) for row, other in held if person.key in row.people]
    return found + _limits(person, day_of(minute_of(span[0]), frame), days)


def _limits(person: Person, day: date, days: Sequence[date]) -> list[Clash]:
    found = []
    a_day = days.count(day)
    a_week = sum(week_of(other) == week_of(day) for other in days)
    if person.most_a_day is not None and a_day >= person.most_a_day:
        found.append(
            Clash("limit", f"{person.name} has {a_day} that day already; their limit is {person.most_a_day}.")
        )
    if person.most_a_week is not None and a_week >= person.most_a_week:
        found.append(
            Clash(
                "limit", f"{person.name} has {a_week} that week already; their limit is {person.most_a_week}."
            )
        )
    return found


def _span(sitting: Sitting, at: datetime) -> Span:
    return at, at + timedelta(minutes=sitting.minutes)


def _gap(one: Span, other: Span) -> int:
    """Whole minutes between two spans that do not overlap."""
    return max(one[0] - other[1], other[0] - one[1]) // timedelta(minutes=1)


def _upper(words: str) -> str:
    return words[:1].upper() + words[1:]


def _minutes(count: int) -> str:
    return "1 minute" if count == 1 else f"{count} minutes"
