"""Reads about the changes of a loop: the log, what can be taken back, what is new since somebody looked."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from accounts.models import Membership
from interviews.access import visible_loops
from interviews.models import Loop, LoopChange

UNDO, REDO = "undo_change", "redo_change"
# Not done to the plan: a candidate stays named, what is public stays so, who owes a card has its own buttons.
FOR_GOOD = ("name_candidate", "report_leak", "excuse_seat", "return_seat")
RECENT = 40  # as far as the buttons look back


def changes_of(loop: Loop) -> QuerySet[LoopChange]:
    """The loop's changes, newest first, each with who made it and what took it back. One query when read."""
    return LoopChange.objects.filter(loop=loop).select_related("actor__user", "undone_by__actor__user")


@dataclass(frozen=True)
class Steps:
    """What the buttons would do: take back `undo`, do again what `redo` took back. None: nothing to do."""

    undo: LoopChange | None
    redo: LoopChange | None


def steps_of(loop: Loop) -> Steps:
    """The next step back and the next one forth. One query."""
    rows = list(LoopChange.objects.filter(loop=loop).defer("before").select_related("actor__user")[:RECENT])
    return Steps(next(filter(may_be_undone, rows), None), _to_redo(rows))


def may_be_undone(change: LoopChange) -> bool:
    """Whether it is a change of the plan that holds still."""
    return change.undone_by_id is None and change.verb not in (UNDO, REDO, *FOR_GOOD)


def may_be_reversed(change: LoopChange) -> bool:
    """Whether it may be taken back, or, if it took something back, be done again."""
    return may_be_undone(change) or (change.verb == UNDO and change.undone_by_id is None)


def _to_redo(rows: Iterable[LoopChange]) -> LoopChange | None:
    """The newest undo that holds, unless somebody has changed the loop since."""
    for change in rows:
        if change.verb not in (UNDO, REDO):
            return None
        if change.verb == UNDO and change.undone_by_id is None:
            return change
    return None


@dataclass(frozen=True)
class News:
    """What happened to a loop since somebody read it."""

    version: int
    told: str  # the last change
    who: str
    own: bool  # it was the reader's
    count: int  # changes


def news_since(actor: Membership, loop_id: uuid.UUID, seen: int) -> News | None:
    """The news since version `seen`; None if there is none, or no such loop for this person. One query."""
    rows = LoopChange.objects.filter(loop__in=visible_loops(actor), loop=loop_id, number__gt=seen)
    last = rows.defer("before").select_related("actor__user").first()
    if last is None:
        return None
    who = str(last.actor) if last.actor else "Plumbline"
    return News(last.number, last.told, who, last.actor_id == actor.pk, last.number - seen)
