"""Days side by side on the clock of a zone: sessions as blocks, and where everybody can as ground.

Rows are quarters of an hour, numbered from 1; what crosses midnight ends with its day.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from interviews.timing.shapes import GRID
from interviews.timing.spans import Span, Spans
from interviews.timing.words import clock_words

MOST_DAYS = 15
LANES = 3
QUARTERS = 24 * 60 // GRID
HOUR = 60 // GRID
MORNING, EVENING = 8 * HOUR, 18 * HOUR  # shown in any case


@dataclass(frozen=True)
class Block:
    """A session or a proposal on one day; `proposed` stands beside, not in place of, the session's time."""

    key: UUID
    title: str
    row: int
    length: int
    clock: str
    at: datetime
    proposed: bool = False
    warns: bool = False
    movable: bool = False
    looked: bool = False  # a time that is looked at before it is saved
    lane: int = 0  # how far it moves to the side, so that what is below stays readable

    @property
    def begins(self) -> str:
        """The first half of its clock, where there is little room."""
        return self.clock.split("–")[0]


@dataclass(frozen=True)
class Ground:
    """A stretch of a day: `kind` is offered (the candidate can) or free (everybody else can, too)."""

    kind: str
    row: int
    length: int
    clock: str


@dataclass(frozen=True)
class Column:
    """One day."""

    day: date
    blocks: tuple[Block, ...]
    ground: tuple[Ground, ...]


@dataclass(frozen=True)
class Calendar:
    """The days, and the hours of their rows: from the first to the last."""

    days: tuple[Column, ...]
    hours: tuple[tuple[int, int], ...]  # row, hour
    rows: int
    first: int  # quarters from midnight before row 1
    more: int = 0  # days left out


@dataclass(frozen=True)
class Entry:
    """What becomes a block."""

    key: UUID
    title: str
    span: Span
    proposed: bool = False
    warns: bool = False
    movable: bool = False
    looked: bool = False


def calendar(entries: Sequence[Entry], offered: Spans, free: Spans, zone: ZoneInfo) -> Calendar:
    """The days on which something is held, proposed or possible; at most fifteen, those of entries first."""
    held = {day for entry in entries for day in _days(entry.span, zone)[:1]}
    possible = sorted({day for span in free for day in _days(span, zone)} - held)
    room = max(0, MOST_DAYS - len(held))
    days = sorted(held | set(possible[:room]))
    spans = [entry.span for entry in entries] + list(free)
    first, last = _edges(spans, days, zone)
    columns = tuple(_column(day, entries, offered, free, zone, first, last) for day in days)
    hours = tuple((row - first + 1, row // HOUR) for row in range(first, last, HOUR))
    return Calendar(columns, hours, last - first, first, len(possible[room:]))


def _days(span: Span, zone: ZoneInfo) -> list[date]:
    """The days of the zone that it touches, in order."""
    day = span[0].astimezone(zone).date()
    last = (span[1] - timedelta(microseconds=1)).astimezone(zone).date()
    return [day + timedelta(days=number) for number in range((last - day).days + 1)]


def _edges(spans: Iterable[Span], days: Sequence[date], zone: ZoneInfo) -> tuple[int, int]:
    """The first and last quarter that are shown, at whole hours."""
    first, last = MORNING, EVENING
    for span in spans:
        for day in _days(span, zone):
            if day in days:
                start, end = _quarters(span, day, zone)
                first, last = min(first, start), max(last, end)
    return first // HOUR * HOUR, -(-last // HOUR) * HOUR


def _quarters(span: Span, day: date, zone: ZoneInfo) -> tuple[int, int]:
    """From which to which quarter of the day's clock it goes."""
    start, end = (edge.astimezone(zone) for edge in span)
    first = (start.hour * 60 + start.minute) // GRID if start.date() == day else 0
    last = -(-(end.hour * 60 + end.minute) // GRID) if end.date() == day else QUARTERS
    return first, max(last, first + 1)


def _column(
    day: date,
    entries: Sequence[Entry],
    offered: Spans,
    free: Spans,
    zone: ZoneInfo,
    first: int,
    last: int,
) -> Column:
    blocks: list[Block] = []
    for entry in sorted(entries, key=lambda entry: (entry.span, entry.title)):
        if _days(entry.span, zone)[0] == day:
            start, end = _quarters(entry.span, day, zone)
            row = start - first + 1
            blocks.append(
                Block(
                    entry.key,
                    entry.title,
                    row,
                    end - start,
                    clock_words(*entry.span, zone),
                    entry.span[0],
                    entry.proposed,
                    entry.warns,
                    entry.movable,
                    entry.looked,
                    min(LANES, sum(other.row + other.length > row for other in blocks)),
                )
            )
    ground = [
        *_grounds("offered", offered, day, zone, first, last),
        *_grounds("free", free, day, zone, first, last),
    ]
    return Column(day, tuple(blocks), tuple(ground))


def _grounds(kind: str, spans: Spans, day: date, zone: ZoneInfo, first: int, last: int) -> Iterable[Ground]:
    for span in spans:
        if day in _days(span, zone):
            start, end = _quarters(span, day, zone)
            start, end = max(start, first), min(end, last)
            if start < end:
                yield Ground(kind, start - first + 1, end - start, clock_words(*span, zone))
