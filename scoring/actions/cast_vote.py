"""Casts a committee member's vote on one loop, or changes it."""

import uuid

from django.db import transaction

from accounts.ground import audit
from accounts.ground.announce import announce
from accounts.ground.verdict import Conflict, Invalid
from accounts.models import Membership
from scoring import rules
from scoring.actions._stepping import locked_debrief, settle
from scoring.enums import Ballot, CommitteeState, DebriefState
from scoring.models import CommitteeSeat, Debrief, Vote
from scoring.queries.packet import open_packet, sat_in

LONGEST = 2000  # characters of a reason


@transaction.atomic
def cast_vote(*, actor: Membership, loop_id: uuid.UUID, ballot: str, reason: str = "") -> Vote:
    """The actor's vote of the present round, a row of its own each time: the last counts, all are kept.

    While the vote is open it may be changed freely; once it has closed, only by who voted before, and both
    are shown with the reason. The same vote sent again is the one that stands. With the last vote the debrief
    goes on by itself. 404 and Denied as `open_packet`; Denied for who has no seat in the committee and who
    interviewed; Conflict when no vote is taken, in words that tell nothing of any; Invalid with `ballot` or
    `reason`.
    """
    loop = open_packet(actor, loop_id, lock=True)
    debrief = locked_debrief(loop)
    seats = CommitteeSeat.objects.filter(debrief=debrief, member=actor, state=CommitteeState.SEATED)
    rules.may_vote(seated=seats.exists(), interviewed=sat_in(loop)).require()
    last = Vote.objects.filter(debrief=debrief, member=actor, round=debrief.round).order_by("number").last()
    reason = reason.strip()
    if last is not None and (last.ballot, last.reason) == (ballot, reason):
        return last
    _require_open(debrief, last)
    _check(debrief, last, ballot, reason)
    vote = Vote.objects.create(
        organization_id=loop.organization_id,
        debrief=debrief,
        member=actor,
        round=debrief.round,
        number=last.number + 1 if last else 1,
        stage=debrief.state,
        ballot=ballot,
        reason=reason,
    )
    settle(loop)
    announce(f"debrief:{loop.pk}")
    # What was voted stays out of the trail: administrators read it before the vote has closed.
    told = {"loop": str(loop.pk), "round": vote.round}
    audit.record("cast_vote", organization=actor.organization, actor=actor, on=vote, data=told)
    return vote


def _require_open(debrief: Debrief, last: Vote | None) -> None:
    if closed := rules.vote_closed_because(DebriefState(debrief.state), voted=last is not None):
        raise Conflict(closed)


def _check(debrief: Debrief, last: Vote | None, ballot: str, reason: str) -> None:
    changed = debrief.state == DebriefState.DISCUSSING
    wrong = {}
    if ballot not in Ballot.values:
        wrong["ballot"] = "Choose how you vote; you may abstain."
    elif changed and last is not None and last.ballot == ballot:
        wrong["ballot"] = "That is your vote as it stands: choose another, or leave it."
    if not reason:
        wrong["reason"] = (
            "Say what changed your mind." if changed else "Say why; a few words on the evidence will do."
        )
    elif len(reason) > LONGEST:
        wrong["reason"] = f"Up to {LONGEST} characters."
    if wrong:
        raise Invalid("The vote is not complete yet.", wrong)
