"""Meetings of the committee: their lists, their agenda as one person may know it, who is in the room.

An item is shown to whom the packet is open. To everybody else in the room it is an item that they take no
part in: its place and its minutes are told, and nothing of the candidate.
"""

import uuid
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, F, Q, QuerySet, UUIDField, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from accounts.enums import Role
from accounts.models import Membership
from interviews.enums import LoopState, SeatState
from interviews.models import Loop, Seat
from scoring.access import meeting_of, visible_meetings
from scoring.enums import DebriefState
from scoring.models import AgendaItem, Debrief, Meeting
from scoring.queries.packets import packets
from scoring.queries.room import is_here, people_here
from scoring.rules import knows_that_decided, may_lead
from scoring.visibility import loops_open_to
from scoring.visibility_votes import decisions_open_to

NO_PART = "An item that you take no part in"


@dataclass(frozen=True)
class AgendaLine:
    """One item as one person may know it; without a loop for who takes no part in it."""

    item: AgendaItem
    loop: Loop | None
    state: str  # of the debrief, "" where it is not told
    out: tuple[str, ...]  # the invited who must step out, for who leads the meeting
    now: datetime

    @property
    def name(self) -> str:
        """Who it is about, as far as it is told."""
        return str(self.loop.candidate) if self.loop else NO_PART

    @property
    def state_word(self) -> str:
        """Where the debrief stands, in words."""
        return str(DebriefState(self.state).label) if self.state else ""

    @property
    def progress(self) -> str:
        """waiting, running or done."""
        if not self.item.started_at:
            return "waiting"
        return "done" if self.item.ended_at else "running"

    @property
    def seconds(self) -> int:
        """How long it has taken so far."""
        if not self.item.started_at:
            return 0
        last = (self.item.ended_at or self.now) - self.item.started_at
        return self.item.seconds + int(last.total_seconds())

    @property
    def used(self) -> int:
        """How many full minutes it has taken so far."""
        return self.seconds // 60

    @property
    def clock_from(self) -> datetime:
        """Since when its clock would have run, had it never stopped."""
        return self.now - timedelta(seconds=self.seconds)


@dataclass(frozen=True)
class Agenda:
    """A meeting and its items, as one person may know them at one moment."""

    meeting: Meeting
    lines: list[AgendaLine]
    members: list[Membership]
    leads: bool

    @property
    def minutes(self) -> int:
        """Planned for all items together."""
        return sum(line.item.minutes for line in self.lines)

    @property
    def used(self) -> int:
        """Full minutes from the beginning of the meeting to its end, or until now."""
        if not self.meeting.started_at:
            return 0
        until = self.meeting.ended_at or timezone.now()
        return int((until - self.meeting.started_at).total_seconds()) // 60

    @property
    def used_on_items(self) -> int:
        """Full minutes on all items together."""
        return sum(line.seconds for line in self.lines) // 60

    @property
    def ticks(self) -> bool:
        """Whether its clock runs."""
        return self.progress == "running"

    @property
    def running(self) -> AgendaLine | None:
        """The item that is being talked about."""
        return next((line for line in self.lines if line.progress == "running"), None)

    @property
    def next(self) -> AgendaLine | None:
        """The item that comes after it: the first that was not begun."""
        return next((line for line in self.lines if line.progress == "waiting"), None)

    @property
    def progress(self) -> str:
        """planned, running or over."""
        if self.meeting.ended_at:
            return "over"
        return "running" if self.meeting.started_at else "planned"

    @property
    def sign(self) -> str:
        """Another text whenever something of it is another than it was, but for the clock."""
        told = [(str(line.item.pk), line.item.minutes, line.progress, line.state) for line in self.lines]
        return f"{zlib.crc32(repr((self.progress, self.meeting.title, told)).encode()):08x}"


def topic_of(meeting_id: uuid.UUID) -> str:
    """The topic under which a meeting's news is announced, and its presence kept."""
    return f"meeting:{meeting_id}"


def meetings_of(actor: Membership) -> QuerySet[Meeting]:
    """The meetings that the actor may see, those to come first, with `candidates`: how many. One query."""
    rows = visible_meetings(actor).select_related("created_by__user")
    rows = rows.annotate(candidates=Count("items", distinct=True))
    return rows.order_by(
        F("ended_at").desc(nulls_first=True), F("starts_at").asc(nulls_last=True), "-created_at"
    )


def ready_loops(actor: Membership) -> QuerySet[Loop]:
    """The loops that can be put on an agenda by the actor: open to them, every card in, nothing decided.

    Interviewers furthest apart first, then split recommendations, then the oldest. One query.
    """
    rows: QuerySet[Any] = packets(actor)
    rows = rows.filter(packet_open=True, complete=True, handed_in__gt=0, state=LoopState.PLANNED)
    return rows.order_by(Coalesce("gap", 0).desc(), "-split", "created_at", "pk")


def invitable(actor: Membership, already: Iterable[uuid.UUID] = ()) -> QuerySet[Membership]:
    """Who can be invited to a meeting: committee members, administrators, facilitators and interviewers of
    loops that the actor may put on an agenda, and whoever is invited `already`.
    """
    ready = ready_loops(actor).order_by().values("pk")
    seats = Seat.objects.filter(session__loop__in=ready, state=SeatState.SEATED).order_by()
    led = Debrief.objects.filter(loop__in=ready, facilitator__isnull=False).order_by()
    rows = Membership.objects.filter(
        organization_id=actor.organization_id, left_at=None, user__is_active=True
    )
    wanted = Q(roles__overlap=[Role.COMMITTEE, Role.ADMIN]) | Q(pk__in=list(already))
    wanted |= Q(pk__in=seats.values("member")) | Q(pk__in=led.values("facilitator"))
    return rows.filter(wanted).select_related("user").order_by("user__name", "pk")


def agenda_of(actor: Membership, meeting: Meeting) -> Agenda:
    """The agenda as the actor may know it. Five queries; for who leads the meeting six."""
    rows = AgendaItem.objects.filter(meeting=meeting).order_by("position", "pk")
    items = list(rows.select_related("loop__candidate", "loop__level", "loop__debrief"))
    loops = Loop.objects.filter(pk__in=[item.loop_id for item in items])
    opened = set(loops_open_to(actor, loops).values_list("pk", flat=True))
    told = set(decisions_open_to(actor, loops).values_list("pk", flat=True))
    members = list(meeting.members.select_related("user").order_by("user__name", "pk"))
    leads = bool(may_lead(actor, meeting))
    out = _must_step_out(members, items, loops) if leads else {}
    now = timezone.now()
    lines = [
        AgendaLine(
            item=item,
            loop=item.loop if item.loop_id in opened else None,
            state=_state(actor, item.loop, told) if item.loop_id in opened else "",
            out=out.get(item.loop_id, ()) if item.loop_id in opened else (),
            now=now,
        )
        for item in items
    ]
    return Agenda(meeting, lines, members, leads)


def meeting_room(actor: Membership, meeting_id: uuid.UUID, *, tab: str = "") -> dict[str, Any]:
    """Meeting, agenda and people as the actor may know them. With the name of a tab it says first that the
    actor has the page open. 404 for who is not invited (any more).

    {"sign", "state", "started_at", "ended_at", "items": [{"id", "position", "minutes", "state", "debrief"}],
     "people": [{"id", "name", "here"}]}; "debrief" is the state in words, "" where it is not told.
    """
    meeting = meeting_of(actor, meeting_id)
    agenda = agenda_of(actor, meeting)
    present = people_here(topic_of(meeting.pk), actor, tab)
    return {
        "sign": agenda.sign,
        "state": agenda.progress,
        "started_at": meeting.started_at,
        "ended_at": meeting.ended_at,
        "items": [
            {
                "id": str(line.item.pk),
                "position": line.item.position,
                "minutes": line.item.minutes,
                "state": line.progress,
                "debrief": line.state_word,
            }
            for line in agenda.lines
        ],
        "people": [
            {"id": str(member.pk), "name": str(member), "here": is_here(present, member.pk)}
            for member in agenda.members
        ],
    }


def _state(actor: Membership, loop: Loop, told: set[uuid.UUID]) -> str:
    """Where a debrief stands; whom a decision is not told yet sees it discussing."""
    debrief: Debrief | None = getattr(loop, "debrief", None)
    state = DebriefState(debrief.state) if debrief else DebriefState.COLLECTING
    hidden = state == DebriefState.DECIDED and not knows_that_decided(actor, told=loop.pk in told)
    return DebriefState.DISCUSSING if hidden else state


def _must_step_out(
    members: Sequence[Membership], items: Sequence[AgendaItem], loops: QuerySet[Loop]
) -> dict[uuid.UUID, tuple[str, ...]]:
    """For each loop the names of those to whom its packet is closed. One query for all of them."""
    if not members:
        return {}
    opened = [
        loops_open_to(member, loops)
        .order_by()
        .annotate(reader=Value(member.pk, output_field=UUIDField()))
        .values_list("reader", "pk")
        for member in members
    ]
    pairs = set(opened[0].union(*opened[1:], all=True))
    return {
        item.loop_id: tuple(str(member) for member in members if (member.pk, item.loop_id) not in pairs)
        for item in items
    }
