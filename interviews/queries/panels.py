"""A loop's seats as the seating takes them, and what it proposes. Reads only."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject
from django.utils import timezone

from accounts.models import Membership
from interviews import rules
from interviews.assembly.panel_rules import objections
from interviews.assembly.panel_shapes import (
    Filled,
    Objection,
    PanelRequest,
    Pin,
    Place,
    Seating,
    Span,
    TopicRule,
)
from interviews.assembly.panel_words import why_this
from interviews.assembly.panels import alternatives, seat
from interviews.enums import LoopState, PlannedState, SeatKind, SeatState, SessionState
from interviews.models import Loop, PlannedQuestion, Seat, Session, StageTopic
from interviews.queries.panel_people import Colleague, colleagues, sittings
from interviews.queries.qualifications import Deciding, deciding_modules, training_needs

OPEN_LOOPS = (LoopState.PROPOSED, LoopState.PLANNED)
# Keep somebody out of proposals, but not from being asked by a person; of who is recused, `sit` knows.
BY_HAND = ("unneeded", "declined", "recused")


@dataclass(frozen=True)
class Panel:
    """One loop's sessions, who sits where, and what the seating goes by."""

    loop: Loop
    sessions: list[Any]  # Session with what _sessions annotates
    seats: dict[uuid.UUID, list[Seat]]  # by session, those given back too
    people: dict[uuid.UUID, Colleague]
    deciding: Deciding
    request: PanelRequest

    @cached_property
    def seating(self) -> Seating:
        """The proposal for every seat that is open."""
        return seat(self.request)

    def held(self, session: Session) -> list[Seat]:
        """The seats of the session that somebody holds now."""
        return [row for row in self.seats.get(session.pk, []) if row.state == SeatState.SEATED]

    def seated(self, seat_: Seat) -> None:
        """Takes a seat that was written since into account."""
        rows = self.seats.setdefault(seat_.session_id, [])
        rows[:] = [row for row in rows if row.pk != seat_.pk] + [seat_]

    def place(self, session: Any, kind: str) -> Place:
        """The seat of this kind in this session, whoever holds it."""
        return _place(session, kind, self.seats.get(session.pk, []), self.deciding)

    def request_without(self, seat_ids: Iterable[uuid.UUID]) -> PanelRequest:
        """The request as if these seats were empty, and with every seat taken since it was read."""
        gone = set(seat_ids)
        rows = [row for seats in self.seats.values() for row in seats]
        held = [row for row in rows if row.state == SeatState.SEATED and row.pk not in gone]
        pins = _pins(held, {session.pk: session for session in self.sessions}, self.deciding)
        return replace(self.request, pins=pins)

    def others_for(self, seat_: Seat) -> Filled:
        """Who could take a seat that somebody holds, while everybody else stays."""
        [session] = [row for row in self.sessions if row.pk == seat_.session_id]
        found = alternatives(self.request_without([seat_.pk]), self.place(session, seat_.kind))
        others = tuple(row for row in found.ranked if row.person != seat_.member_id)
        return replace(found, ranked=others)

    def why(self, member_id: uuid.UUID, session_id: uuid.UUID, kind: str) -> str:
        """Why this person could take this seat; empty for who may not sit, or a session of another loop."""
        session = next((row for row in self.sessions if row.pk == session_id), None)
        colleague = self.people.get(member_id)
        if session is None or colleague is None:
            return ""
        return why_this(self.request, colleague.person, self.place(session, kind))

    def against(
        self, member_id: uuid.UUID, session: Session, kind: str, *, without: Iterable[uuid.UUID] = ()
    ) -> tuple[Objection, ...]:
        """What speaks against seating this member there by hand; `without` are seats about to be emptied."""
        [row] = [row for row in self.sessions if row.pk == session.pk]
        request = self.request_without(without)
        found = objections(request, self.people[member_id].person, self.place(row, kind))
        return tuple(objection for objection in found if objection.code not in BY_HAND)


def panel_of(actor: Membership, loop: Loop, *, now: datetime | None = None) -> Panel:
    """The loop's panel as it now stands. Ten queries, however many seats and people."""
    now = now or timezone.now()
    sessions = list(_sessions(loop))
    seats: dict[uuid.UUID, list[Seat]] = {}
    for row in Seat.objects.filter(session__loop=loop).select_related("member__user").order_by("created_at"):
        seats.setdefault(row.session_id, []).append(row)
    deciding = deciding_modules()
    spans = [span for session in sessions if (span := span_of(session))]
    held = [row for rows in seats.values() for row in rows if row.state == SeatState.SEATED]
    people = colleagues(
        loop,
        spans,
        sittings(loop.organization, now),
        training_needs(deciding),
        now,
        also={row.member_id for row in held},
    )
    request = PanelRequest(
        places=tuple(_open_places(loop, sessions, seats, deciding)),
        people=tuple(row.person for row in people.values() if row.proposed),
        now=now,
        pins=_pins(held, {session.pk: session for session in sessions}, deciding),
        seed=loop.seed,
        frank=bool(rules.may_plan(actor)),
    )
    return Panel(loop, sessions, seats, people, deciding, request)


def span_of(session: Session) -> Span | None:
    """From when to when the session is held; None without a time."""
    at = session.scheduled_at or session.started_at
    return (at, at + timedelta(minutes=session.minutes)) if at else None


def _sessions(loop: Loop) -> Iterable[Any]:
    asked = PlannedQuestion.objects.filter(session=OuterRef("pk"), revision__topic__isnull=False)
    asked = asked.exclude(state=PlannedState.REPLACED).order_by()
    wanted = StageTopic.objects.filter(stage=OuterRef("stage")).order_by()
    return (
        Session.objects.filter(loop=loop)
        .select_related("stage__module")
        .annotate(
            asked=ArraySubquery(
                asked.values(json=JSONObject(topic="revision__topic", name="revision__topic__name"))
            ),
            wanted=ArraySubquery(wanted.values(json=JSONObject(topic="topic", name="topic__name"))),
        )
    )


def _open_places(
    loop: Loop, sessions: Iterable[Any], seats: Mapping[uuid.UUID, list[Seat]], deciding: Deciding
) -> Iterable[Place]:
    if loop.state not in OPEN_LOOPS:
        return
    for session in sessions:
        if session.state != SessionState.SCHEDULED:
            continue
        rows = seats.get(session.pk, [])
        held = [row.kind for row in rows if row.state == SeatState.SEATED]
        for kind in session.stage.seats if session.stage else [SeatKind.LEAD]:
            if kind in held:
                held.remove(kind)
            else:
                yield _place(session, kind, rows, deciding)


def _place(session: Any, kind: str, seats: Iterable[Seat], deciding: Deciding) -> Place:
    rows = list(seats)
    module = session.stage.module if session.stage else None
    wanted = {uuid.UUID(row["topic"]): row["name"] for row in session.wanted}
    asked = {uuid.UUID(row["topic"]): row["name"] for row in session.asked} or wanted
    trains = {module.pk} if module else {m for topic in wanted for m in deciding.get(topic, ())}
    return Place(
        session=session.position,
        title=session.title,
        kind=str(kind),
        span=span_of(session),
        module=module.pk if module else None,
        module_name=module.name if module else "",
        topics=tuple(
            TopicRule(name, deciding[topic]) for topic, name in sorted(asked.items()) if topic in deciding
        ),
        trains=frozenset(trains),
        declined=frozenset(row.member_id for row in rows if row.state == SeatState.DECLINED),
        recused=frozenset(row.member_id for row in rows if row.state == SeatState.RECUSED),
    )


def _pins(held: Iterable[Seat], sessions: Mapping[uuid.UUID, Any], deciding: Deciding) -> tuple[Pin, ...]:
    return tuple(
        Pin(row.member_id, _place(sessions[row.session_id], row.kind, (), deciding))
        for row in held
        if sessions[row.session_id].state != SessionState.CANCELLED
    )
