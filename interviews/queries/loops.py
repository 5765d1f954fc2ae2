"""Reads about loops: the list, one loop with all that its page shows."""

import uuid
from dataclasses import dataclass, field

from django.db.models import Count, Prefetch, Q, QuerySet, prefetch_related_objects

from accounts.models import Membership
from interviews.access import visible_loops
from interviews.enums import PlannedState, SeatState, SessionState
from interviews.models import Loop, Opening, PlannedQuestion, Seat, Session
from interviews.queries.bank import TopicTree, need_of_stage
from interviews.queries.coverage import Column, Matrix, matrix

OVER = (SessionState.AWAITING, SessionState.COMPLETE)


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
    used: int = 0  # minutes of what is planned and not skipped
    own: Seat | None = None  # the actor's

    @property
    def free(self) -> int:
        """Minutes left; negative if there is too much."""
        return self.row.minutes - self.used


@dataclass
class LoopView:
    """One loop as its page shows it."""

    sessions: list[SessionView]
    matrix: Matrix
    people: list[Seat] = field(default_factory=list)


def view_of(actor: Membership, loop: Loop) -> LoopView:
    """Everything in the loop, and its coverage. Seven queries, however many sessions and questions."""
    planned = PlannedQuestion.objects.select_related("revision__topic", "revision__question")
    seats = Seat.objects.select_related("member__user").order_by("kind", "created_at")
    sessions = list(
        Session.objects.filter(loop=loop)
        .select_related("stage__level")
        .prefetch_related(
            Prefetch("planned", queryset=planned), Prefetch("seats", queryset=seats), "stage__topics__topic"
        )
    )
    views = [_session_view(actor, session) for session in sessions]
    tree = TopicTree(loop.organization_id)
    return LoopView(views, matrix([_column(view) for view in views], tree.names, tree.parents))


def _session_view(actor: Membership, session: Session) -> SessionView:
    rows = list(session.planned.all())
    kept = [row for row in rows if row.state != PlannedState.REPLACED]
    seats = [seat for seat in session.seats.all() if seat.state == SeatState.SEATED]
    return SessionView(
        row=session,
        planned=kept,
        gone=[row for row in rows if row.state == PlannedState.REPLACED],
        seats=seats,
        used=sum(row.minutes for row in kept if row.state != PlannedState.SKIPPED),
        own=next((seat for seat in seats if seat.member_id == actor.pk), None),
    )


def _column(view: SessionView) -> Column:
    quotas = need_of_stage(view.row.stage).quotas if view.row.stage else ()
    return Column(
        title=view.row.title,
        minutes=view.row.minutes,
        questions=tuple(
            (row.revision.topic_id, row.minutes) for row in view.planned if row.state != PlannedState.SKIPPED
        ),
        minimums={quota.topic: quota.minimum for quota in quotas},
    )


def fill_sessions(sessions: list[Session]) -> list[Session]:
    """The same sessions with questions and seats loaded. Two queries."""
    planned = PlannedQuestion.objects.select_related("revision")
    seats = Seat.objects.select_related("member__user")
    prefetch_related_objects(
        sessions, Prefetch("planned", queryset=planned), Prefetch("seats", queryset=seats)
    )
    return sessions


def fill_loop(loop: Loop) -> Loop:
    """The same loop with sessions, questions and seats loaded. Three queries."""
    prefetch_related_objects([loop], "sessions")
    fill_sessions(list(loop.sessions.all()))
    return loop
