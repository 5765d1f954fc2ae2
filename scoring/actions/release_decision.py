"""Releases a decision: those who interviewed and those who plan the loop read it from then on."""

import uuid

from django.db import transaction

from accounts.ground import audit
from accounts.ground.verdict import Conflict
from accounts.models import Membership
from scoring.actions._stepping import locked_debrief, take_step
from scoring.debriefing.moving import move_to
from scoring.debriefing.standing import Standing
from scoring.enums import DebriefState
from scoring.models import Decision
from scoring.queries.debriefs import parts_of
from scoring.queries.decisions import decisions_on
from scoring.queries.packet import open_packet


@transaction.atomic
def release_decision(*, actor: Membership, loop_id: uuid.UUID) -> Decision:
    """The decision in force, open from now on to everybody to whom the packet is. Deciding is an act of its
    own, so is this.

    By who takes part in the committee, its facilitator, or an administrator. 404 and Denied as `open_packet`;
    Conflict when nothing is decided, or it was released before.
    """
    loop = open_packet(actor, loop_id, lock=True)
    debrief = locked_debrief(loop)
    standing = Standing(state=DebriefState(debrief.state))
    move = move_to(standing, DebriefState.RELEASED, parts_of(actor, loop, debrief))
    if move is None:
        raise Conflict(
            "This decision is released already."
            if debrief.state == DebriefState.RELEASED
            else "Nothing is decided yet: there is nothing to release."
        )
    move.take.require()
    take_step(debrief, move.steps[-1], by=actor)
    decision = decisions_on(loop)[0]
    audit.record(
        "release_decision",
        organization=actor.organization,
        actor=actor,
        on=decision,
        data={"loop": str(loop.pk), "number": decision.number},
    )
    return decision
