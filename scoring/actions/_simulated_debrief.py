"""The debrief of a simulated loop: who read and voted, step by step, with the times it would have had."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from accounts.models import Membership
from interviews.enums import LoopState
from interviews.models import Loop
from scoring.actions._freezing import Deciding, freeze_decision
from scoring.citing import evidence_in
from scoring.enums import Ballot, DebriefState, Outcome
from scoring.models import CommitteeSeat, Debrief, DebriefStep, Vote
from scoring.queries.calibration import latest_run
from scoring.queries.packet import packet_of
from scoring.simulation import Draws

FOR, AGAINST = (Ballot.YES, Ballot.STRONG_YES), (Ballot.NO, Ballot.STRONG_NO)
STRONG_SHARE, DISSENT_SHARE, CITED = 0.25, 0.15, 3
HOURS = {  # since all cards were in, when each state was reached
    DebriefState.READING: 0,
    DebriefState.VOTING: 5,
    DebriefState.DISCUSSING: 8,
    DebriefState.DECIDED: 24,
    DebriefState.RELEASED: 26,
}


def hold_debrief(
    loop: Loop, committee: Sequence[Membership], *, hire: bool, reasons: str, at: datetime
) -> None:
    """Reads, votes, decides and releases; the first of the committee records it. `at`: the cards are in.

    Its chances are drawn apart, by the loop's own seed: with or without a debrief, a history is the same.
    """
    draws = Draws(loop.seed)
    debrief = Debrief.objects.create(
        organization_id=loop.organization_id,
        loop=loop,
        state=DebriefState.RELEASED,
        version=len(HOURS),
        run=latest_run(loop.organization),
        created_at=at,
    )
    CommitteeSeat.objects.bulk_create(_seat(debrief, member, at) for member in committee)
    votes = [_vote(debrief, member, hire, at, draws) for member in committee]
    Vote.objects.bulk_create(votes)
    steps = _steps(debrief, committee[0], at)
    DebriefStep.objects.bulk_create(steps[:-1])
    packet = packet_of(committee[0], loop)
    against = [vote for vote in votes if (vote.ballot in FOR) != hire]
    deciding = Deciding(
        outcome=Outcome.HIRE if hire else Outcome.NO_HIRE,
        reasons=reasons,
        cites=evidence_in(packet)[:CITED],
        dissent="\n".join(f"{vote.member}: {vote.reason}" for vote in against),
        present=[{"member": str(one.pk), "name": str(one), "part": "Committee"} for one in committee],
    )
    decided = at + timedelta(hours=HOURS[DebriefState.DECIDED])
    freeze_decision(loop, debrief, deciding, decider=committee[0], packet=packet, at=decided)
    steps[-1].save(force_insert=True)
    Loop.objects.filter(pk=loop.pk).update(state=LoopState.DECIDED)


def _seat(debrief: Debrief, member: Membership, at: datetime) -> CommitteeSeat:
    return CommitteeSeat(
        organization_id=debrief.organization_id,
        debrief=debrief,
        member=member,
        read_at=at + timedelta(hours=HOURS[DebriefState.VOTING] - 1),
        created_at=at,
    )


def _vote(debrief: Debrief, member: Membership, hire: bool, at: datetime, draws: Draws) -> Vote:
    agrees = not draws.share(DISSENT_SHARE)
    plain, strong = FOR if agrees == hire else AGAINST
    words = "The evidence carries it" if agrees else "I weigh the same evidence otherwise"
    return Vote(
        organization_id=debrief.organization_id,
        debrief=debrief,
        member=member,
        round=1,
        number=1,
        stage=DebriefState.VOTING,
        ballot=strong if draws.share(STRONG_SHARE) else plain,
        reason=f"{words}, above all where it counts for this role.",
        created_at=at + timedelta(hours=HOURS[DebriefState.DISCUSSING] - 1),
    )


def _steps(debrief: Debrief, decider: Membership, at: datetime) -> list[DebriefStep]:
    by_hand = (DebriefState.DECIDED, DebriefState.RELEASED)
    sources = [DebriefState.COLLECTING, *HOURS]
    return [
        DebriefStep(
            organization_id=debrief.organization_id,
            debrief=debrief,
            number=number,
            round=1,
            source=sources[number - 1],
            target=target,
            by=decider if target in by_hand else None,
            created_at=at + timedelta(hours=hours),
        )
        for number, (target, hours) in enumerate(HOURS.items(), start=1)
    ]
