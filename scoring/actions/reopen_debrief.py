"""Takes a decided debrief back into discussion."""

import uuid

from django.db import transaction

from accounts.ground import audit
from accounts.ground.verdict import Conflict
from accounts.models import Membership
from interviews.actions._conflicts import recuse_in, take_turn
from interviews.models import Loop, Seat
from interviews.queries.conflicts import conflicted_members
from scoring.actions._reasons import read_reason
from scoring.actions._stepping import locked_debrief, take_step
from scoring.debriefing.moving import move_to
from scoring.debriefing.standing import Standing
from scoring.enums import DebriefState
from scoring.models import DebriefStep
from scoring.queries.debriefs import parts_of
from scoring.queries.packet import open_packet


@transaction.atomic
def reopen_debrief(*, actor: Membership, loop_id: uuid.UUID, reason: str) -> DebriefStep:
    """The step back into discussion: the decision stays as it was, and no longer counts; the next one has the
    next number. Cards are taken again. Who has a conflict of interest with the candidate by now is recused:
    while the loop was closed, no seat was.

    By who takes part in the committee, its facilitator, or an administrator, with a reason. 404 and Denied as
    `open_packet`; Conflict when nothing is decided; Invalid with `reason`.
    """
    candidate = open_packet(actor, loop_id).candidate_id
    take_turn([candidate] if candidate else [])  # before the loop's lock, as everywhere
    loop = open_packet(actor, loop_id, lock=True)
    debrief = locked_debrief(loop)
    source = DebriefState(debrief.state)
    move = move_to(Standing(state=source), DebriefState.DISCUSSING, parts_of(actor, loop, debrief))
    if move is None or move.verb != "reopen":
        raise Conflict("Nothing is decided yet: there is nothing to reopen.")
    move.take.require()
    taken = take_step(debrief, move.steps[-1], by=actor, reason=read_reason(reason))
    lost = _recuse(actor, loop)
    audit.record(
        "reopen_debrief",
        organization=actor.organization,
        actor=actor,
        on=debrief,
        data={"loop": str(loop.pk), "from": source, "recused": [str(seat.pk) for seat in lost]},
    )
    return taken


def _recuse(actor: Membership, loop: Loop) -> list[Seat]:
    """The seats of those who must not judge this candidate by now, recused: their cards count no more."""
    return recuse_in(actor, loop, conflicted_members(loop.candidate)) if loop.candidate else []
