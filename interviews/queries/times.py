"""Everything that placing a loop's sessions needs, out of the database into the shapes of the pure core."""

import uuid
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Prefetch

from accounts.models import Membership
from interviews.enums import LoopState, SeatState, SessionState
from interviews.models import CandidatePerson, InterviewerProfile, Loop, OfferedWindow, Seat, Session
from interviews.queries.availability import HELD, LONGEST, busy_times, profiles_of, weeks_of
from interviews.timing.clashes import Clash, clashes
from interviews.timing.hours import WORKDAYS, free_spans, hours_spans
from interviews.timing.place import place
from interviews.timing.shapes import Frame, Person, Placement, Sitting
from interviews.timing.spans import Spans, merged
from interviews.timing.zones import DEFAULT, zone_of

AHEAD = timedelta(days=14)  # how far is looked where the candidate has not offered any time
REACH = timedelta(days=15)  # around the windows, for the nearest times outside
REST = 15  # minutes of break in loops without a blueprint
MOST_A_DAY = 5


@dataclass(frozen=True)
class Table:
    """A loop's sessions, people and candidate, as the pure core takes them and pages show them."""

    loop: Loop
    sessions: list[Session]  # that are not cancelled, seats loaded
    people: dict[uuid.UUID, Person]
    frame: Frame
    offered: list[OfferedWindow]  # what the candidate offers that is still to come
    own_zone: ZoneInfo  # the viewer's

    def sitting(self, session: Session, *, fixed: bool = True) -> Sitting:
        """One session; with `fixed` it stays where it is."""
        people = tuple(seat.member_id for seat in seated(session))
        at = session.scheduled_at if fixed or session.state != SessionState.SCHEDULED else None
        return Sitting(session.pk, session.title, session.minutes, people, at)


def seated(session: Session) -> list[Seat]:
    """Who sits there now; the seats are loaded."""
    return [seat for seat in session.seats.all() if seat.state == SeatState.SEATED]


def table_of(
    loop: Loop,
    now: datetime,
    *,
    viewer: Membership | None = None,
    name: str = "",
    most_a_day: int | None = MOST_A_DAY,
    also: Sequence[datetime] = (),
) -> Table:
    """The loop from this moment on. Eight queries, however many sessions and people.

    `name` is what sentences call the candidate instead of the pseudonym; `also` are moments that everybody's
    hours must reach beside the windows and the sessions' times.
    """
    sessions = list(
        Session.objects.filter(loop=loop)
        .exclude(state=SessionState.CANCELLED)
        .prefetch_related(Prefetch("seats", Seat.objects.select_related("member__user")))
        .order_by("position")
    )
    members = {seat.member_id: seat.member for session in sessions for seat in seated(session)}
    profiles = profiles_of({*members, *([viewer.pk] if viewer else [])})
    own = zone_of(profiles[viewer.pk].time_zone if viewer and viewer.pk in profiles else DEFAULT)
    zone, known = _zone(loop, [zone_of(row.time_zone) for pk, row in profiles.items() if pk in members])
    rows = list(OfferedWindow.objects.filter(loop=loop))
    offered = [row for row in rows if row.ends_at > now]
    said = merged((max(row.starts_at, now), row.ends_at) for row in offered)
    windows = said if rows else hours_spans(WORKDAYS, zone, now, now + AHEAD)
    moments = [now, now + AHEAD, *(edge for span in windows for edge in span), *also]
    moments += [session.scheduled_at for session in sessions if session.scheduled_at]
    start, end = min(moments) - LONGEST, max(moments) + REACH
    frame = Frame(
        windows,
        zone,
        candidate=name or (loop.candidate.pseudonym if loop.candidate else "the candidate"),
        offered=bool(rows),
        rest=loop.blueprint_revision.break_minutes if loop.blueprint_revision else REST,
        most_a_day=most_a_day,
        busy=_elsewhere(loop, start, end),
        zone_known=known,
    )
    return Table(loop, sessions, _people(members, profiles, loop, start, end), frame, offered, own)


def _zone(loop: Loop, zones: Sequence[ZoneInfo]) -> tuple[ZoneInfo, bool]:
    """The candidate's zone, and True; where it is not known, the one of most interviewers, and False."""
    said = (
        CandidatePerson.objects.filter(candidate=loop.candidate_id)
        .values_list("time_zone", flat=True)
        .first()
    )
    if said:
        return zone_of(said), True
    counted = Counter(zone.key for zone in zones)
    return zone_of(min(counted, key=lambda key: (-counted[key], key)) if counted else DEFAULT), False


def _people(
    members: Mapping[uuid.UUID, Membership],
    profiles: Mapping[uuid.UUID, InterviewerProfile],
    loop: Loop,
    start: datetime,
    end: datetime,
) -> dict[uuid.UUID, Person]:
    weeks = weeks_of(members, start, end, profiles)
    busy = busy_times(members, start, end, without=loop.pk)
    return {
        pk: Person(
            pk,
            str(member),
            weeks[pk].zone,
            free_spans(weeks[pk], start, end),
            tuple(busy.get(pk, ())),
            profiles[pk].most_a_day if pk in profiles else None,
            profiles[pk].most_a_week if pk in profiles else None,
            weeks[pk].said,
        )
        for pk, member in members.items()
    }


def _elsewhere(loop: Loop, start: datetime, end: datetime) -> Spans:
    """The candidate's interviews in other loops."""
    if loop.candidate_id is None:
        return ()
    rows = Session.objects.filter(
        loop__candidate=loop.candidate_id,
        state__in=HELD,
        scheduled_at__lt=end,
        scheduled_at__gt=start - LONGEST,
    ).exclude(loop=loop)
    rows = rows.exclude(loop__state=LoopState.CANCELLED)
    return merged(
        (row.scheduled_at, row.scheduled_at + timedelta(minutes=row.minutes))
        for row in rows
        if row.scheduled_at
    )


def proposal(table: Table, *, anew: bool = False) -> Placement:
    """The best times for the sessions that have none; with `anew` for all that have not begun. No query.

    What has begun without ever having had a time is left out: it needs none.
    """
    rows = [table.sitting(session, fixed=not anew) for session in table.sessions]
    begun = {row.pk for row in table.sessions if row.state != SessionState.SCHEDULED}
    return place([row for row in rows if row.at or row.key not in begun], table.people, table.frame)


def clashes_at(
    table: Table, session: Session, at: datetime, moved: Mapping[uuid.UUID, datetime | None] | None = None
) -> tuple[Clash, ...]:
    """What speaks against holding the session then; `moved` are times that others get at once. No query."""
    times = moved or {}
    others = [
        replace(table.sitting(row), at=times.get(row.pk, row.scheduled_at))
        for row in table.sessions
        if row.pk != session.pk
    ]
    return clashes(table.sitting(session), at, others, table.people, table.frame)
