"""How those who were hired do on the job, for administrators: one of them, the list, and rows for studies."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.shortcuts import get_object_or_404

from accounts.models import Membership
from interviews.enums import LoopState
from interviews.models import Loop
from scoring.enums import PERFORMANCE_WORDS, JobOutcomeKind, Outcome
from scoring.hired_figures import HiredFigures, figures_of
from scoring.models import Decision, JobOutcome
from scoring.rules import may_note_job_outcomes
from scoring.validity import Validity, validity
from scoring.visibility_votes import decisions_open_to

HIRES = (Outcome.HIRE, Outcome.HIRE_OTHER_LEVEL)


@dataclass(frozen=True)
class JobLine:
    """One thing that is known, in words."""

    outcome: JobOutcome

    @property
    def words(self) -> str:
        """What it says."""
        row = self.outcome
        if row.kind == JobOutcomeKind.PERFORMANCE:
            months = f"After {row.months} month{'' if row.months == 1 else 's'}"
            return f"{months}: {row.value} {PERFORMANCE_WORDS[row.value or 0]}"
        if row.kind == JobOutcomeKind.LEFT:
            return f"Left, {'regretted' if row.regretted else 'not regretted'}"
        return "Started"


@dataclass(frozen=True)
class Hired:
    """Somebody who was hired by a released decision."""

    loop: Loop
    decision: Decision
    outcomes: list[JobOutcome]

    @property
    def lines(self) -> list[JobLine]:
        """What is known, in the order in which it came about."""
        return [JobLine(row) for row in self.outcomes]

    @property
    def level(self) -> str:
        """At which level."""
        return str(self.decision.level or self.loop.level)

    @property
    def opening(self) -> str:
        """For which opening; empty for a quick loop."""
        return self.loop.application.opening.title if self.loop.application else ""

    @property
    def started(self) -> date | None:
        """When they began."""
        return next((row.on for row in self.outcomes if row.kind == JobOutcomeKind.STARTED), None)

    @property
    def left(self) -> JobOutcome | None:
        """When they left, if they did."""
        return next((row for row in self.outcomes if row.kind == JobOutcomeKind.LEFT), None)

    @property
    def performances(self) -> list[JobOutcome]:
        """By months on the job."""
        rows = [row for row in self.outcomes if row.kind == JobOutcomeKind.PERFORMANCE]
        return sorted(rows, key=lambda row: row.months or 0)


@dataclass(frozen=True)
class Studied:
    """One figure of the interviews beside performance on the job."""

    name: str
    found: Validity


def hired_loops(actor: Membership) -> QuerySet[Loop]:
    """Loops with a released decision to hire that the actor may read, newest loop first; Denied for who is no
    administrator.
    """
    may_note_job_outcomes(actor).require()
    last = Decision.objects.filter(loop=OuterRef("pk")).order_by("-number").values("outcome")[:1]
    decided = Loop.objects.filter(organization_id=actor.organization_id, state=LoopState.DECIDED)
    known = decisions_open_to(actor, decided).alias(last_outcome=Subquery(last))
    rows = known.filter(Q(("last_outcome__in", HIRES)))
    return rows.select_related("level", "candidate", "application__opening").order_by("-created_at", "pk")


def hired_loop_of(actor: Membership, loop_id: uuid.UUID, *, lock: bool = False) -> Loop:
    """One of `hired_loops`; else 404, or 403 for who is no administrator."""
    rows = hired_loops(actor)
    if lock:
        rows = rows.select_for_update(of=("self",))
    return get_object_or_404(rows, pk=loop_id)


def hired_of(loops: Iterable[Loop], *, snapshots: bool = False) -> list[Hired]:
    """Of loops of `hired_loops`: who was hired by what, and what is known since. Two queries, with the
    decisions' snapshots, which are large, only if asked for.
    """
    loops = list(loops)
    ids = [loop.pk for loop in loops]
    decisions = Decision.objects.filter(loop__in=ids).select_related("level").order_by("number")
    last = {row.loop_id: row for row in (decisions if snapshots else decisions.defer("snapshot"))}
    known: dict[uuid.UUID, list[JobOutcome]] = defaultdict(list)
    outcomes = JobOutcome.objects.filter(loop__in=ids).select_related("entered_by__user")
    for row in outcomes.order_by("on", "months", "created_at"):
        known[row.loop_id].append(row)
    return [Hired(loop, last[loop.pk], known[loop.pk]) for loop in loops]


def figures(hired: Sequence[Hired]) -> list[HiredFigures]:
    """What the snapshot of each one's decision says."""
    return [figures_of(one.decision.snapshot) for one in hired]


def outcomes_known(actor: Membership) -> int:
    """How many outcomes are noted of those whom the actor may read. One query."""
    return JobOutcome.objects.filter(loop__in=hired_loops(actor).order_by().values("pk")).count()


def studied(actor: Membership) -> list[Studied]:
    """How far each figure goes with the last performance that is known of everybody. Three queries."""
    judged = JobOutcome.objects.filter(kind=JobOutcomeKind.PERFORMANCE).order_by()
    hired = hired_of(hired_loops(actor).filter(pk__in=judged.values("loop")), snapshots=True)
    rows = [(one.performances[-1].value or 0, told) for one, told in zip(hired, figures(hired), strict=True)]
    return [
        Studied(
            name, validity([(x, float(y)) for y, told in rows if (x := getattr(told, field)) is not None])
        )
        for name, field in (
            ("Mean of the raw ratings", "raw_mean"),
            ("Fair average", "fair"),
            ("Interviewers’ recommendations", "recommendations_mean"),
            ("Committee’s votes", "votes_mean"),
        )
    ]
