"""Everybody who may sit in a loop, with all that speaks for and against them there."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any, NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject

from accounts.enums import Role
from accounts.models import Membership, Organization
from accounts.queries.organizations import members_query
from interviews.assembly.panel_shapes import COUNTING, Person, Span, Training
from interviews.assembly.panel_worth import components
from interviews.enums import LoopState, QualificationState, SeatState, SessionState
from interviews.models import (
    AvailabilityException,
    ConflictOfInterest,
    InterviewerProfile,
    Loop,
    Qualification,
    RaterStanding,
    Seat,
    WeeklyHours,
)
from interviews.queries.qualifications import Step
from interviews.rules import may_sit
from interviews.timing.hours import Hours, Week, free_spans
from interviews.timing.spans import merged
from interviews.timing.zones import DEFAULT, zone_of

LINKED_DAYS = 180  # ratings of the same candidates within these days link people
RECENT = timedelta(days=28)
OVER = (SessionState.AWAITING, SessionState.COMPLETE)
AHEAD = (SessionState.SCHEDULED, SessionState.LIVE)
ANY_TIME = tuple(Hours(day, time(0), time(23, 59)) for day in range(7))  # of who has said no hours


class Sitting(NamedTuple):
    """A seat that somebody holds or held: whose, as what, when, and for whom."""

    member: uuid.UUID
    kind: str
    at: datetime | None
    minutes: int
    state: str
    loop: uuid.UUID
    candidate: uuid.UUID | None

    @property
    def span(self) -> Span | None:
        """From when to when; None without a time."""
        return (self.at, self.at + timedelta(minutes=self.minutes)) if self.at else None


@dataclass(frozen=True)
class Colleague:
    """A member with the plain row that the seating works on; `proposed`: by their role or approval."""

    member: Membership
    person: Person
    proposed: bool


def sittings(organization: Organization, now: datetime) -> list[Sitting]:
    """All seats of the last 180 days, of interviews ahead, and of those without a time. One query."""
    since = now - timedelta(days=LINKED_DAYS)
    untimed = Q(
        session__scheduled_at=None,
        session__started_at=None,
        session__state=SessionState.SCHEDULED,
        session__loop__state=LoopState.PLANNED,
    )
    rows = Seat.objects.filter(
        Q(session__scheduled_at__gt=since) | Q(session__started_at__gt=since) | untimed,
        organization=organization,
        state=SeatState.SEATED,
        session__state__in=[*OVER, *AHEAD],
    ).exclude(session__loop__state=LoopState.CANCELLED)
    found = rows.order_by().values_list(
        "member_id",
        "kind",
        "session__scheduled_at",
        "session__started_at",
        "session__minutes",
        "session__state",
        "session__loop_id",
        "session__loop__candidate_id",
    )
    return [
        Sitting(member, kind, scheduled or started, minutes, state, loop, candidate)
        for member, kind, scheduled, started, minutes, state, loop, candidate in found
    ]


def groups(rows: Iterable[Sitting]) -> dict[uuid.UUID, int]:
    """Who has rated the same candidates as whom, directly or through others; 0 is the largest part."""
    return components(
        (row.member, row.candidate)
        for row in rows
        if row.candidate and row.kind in COUNTING and row.state in OVER
    )


def colleagues(
    loop: Loop,
    spans: Collection[Span],
    held: Collection[Sitting],
    steps: Iterable[Step],
    now: datetime,
    *,
    also: Collection[uuid.UUID] = (),
) -> dict[uuid.UUID, Colleague]:
    """Everybody who may sit, or does (`also`), by name; `free` is said for the loop's `spans`. One query."""
    trained: defaultdict[uuid.UUID, list[Training]] = defaultdict(list)
    for step in steps:
        trained[step.qualification.member_id] += _training(step)
    by_member: defaultdict[uuid.UUID, list[Sitting]] = defaultdict(list)
    for row in held:
        by_member[row.member].append(row)
    linked = groups(held)
    found = {}
    for member in _members(loop, spans):
        if not may_sit(member) and member.pk not in also:
            continue
        mine = by_member[member.pk]
        person = _person(member, spans, mine, tuple(trained[member.pk]), linked.get(member.pk), loop, now)
        proposed = member.has(Role.INTERVIEWER) or bool(person.approved)
        found[member.pk] = Colleague(member, person, proposed)
    return found


def _training(step: Step) -> list[Training]:
    kind, module = step.next_seat, step.qualification.module
    if not kind:
        return []
    shadow = kind == "shadow"
    left = step.shadows_left if shadow else step.reverse_shadows_left
    return [
        Training(module.pk, module.name, kind, left, module.shadows if shadow else module.reverse_shadows)
    ]


def _members(loop: Loop, spans: Collection[Span]) -> QuerySet[Any]:
    hours = WeeklyHours.objects.filter(member=OuterRef("pk"))
    exceptions = AvailabilityException.objects.filter(member=OuterRef("pk"))
    if spans:
        exceptions = exceptions.filter(
            starts_at__lt=max(end for _, end in spans), ends_at__gt=min(start for start, _ in spans)
        )
    approved = Qualification.objects.filter(member=OuterRef("pk"), state=QualificationState.APPROVED)
    conflicts = ConflictOfInterest.objects.filter(
        member=OuterRef("pk"), candidate=loop.candidate_id, lifted_at=None
    )
    return (
        members_query(loop.organization)
        .select_related("interviewer_profile", "standing")
        .annotate(
            weekly=ArraySubquery(
                hours.order_by().values(json=JSONObject(day="weekday", starts="starts", ends="ends"))
            ),
            exceptions=ArraySubquery(
                exceptions.order_by().values(json=JSONObject(starts="starts_at", ends="ends_at", free="free"))
            ),
            approved_in=ArraySubquery(approved.order_by().values("module")),
            conflicted=Exists(conflicts),
        )
    )


def _person(
    member: Any,  # a member as _members reads them, with what is annotated there
    spans: Collection[Span],
    mine: list[Sitting],
    training: tuple[Training, ...],
    group: int | None,
    loop: Loop,
    now: datetime,
) -> Person:
    profile: InterviewerProfile | None = getattr(member, "interviewer_profile", None)
    standing: RaterStanding | None = getattr(member, "standing", None)
    zone = zone_of(profile.time_zone if profile else DEFAULT)
    elsewhere = [row for row in mine if row.loop != loop.pk]
    return Person(
        id=member.pk,
        name=str(member),
        approved=frozenset(member.approved_in),
        training=training,
        zone=zone,
        free=_free(_week(member, profile), spans),
        busy=tuple(row.span for row in elsewhere if row.span and row.span[0] > now - RECENT),
        waiting=sum(1 for row in elsewhere if row.at is None),
        recent=sum(1 for row in mine if row.at is not None and now - RECENT < row.at <= now),
        most_a_week=profile.most_a_week if profile else None,
        most_a_day=profile.most_a_day if profile else None,
        paused_until=profile.paused_until if profile else None,
        conflict=member.conflicted,
        group=group,
        severity=standing.severity if standing else None,
        error=standing.error if standing else 0.0,
    )


def _week(member: Any, profile: InterviewerProfile | None) -> Week:
    """Hours and exceptions; who has said no hours is taken to be there at any time but when away."""
    hours = tuple(
        Hours(row["day"], time.fromisoformat(row["starts"]), time.fromisoformat(row["ends"]))
        for row in member.weekly
    )
    said = [
        (bool(row["free"]), (datetime.fromisoformat(row["starts"]), datetime.fromisoformat(row["ends"])))
        for row in member.exceptions
    ]
    return Week(
        zone_of(profile.time_zone if profile else DEFAULT),
        hours or ANY_TIME,
        tuple(span for free, span in said if free),
        tuple(span for free, span in said if not free),
    )


def _free(week: Week, spans: Collection[Span]) -> tuple[Span, ...] | None:
    if not spans or (week.hours is ANY_TIME and not week.away):
        return None
    return merged(span for start, end in spans for span in free_spans(week, start, end))
