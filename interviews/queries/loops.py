"""Reads about loops: the list, one loop with all that its page shows."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db.models import Count, Prefetch, Q, QuerySet, prefetch_related_objects

from accounts.models import Membership
from interviews.access import visible_loops
from interviews.enums import PlannedState, SeatKind, SeatState, SessionState
from interviews.models import Ban, Loop, Opening, PlannedQuestion, Seat, Session
from interviews.queries.coverage import Column, Matrix, matrix
from interviews.queries.loop_rules import LoopRules, asked_of, rules_of
from interviews.queries.usable import TopicTree
from interviews.rules import has_started

OVER = (SessionState.AWAITING, SessionState.COMPLETE)
GivenUp = Mapping[tuple[str, int | None, str | None], float | None]  # rule -> what holds instead


def loops_of(actor: Membership, opening_id: uuid.UUID | None = None, state: str = "") -> QuerySet[Loop]:
    """The loops that the actor may see, newest first, each with `parts` sessions of which `over` are over.

    One query when read.
    """
    rows = visible_loops(actor).select_related(
        "level", "candidate", "application__opening", "created_by__user"
    )
    if opening_id:
        rows = rows.filter(application__opening_id=opening_id)
    if state:
        rows = rows.filter(state=state)
    parts = Count("sessions", filter=~Q(sessions__state=SessionState.CANCELLED))
    over = Count("sessions", filter=Q(sessions__state__in=OVER))
    return rows.annotate(parts=parts, over=over).order_by("-created_at", "pk")


def openings_with_loops(actor: Membership) -> list[Opening]:
    """The openings of the loops that the actor may see, by title. One query."""
    return list(Opening.objects.filter(pk__in=visible_loops(actor).values("application__opening")))


@dataclass
class SessionView:
    """One session as the loop's page shows it."""

    row: Session
    planned: list[PlannedQuestion]  # in the plan, in order
    gone: list[PlannedQuestion]  # replaced or taken out
    seats: list[Seat]  # held now
    excused: list[Seat]  # declared out: they owe no card
    used: int = 0  # minutes of what is planned and not skipped
    own: Seat | None = None  # the actor's
    missing: list[str] = field(default_factory=list)  # what its stage asks for and it has not

    @property
    def free(self) -> int:
        """Minutes left; negative if there is too much."""
        return self.row.minutes - self.used

    @property
    def lead(self) -> Seat | None:
        """Who asks."""
        return next((seat for seat in self.seats if seat.kind == SeatKind.LEAD), None)

    @property
    def waiting(self) -> bool:
        """Whether it has not begun, so that its plan may change."""
        return self.row.state == SessionState.SCHEDULED

    @property
    def held(self) -> bool:
        """Whether it has begun, so that cards are owed."""
        return has_started(self.row.state)


@dataclass
class LoopView:
    """One loop as its page shows it."""

    sessions: list[SessionView]
    matrix: Matrix

    @property
    def used(self) -> int:
        """Minutes of questions in all sessions."""
        return sum(part.used for part in self.sessions)

    @property
    def minutes(self) -> int:
        """Minutes that there are for questions."""
        return sum(part.row.minutes for part in self.sessions)

    @property
    def count(self) -> int:
        """Questions in all sessions."""
        return sum(len(part.planned) for part in self.sessions)


def view_of(actor: Membership, loop: Loop) -> LoopView:
    """Everything in the loop, and its coverage. Five queries, however many sessions and questions."""
    planned = PlannedQuestion.objects.select_related("revision__topic", "revision__question")
    seats = Seat.objects.select_related("member__user").order_by("kind", "created_at")
    rows = Session.objects.filter(loop=loop).select_related("stage__level", "loop__blueprint_revision")
    sessions = list(rows.prefetch_related(Prefetch("planned", queryset=planned), Prefetch("seats", seats)))
    views = [_session_view(actor, session) for session in sessions]
    tree = TopicTree(loop.organization_id)
    revision = sessions[0].loop.blueprint_revision if sessions else None
    rules = rules_of(tree, revision=revision)
    given_up = {(row["kind"], row.get("session"), row.get("topic")): row.get("to") for row in loop.relaxed}
    rules.quotas[None] = asked_of(loop, tree)
    columns = [_column(view, rules, given_up) for view in views]
    twice = {quota.topic for quota in rules.twice if ("twice", None, str(quota.topic)) not in given_up}
    table = matrix(columns, tree.names, tree.parents, twice)
    for place, view in enumerate(views):
        view.missing = table.missing(place)
    return LoopView(views, table)


def _session_view(actor: Membership, session: Session) -> SessionView:
    rows = list(session.planned.all())
    kept = [row for row in rows if row.state != PlannedState.REPLACED]
    seats = [seat for seat in session.seats.all() if seat.state == SeatState.SEATED]
    return SessionView(
        row=session,
        planned=kept,
        gone=[row for row in rows if row.state == PlannedState.REPLACED],
        seats=seats,
        excused=[seat for seat in session.seats.all() if seat.state == SeatState.EXCUSED],
        used=sum(row.minutes for row in kept if row.state != PlannedState.SKIPPED),
        own=next((seat for seat in seats if seat.member_id == actor.pk), None),
    )


def _column(view: SessionView, rules: LoopRules, given_up: GivenUp) -> Column:
    place = view.row.position
    minimums = {
        quota.topic: int(given_up.get(("minimum", place, str(quota.topic)), quota.minimum) or 0)
        for quota in rules.quotas[view.row.stage_id]
    }
    return Column(
        title=view.row.title,
        minutes=view.row.minutes,
        questions=tuple(
            (row.revision.topic_id, row.minutes) for row in view.planned if row.state != PlannedState.SKIPPED
        ),
        minimums={topic: minimum for topic, minimum in minimums.items() if minimum},
        lead=str(view.lead.member) if view.lead else "",
    )


def bans_of(loop: Loop) -> list[Ban]:
    """The questions that the loop is not to ask, each with its words and who said so. One query."""
    rows = Ban.objects.filter(loop=loop).select_related("question__current", "banned_by__user")
    return list(rows.order_by("created_at"))


def fill_sessions(sessions: list[Session]) -> list[Session]:
    """The same sessions with questions and seats loaded. Two queries."""
    planned = PlannedQuestion.objects.select_related("revision")
    seats = Seat.objects.select_related("member__user")
    prefetch_related_objects(
        sessions, Prefetch("planned", queryset=planned), Prefetch("seats", queryset=seats)
    )
    return sessions


def fill_loop(loop: Loop) -> Loop:
    """The same loop with sessions, questions, seats and bans loaded. Four queries."""
    prefetch_related_objects([loop], "sessions", "bans")
    fill_sessions(list(loop.sessions.all()))
    return loop
