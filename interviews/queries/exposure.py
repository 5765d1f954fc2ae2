"""The ledger of one question: planned, asked, seen; by whom, when, which revision."""

import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import CharField, Count, F, Max, OuterRef, Q, QuerySet, Subquery, UUIDField, Value

from accounts.models import Membership
from interviews.access import clear_of_conflicts, visible_loops
from interviews.enums import LoopState, PlannedState, SeatKind, SeatState
from interviews.models import Loop, PlannedQuestion, Seat
from questionbank.models import AnswerView, Question

OPEN_LOOPS = (LoopState.PROPOSED, LoopState.PLANNED)
WHATS = {"planned": "Planned", "asked": "Asked", "seen": "Answer read"}
FIELDS = ("what", "at", "number", "member", "loop", "became")


@dataclass(frozen=True)
class Entry:
    """One line of the ledger. `loop` is None where there is none, or where the reader may not see it."""

    what: str
    at: datetime
    revision: int
    member: Membership | None
    loop: Loop | None
    hidden_loop: bool
    became: str  # what became of a planned question, as PlannedState; empty for a reading

    @property
    def what_label(self) -> str:
        """In words."""
        return WHATS[self.what]

    @property
    def became_label(self) -> str:
        """In words; empty where the line says it already."""
        if self.what != "planned" or self.became == PlannedState.PLANNED:
            return ""
        return str(PlannedState(self.became).label).lower()


@dataclass(frozen=True)
class Totals:
    """The ledger in a line."""

    planned: int  # in loops that are open, not asked yet
    asked: int
    last_asked: datetime | None
    readers: int


def ledger_of(
    actor: Membership, question: Question, *, what: str = "", member_id: uuid.UUID | None = None
) -> QuerySet[Any, Any]:
    """The lines of the ledger, newest first, as values for `entries`; one query a page.

    Nothing of candidates with whom the actor has a conflict of interest.
    """
    places = _places(actor, question)
    parts = {"planned": _planned(places), "asked": _asked(places), "seen": _seen(question)}
    wanted = [rows for name, rows in parts.items() if what in ("", name)]
    if member_id:
        wanted = [rows.filter(member=member_id) for rows in wanted]
    first, *rest = wanted
    return first.union(*rest, all=True).order_by("-at", "number", "member") if rest else first.order_by("-at")


def entries(actor: Membership, rows: Iterable[Any]) -> list[Entry]:
    """The lines of a page with people and loops as far as the actor may see them. Two queries."""
    rows = list(rows)
    people = _people({row["member"] for row in rows})
    ids = {row["loop"] for row in rows if row["loop"]}
    seen = visible_loops(actor).filter(pk__in=ids).select_related("candidate")
    loops = {loop.pk: loop for loop in seen}
    return [
        Entry(
            what=row["what"],
            at=row["at"],
            revision=row["number"],
            member=people.get(row["member"]),
            loop=loops.get(row["loop"]),
            hidden_loop=row["loop"] is not None and row["loop"] not in loops,
            became=row["became"],
        )
        for row in rows
    ]


def totals_of(actor: Membership, question: Question) -> Totals:
    """How often it is planned and was asked, as far as `ledger_of` tells the actor, and how many people read
    its answer. Two queries.
    """
    planned = Count("pk", filter=Q(state=PlannedState.PLANNED, session__loop__state__in=OPEN_LOOPS))
    asked = Count("pk", filter=Q(state=PlannedState.ASKED))
    found = _places(actor, question).aggregate(planned=planned, asked=asked, last=Max("asked_at"))
    views = AnswerView.objects.filter(revision__question=question).order_by()
    readers = views.aggregate(readers=Count("member", distinct=True))["readers"]
    return Totals(found["planned"], found["asked"], found["last"], readers)


def _places(actor: Membership, question: Question) -> QuerySet[PlannedQuestion]:
    rows = PlannedQuestion.objects.filter(revision__question=question).order_by()
    return clear_of_conflicts(actor, rows, "session__loop__candidate")


def _planned(rows: QuerySet[PlannedQuestion]) -> QuerySet[Any, Any]:
    return _line(rows, "planned", F("created_at"), F("session__loop__created_by"))


def _asked(places: QuerySet[PlannedQuestion]) -> QuerySet[Any, Any]:
    held = [SeatState.SEATED, SeatState.EXCUSED]  # who was declared out later asked all the same
    leads = Seat.objects.filter(session=OuterRef("session"), kind=SeatKind.LEAD, state__in=held)
    lead = leads.order_by("-state").values("member")[:1]  # who is seated before who was declared out
    rows = places.filter(state=PlannedState.ASKED, asked_at__isnull=False)
    return _line(rows, "asked", F("asked_at"), Subquery(lead))


def _line(rows: QuerySet[PlannedQuestion], what: str, at: Any, member: Any) -> QuerySet[Any, Any]:
    return rows.annotate(
        what=Value(what, output_field=CharField()),
        at=at,
        number=F("revision__number"),
        member=member,
        loop=F("session__loop"),
        became=F("state"),
    ).values(*FIELDS)


def _seen(question: Question) -> QuerySet[Any, Any]:
    rows = AnswerView.objects.filter(revision__question=question).order_by()
    return rows.annotate(
        what=Value("seen", output_field=CharField()),
        at=F("created_at"),
        number=F("revision__number"),
        loop=Value(None, output_field=UUIDField()),
        became=Value("", output_field=CharField()),
    ).values(*FIELDS)


def _people(ids: Collection[uuid.UUID | None]) -> dict[uuid.UUID, Membership]:
    rows = Membership.objects.filter(pk__in=[pk for pk in ids if pk]).select_related("user")
    return {row.pk: row for row in rows}
