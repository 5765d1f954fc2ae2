"""What placing takes and gives: frozen rows. Times are aware, lengths whole minutes, ids opaque."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from interviews.timing.spans import Spans

GRID = 15  # minutes: sessions begin at quarters of an hour


@dataclass(frozen=True)
class Sitting:
    """One session of the loop. With `at` it stays there, whatever the rules say of it."""

    key: UUID
    title: str
    minutes: int
    people: tuple[UUID, ...] = ()
    at: datetime | None = None


@dataclass(frozen=True)
class Person:
    """Somebody who sits: when their hours let them, what else takes their time, and how much is enough.

    Days and weeks of the limits are the candidate's.
    """

    key: UUID
    name: str
    zone: ZoneInfo
    free: Spans = ()
    busy: Spans = ()  # their interviews outside this loop
    most_a_day: int | None = None
    most_a_week: int | None = None
    said: bool = True  # the hours are their own; else assumed


@dataclass(frozen=True)
class Frame:
    """What the candidate's side asks for.

    `windows` are what they offered or, where `offered` is false, daytime in their zone, which may be a guess
    (`zone_known`). `busy` are their interviews in other loops. `rest` is the least break in minutes between
    two interviews of anybody, `most_a_day` of this loop's interviews for the candidate.
    """

    windows: Spans
    zone: ZoneInfo
    candidate: str = "the candidate"
    offered: bool = True
    rest: int = 15
    most_a_day: int | None = 5
    busy: Spans = ()
    zone_known: bool = True


@dataclass(frozen=True)
class Placed:
    """A session's time, and why then."""

    key: UUID
    at: datetime
    why: str = ""


@dataclass(frozen=True)
class Near:
    """A time that nearly is one, and what speaks against it."""

    at: datetime
    but: str


@dataclass(frozen=True)
class Missing:
    """A session that has no time under the rules: why, and the nearest times."""

    key: UUID
    title: str
    why: str
    nearest: tuple[Near, ...] = ()


@dataclass(frozen=True)
class Placement:
    """The best times under the rules. If not everything fits: as many sessions as can be, and why no more."""

    placed: tuple[Placed, ...]
    missing: tuple[Missing, ...] = ()
    days: int = 0
    hints: tuple[str, ...] = field(default=())  # what would make everything fit

    def at(self, key: UUID) -> datetime | None:
        """When this session is held; None if it has no time."""
        return next((row.at for row in self.placed if row.key == key), None)
