"""Takes a change of a loop back, or does again what was taken back."""

import uuid
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from accounts.ground.audit import record
from accounts.ground.verdict import Conflict
from accounts.models import Membership
from interviews import access, rules
from interviews.actions._changes import loop_change, require_seen, snapshot
from interviews.actions._changing import by_hand, require_open
from interviews.actions._letters import loop_changed
from interviews.actions._reseating import restore_seats, restore_time
from interviews.actions._restoring import (
    Parts,
    parts_of,
    restore_bans,
    restore_proof,
    restore_questions,
)
from interviews.actions._seating import require_nobody_twice
from interviews.models import Loop, LoopChange
from interviews.queries.changes import REDO, UNDO, may_be_reversed, steps_of


@transaction.atomic
def undo_change(
    *, actor: Membership, loop_id: uuid.UUID, number: int | None = None, seen: int | None = None
) -> LoopChange:
    """The new change, which put back what change `number` (None: the last one) had changed, and only that.

    The number of an undo does again what it took back. Refuses who may not change the loop (Denied), a closed
    loop, a change that is taken back already, whose parts were changed again since, or that cannot come back
    (a session has begun, a question is held elsewhere or public, a seat was given back, somebody is elsewhere
    then), a loop that somebody changed since version `seen` (Conflict), and a number that is none of this
    loop's (404).
    """
    loop = access.loop_of(actor, loop_id, lock=True)
    rules.may_change_loop(actor, loop).require()
    require_seen(loop, seen)
    require_open(loop)
    change = _chosen(loop, number)
    verb, told = _words(change)
    now = snapshot(loop)
    later = LoopChange.objects.filter(loop=loop, number__gt=change.number).order_by("number").first()
    after = later.before if later else now
    with loop_change(loop, actor=actor, verb=verb, told=told):
        _put_back(actor, loop, change.before, after, now)
    loop_changed(loop)
    done = LoopChange.objects.get(loop=loop, number=loop.version)
    LoopChange.objects.filter(undone_by=change).update(undone_by=None)
    change.undone_by = done
    change.save(update_fields=["undone_by"])
    data = {"change": change.number, "verb": change.verb}
    record("undo_change", organization=actor.organization, actor=actor, on=loop, data=data)
    return done


def _chosen(loop: Loop, number: int | None) -> LoopChange:
    if number is not None:
        change = access.change_of(loop, number)
    else:
        last = steps_of(loop).undo
        if last is None:
            raise Conflict("There is nothing to take back.")
        change = access.change_of(loop, last.number)
    if change.undone_by_id is not None:
        raise Conflict(f"This was taken back already: {change.told}.")
    if not may_be_reversed(change):
        raise Conflict(f"This cannot be taken back: {change.told}.")
    return change


def _words(change: LoopChange) -> tuple[str, str]:
    """The verb and the words of the change that takes this one back."""
    if change.verb == UNDO:
        return REDO, f"Did again: {change.told.removeprefix('Took back: ')}"
    return UNDO, f"Took back: {change.told}"


def _put_back(
    actor: Membership, loop: Loop, before: Mapping[str, Any], after: Mapping[str, Any], now: Mapping[str, Any]
) -> None:
    old, new, current = parts_of(before), parts_of(after), parts_of(now)
    changed = {part: value for part, value in old.items() if new.get(part) != value}
    again = [part for part in changed if current.get(part) != new.get(part)]
    if again:
        titles = {str(row.pk): row.title for row in loop.sessions.all()}
        where = titles.get(again[0][1], "the loop")
        raise Conflict(f"{where} was changed again since ({again[0][0]}). Take the later change back first.")
    _restore(actor, loop, changed)
    if current == new and "proof" in before:
        restore_proof(loop, before["proof"])
    elif any(what in ("questions", "bans", "relaxed") for what, _ in changed):
        by_hand(loop)


def _restore(actor: Membership, loop: Loop, changed: Parts) -> None:
    questions = {uuid.UUID(pk): value for (what, pk), value in changed.items() if what == "questions"}
    restore_questions(actor, loop, questions)
    for (what, pk), value in changed.items():
        if what == "seats":
            restore_seats(actor, uuid.UUID(pk), value)
        elif what == "time":
            restore_time(uuid.UUID(pk), *value)
        elif what == "bans":
            restore_bans(actor, loop, value)
        elif what == "relaxed":
            loop.relaxed = value
            loop.save(update_fields=["relaxed"])
    if any(what in ("seats", "time") for what, _ in changed):
        require_nobody_twice(actor, loop)
