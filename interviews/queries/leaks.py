"""Reads about a leak: who met the question, which loops hold it, and whom it was told."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Max, QuerySet
from django.utils import timezone

from accounts.models import Membership
from interviews.access import clear_of_conflicts, visible_candidates, visible_loops
from interviews.enums import ExposureState, PlannedState, SessionState
from interviews.models import Candidate, Exposure, Loop, PlannedQuestion
from interviews.queries.exposure import OPEN_LOOPS
from questionbank.models import AnswerView, LeakReport, Question

NEWS_DAYS = 30


@dataclass(frozen=True)
class Reader:
    """Somebody who read the model answer, on how many days, and when last."""

    name: str
    days: int
    last: datetime


@dataclass(frozen=True)
class Reach:
    """How far a question has gone, as far as the reader may see it."""

    asked: int  # candidates
    candidates: list[Candidate]  # those of them whose loops the reader may see
    readers: list[Reader]
    waiting: int  # places in sessions that have not begun
    waiting_seen: list[PlannedQuestion]
    live: int  # places in sessions that are live now
    live_seen: list[PlannedQuestion]

    @property
    def candidates_hidden(self) -> int:
        """How many were asked in loops that the reader may not see."""
        return self.asked - len(self.candidates)

    @property
    def waiting_hidden(self) -> int:
        """How many places are in loops that the reader may not see."""
        return self.waiting - len(self.waiting_seen)

    @property
    def live_hidden(self) -> int:
        """How many live sessions the reader may not see."""
        return self.live - len(self.live_seen)


@dataclass(frozen=True)
class News:
    """What a leak did to one loop."""

    at: datetime
    loop_id: uuid.UUID
    words: str


def places_waiting(question: Question) -> QuerySet[PlannedQuestion]:
    """Where the question is planned in sessions that have not begun, loop by loop."""
    return _places(question, SessionState.SCHEDULED)


def places_live(question: Question) -> QuerySet[PlannedQuestion]:
    """Where it is planned and not asked yet in sessions that are live now."""
    return _places(question, SessionState.LIVE)


def _places(question: Question, state: SessionState) -> QuerySet[PlannedQuestion]:
    rows = PlannedQuestion.objects.filter(
        revision__question=question,
        state=PlannedState.PLANNED,
        session__state=state,
        session__loop__state__in=OPEN_LOOPS,
    )
    rows = rows.select_related("session__loop__level", "session__loop__candidate", "revision__topic")
    return rows.order_by("session__loop_id", "session_id", "pk")


def reach_of(actor: Membership, question: Question) -> Reach:
    """Who saw it and where it waits, without candidates with whom the actor has a conflict. Six queries."""
    asked = Exposure.objects.filter(question=question, state=ExposureState.ASKED).order_by()
    met_by = clear_of_conflicts(actor, asked)
    waiting, live = (
        list(clear_of_conflicts(actor, places, "session__loop__candidate"))
        for places in (places_waiting(question), places_live(question))
    )
    loops = {place.session.loop_id for place in waiting + live}
    seen = set(visible_loops(actor).filter(pk__in=loops).values_list("pk", flat=True))
    met = visible_candidates(actor).filter(pk__in=met_by.values("candidate"))
    return Reach(
        asked=met_by.values("candidate").distinct().count(),
        candidates=list(met),
        readers=_readers(question),
        waiting=len(waiting),
        waiting_seen=[place for place in waiting if place.session.loop_id in seen],
        live=len(live),
        live_seen=[place for place in live if place.session.loop_id in seen],
    )


def _readers(question: Question) -> list[Reader]:
    views = AnswerView.objects.filter(revision__question=question).order_by().values("member__user__name")
    rows = views.annotate(days=Count("day", distinct=True), last=Max("created_at")).order_by("-last")
    return [Reader(row["member__user__name"], row["days"], row["last"]) for row in rows]


def news_of_loop(loop: Loop) -> list[News]:
    """What leaks did to this loop, newest first. One query."""
    reports = LeakReport.objects.filter(consequences__contains=[{"loop": str(loop.pk)}])
    return _news(reports, lambda entry: entry["loop"] == str(loop.pk))


def news_for(actor: Membership) -> list[News]:
    """What lately leaked questions did to loops that this person planned or leads, newest first. Two queries.

    Loops that they may no longer see are left out.
    """
    me = str(actor.pk)
    since = timezone.now() - timedelta(days=NEWS_DAYS)
    reports = LeakReport.objects.filter(consequences__contains=[{"told": [me]}], created_at__gte=since)
    news = _news(reports, lambda entry: me in entry["told"])
    if not news:
        return []
    ids = {item.loop_id for item in news}
    seen = set(visible_loops(actor).filter(pk__in=ids).values_list("pk", flat=True))
    return [item for item in news if item.loop_id in seen]


def _news(reports: QuerySet[LeakReport], wanted: Callable[[dict[str, Any]], bool]) -> list[News]:
    return [
        News(report.created_at, uuid.UUID(entry["loop"]), entry["words"])
        for report in reports
        for entry in report.consequences
        if wanted(entry)
    ]
