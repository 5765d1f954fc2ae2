"""Takes a debrief on, or back, by hand."""

import uuid

from django.db import transaction

from accounts.ground.audit import record
from accounts.ground.verdict import Conflict, Denied, Invalid
from accounts.models import Membership
from scoring.actions._reasons import read_reason
from scoring.actions._stepping import locked_debrief, take_step
from scoring.debriefing.moving import Move, move_to, steps_to
from scoring.debriefing.table import FORWARD, Part
from scoring.enums import DebriefState
from scoring.models import Debrief, DebriefStep
from scoring.queries.debriefs import open_debrief, parts_of, standing_of

OTHERWISE = "A decision is recorded, released and reopened where it stands, not by moving the debrief."


@transaction.atomic
def move_debrief(
    *, actor: Membership, loop_id: uuid.UUID, target: str, reason: str = "", version_seen: int
) -> Debrief:
    """The debrief in its new state. One step where all is given; where something is not, or several steps at
    once, the facilitator's or an administrator's override: with a reason, what was not given kept with it.

    `version_seen` is the debrief's version that the actor had before them. 404 and Denied as `open_debrief`;
    Denied too for who may not take this step, Conflict when somebody else moved it meanwhile (saying what
    happened), when there is no such step, when something is not given, and for a cancelled loop; Invalid
    without a reason where one is needed.
    """
    loop = open_debrief(actor, loop_id, lock=True)
    debrief = locked_debrief(loop)
    require_version(debrief, version_seen)
    parts = parts_of(actor, loop, debrief)
    move = _move(debrief, target, parts)
    kept, forced = _check(move, parts, reason)
    for step, unmet in zip(move.steps, move.unmet, strict=True):
        take_step(debrief, step, by=actor, reason=kept, unmet=unmet)
    data = {"target": move.target, "steps": len(move.steps), "unmet": len(move.missing), "override": forced}
    record("move_debrief", organization=actor.organization, actor=actor, on=debrief, data=data)
    return debrief


def require_version(debrief: Debrief, seen: int) -> None:
    """Conflict if the debrief has moved since version `seen`; the text says who did what."""
    if seen == debrief.version:
        return
    last = DebriefStep.objects.filter(debrief=debrief).select_related("by__user").last()
    if last is None:
        raise Conflict("This debrief has not moved yet: look at it again, then do yours.")
    who = f"{last.by} took it" if last.by else "It went on by itself"
    states = f"from {last.get_source_display().lower()} to {last.get_target_display().lower()}"
    when = f"{last.created_at:%d %B %Y at %H:%M} UTC"
    raise Conflict(f"{who} {states} on {when}. Look at it again, then do yours.")


def _move(debrief: Debrief, target: str, parts: frozenset[Part]) -> Move:
    if target not in DebriefState.values:
        raise Invalid("There is no such state.", {"target": f"One of {', '.join(FORWARD)}."})
    if debrief.state not in FORWARD or target not in FORWARD:
        raise Conflict(OTHERWISE)
    wanted = DebriefState(target)
    move = None
    if steps_to(DebriefState(debrief.state), wanted):
        move = move_to(standing_of(debrief.loop, debrief), wanted, parts)
    if move is None:
        raise Conflict(f"From {debrief.get_state_display().lower()} no step leads to {wanted.label.lower()}.")
    return move


def _check(move: Move, parts: frozenset[Part], reason: str) -> tuple[str, bool]:
    """The reason to keep, and whether it is an override."""
    if move.take:
        return (read_reason(reason) if move.reason or reason.strip() else ""), False
    if move.override:
        return read_reason(reason), True
    if len(move.steps) == 1 and parts & move.steps[0].who:
        raise Conflict(f"{move.take.reason} {move.override.reason}")
    raise Denied(move.take.reason)
