"""What the page of a loop's times shows, made of its table. No queries of its own."""

import uuid
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone

from interviews.enums import SessionState
from interviews.models import Seat, Session
from interviews.queries.times import Table, clashes_at, proposal, seated
from interviews.timing.calendar import Calendar, Entry, calendar
from interviews.timing.clashes import Clash
from interviews.timing.shapes import Missing, Person, Placed, Placement
from interviews.timing.slots import common_time, moment_of, open_windows, starts_of
from interviews.timing.spans import Spans
from interviews.timing.words import listed, time_words, zone_words

MOST_STARTS = 24  # times offered for one session


@dataclass(frozen=True)
class SessionRow:
    """A session in the list: who sits there, what speaks against its time, what is proposed."""

    session: Session
    seats: list[tuple[Seat, ZoneInfo]]
    clashes: tuple[Clash, ...]
    movable: bool
    proposed: Placed | None = None


@dataclass(frozen=True)
class Move:
    """A session being moved: the form, the time looked at, what speaks against it, what would do."""

    session: Session
    form: Any
    at: datetime | None
    clashes: tuple[Clash, ...]
    clocks: list[str]  # the time on everybody's clock
    starts: list[datetime]


@dataclass(frozen=True)
class TimesPage:
    """Everything on the page."""

    table: Table
    rows: list[SessionRow]
    calendar: Calendar
    zones: list[tuple[str, str]]  # key, whose
    people: list[Person]
    proposed: list[tuple[Session, Placed]] = field(default_factory=list)
    missing: tuple[Missing, ...] = ()
    hints: tuple[str, ...] = ()
    days: int = 0
    placed: int = 0  # sessions that have a time and could have another

    @property
    def assumed(self) -> str:
        """Whose hours are assumed, in a sentence; empty if everybody has said theirs."""
        names = [person.name for person in self.people if not person.said]
        if not names:
            return ""
        verb = "has" if len(names) == 1 else "have"
        return (
            f"{listed(names)} {verb} not said any hours: "
            "Monday to Friday, 09:00 to 17:00 on their own clock, is assumed."
        )


def times_page(
    table: Table, zone: ZoneInfo, *, propose: bool, anew: bool = False, move: Move | None = None
) -> TimesPage:
    """`propose`: the reader may accept times; `anew`: for all.

    With a `move` the free time is that of its session's people, and the time looked at is a block, too.
    """
    found = _proposal(table, anew) if propose else Placement(())
    by_key = {row.pk: row for row in table.sessions}
    proposed = [(by_key[row.key], row) for row in found.placed if by_key[row.key].scheduled_at != row.at]
    at = {row.key: row for _, row in proposed}
    rows = [_row(table, session, at.get(session.pk)) for session in table.sessions]
    return TimesPage(
        table,
        rows,
        calendar(
            [*_entries(rows, propose), *_looked_at(move)],
            open_windows(table.frame),
            _free(table, move.session if move else None),
            zone,
        ),
        _zones(table),
        sorted(table.people.values(), key=lambda person: person.name),
        sorted(proposed, key=lambda pair: pair[1].at),
        found.missing,
        found.hints,
        found.days,
        sum(_movable(session) and session.scheduled_at is not None for session in table.sessions),
    )


def _proposal(table: Table, anew: bool) -> Placement:
    waiting = any(_movable(row) and (anew or row.scheduled_at is None) for row in table.sessions)
    return proposal(table, anew=anew) if waiting else Placement(())


def _movable(session: Session) -> bool:
    return session.state == SessionState.SCHEDULED


def _row(table: Table, session: Session, proposed: Placed | None) -> SessionRow:
    at = session.scheduled_at
    judged = at is not None and _movable(session) and at > timezone.now()
    clashes = clashes_at(table, session, at) if judged and at else ()
    seats = [(seat, table.people[seat.member_id].zone) for seat in seated(session)]
    return SessionRow(session, seats, clashes, _movable(session), proposed)


def _entries(rows: list[SessionRow], may_move: bool) -> list[Entry]:
    found = []
    for row in rows:
        length = timedelta(minutes=row.session.minutes)
        at, new = row.session.scheduled_at, row.proposed
        name, movable = row.session.title, row.movable and may_move
        if at is not None:
            warns = bool(row.clashes)
            found.append(Entry(row.session.pk, name, (at, at + length), warns=warns, movable=movable))
        if new is not None:
            found.append(Entry(row.session.pk, name, (new.at, new.at + length), True, movable=movable))
    return found


def _looked_at(move: Move | None) -> list[Entry]:
    """Where the session would be."""
    if move is None or move.at is None or move.at == move.session.scheduled_at:
        return []
    span = (move.at, move.at + timedelta(minutes=move.session.minutes))
    return [Entry(move.session.pk, move.session.title, span, looked=True, warns=bool(move.clashes))]


def _free(table: Table, only: Session | None) -> Spans:
    """When the candidate and everybody can: everybody who sits in the loop, or in the one session."""
    keys = [seat.member_id for seat in seated(only)] if only else list(table.people)
    people = [table.people[key] for key in keys]
    return common_time(people, table.frame.rest, open_windows(table.frame))


def _zones(table: Table) -> list[tuple[str, str]]:
    """Whose clocks the page can be read on: the viewer's, the candidate's, everybody's."""
    whose: dict[str, list[str]] = {table.own_zone.key: ["you"]}
    known = "" if table.frame.zone_known else " (a guess)"
    whose.setdefault(table.frame.zone.key, []).append(f"{table.frame.candidate}{known}")
    for person in table.people.values():
        whose.setdefault(person.zone.key, []).append(person.name)
    return [(key, ", ".join(dict.fromkeys(names))) for key, names in whose.items()]


def move_of(table: Table, session: Session, at: datetime | None, form: Any) -> Move:
    """The session as it would be held then; the times at which nothing speaks against it."""
    clashes = clashes_at(table, session, at) if at and at != session.scheduled_at else ()
    return Move(
        session, form, at, clashes, _clocks(table, session, at) if at else [], _starts(table, session)
    )


def _clocks(table: Table, session: Session, at: datetime) -> list[str]:
    people: list[tuple[str, ZoneInfo]] = [(table.frame.candidate, table.frame.zone)]
    people += [
        (table.people[seat.member_id].name, table.people[seat.member_id].zone) for seat in seated(session)
    ]
    return [f"{name}: {time_words(at, zone)} {zone_words(zone, at)}" for name, zone in people]


def _starts(table: Table, session: Session) -> list[datetime]:
    found = starts_of(table.sitting(session, fixed=False), table.people, table.frame)
    others: dict[uuid.UUID, datetime | None] = {}
    fine = (moment_of(start) for start in found[: 10 * MOST_STARTS])
    return [at for at in fine if not clashes_at(table, session, at, others)][:MOST_STARTS]
