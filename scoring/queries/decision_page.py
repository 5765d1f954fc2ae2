"""What the pages around a decision show: what was decided and what may be done about it, and the form."""

from dataclasses import dataclass, field

from accounts.enums import Role
from accounts.ground.verdict import Verdict, no
from accounts.models import Membership
from interviews.models import Loop
from interviews.rules import may_plan
from questionbank.models import Level, Topic
from scoring import rules
from scoring.citing import Pile, evidence_in, piles_of
from scoring.debriefing.table import Part
from scoring.enums import Ballot, DebriefState, Outcome
from scoring.models import Decision, Vote
from scoring.queries.debriefs import parts_of
from scoring.queries.decisions import (
    Person,
    decisions_on,
    in_the_room,
    people_of,
    topics_of,
    unmet_until_discussed,
)
from scoring.queries.packet import PacketReading, sat_in
from scoring.snapshot import Packet, decided_in, protocol_in
from scoring.visibility_votes import may_read_decision, readable_vetoes, readable_votes

FIRST_REOPENED = 5  # the version of a debrief that may have been decided and reopened
FOR, AGAINST = (Ballot.YES, Ballot.STRONG_YES), (Ballot.NO, Ballot.STRONG_NO)
DECIDED = (DebriefState.DECIDED, DebriefState.RELEASED)


@dataclass(frozen=True)
class DecisionPart:
    """What the page of a packet shows of its decision, for one reader."""

    decision: Decision | None
    decided: Packet  # as kept with it; {} of decisions of the packet alone
    contrary: list[Packet]  # votes that went otherwise
    released: bool
    earlier: list[Decision]  # reopened ones
    record: Verdict
    verify: bool
    follow_up: bool  # whether the reader is offered to plan it
    topics: list[Packet] = field(default_factory=list)


@dataclass(frozen=True)
class DecisionSheet:
    """What the form needs to record a decision."""

    piles: list[Pile]
    levels: list[Level]
    topics: list[Topic]  # of the blueprint and of what was asked
    other_topics: list[Topic]
    people: list[Person]
    here: set[str]
    votes: list[Vote]  # the last of each member in this round
    veto: str
    unmet: list[str]


def decision_part(
    actor: Membership, reading: PacketReading, parts: frozenset[Part] | None = None
) -> DecisionPart:
    """What this reader is shown of the decision on the packet before them. One query where nobody has asked
    for their `parts` yet, one more where there were earlier decisions or what follows is offered.
    """
    loop, debrief, decision = reading.loop, reading.debrief, reading.decision
    parts = parts_of(actor, loop, debrief) if parts is None else parts
    state = DebriefState(debrief.state)
    decided = decided_in(decision.snapshot) if decision else {}
    released = bool(decision) and state != DebriefState.DECIDED
    more = decision is not None and decision.outcome == Outcome.MORE_EVIDENCE
    return DecisionPart(
        decision=decision,
        decided=decided,
        contrary=contrary(decision.outcome, protocol_in(decision.snapshot)) if decision else [],
        released=released,
        earlier=_earlier(actor, reading),
        record=_may_record(actor, reading, parts),
        verify=decision is not None and may_verify(actor),
        follow_up=more and released and bool(may_plan(actor)),
        topics=decided.get("topics", []),
    )


def may_verify(actor: Membership) -> bool:
    """Whether this member has decisions verified, of those that they may read."""
    return actor.has(Role.COMMITTEE, Role.ADMIN)


def contrary(outcome: str, protocol: Packet) -> list[Packet]:
    """The last votes that went otherwise than it was decided; [] where no side was taken."""
    if outcome == Outcome.MORE_EVIDENCE or not protocol:
        return []
    wanted = AGAINST if outcome == Outcome.NO_HIRE else FOR
    last = {vote["member"]: vote for vote in protocol["votes"] if vote["round"] == protocol["round"]}
    return [vote for vote in last.values() if vote["ballot"] not in (*wanted, Ballot.ABSTAIN)]


def decision_sheet(actor: Membership, reading: PacketReading) -> DecisionSheet:
    """What the form shows to somebody who may record. Ten queries, and the room's memory."""
    loop, debrief = reading.loop, reading.debrief
    own, others = topics_of(loop)
    vetoes = readable_vetoes(actor, debrief).filter(withdrawn_at=None)
    veto = vetoes.select_related("member__user").first()
    rows = readable_votes(actor, debrief).filter(round=debrief.round).select_related("member__user")
    votes = {vote.member_id: vote for vote in rows.order_by("number")}
    return DecisionSheet(
        piles=piles_of(evidence_in(reading.packet)),
        levels=list(Level.objects.exclude(pk=loop.level_id)),
        topics=own,
        other_topics=others,
        people=people_of(loop, debrief),
        here=in_the_room(loop),
        votes=list(votes.values()),
        veto=f"{veto.member}: {veto.reason}" if veto else "",
        unmet=unmet_until_discussed(loop, debrief),
    )


def decisions_to_verify(actor: Membership, loop: Loop) -> list[Decision]:
    """All decisions on a loop for who may have them verified; else Denied."""
    if not may_verify(actor):
        no("Decisions are verified by committee members and administrators.").require()
    debrief = getattr(loop, "debrief", None)
    if debrief is not None:
        may_read_decision(actor, loop, debrief).require()
    rows = Decision.objects.filter(loop=loop).select_related("loop", "decided_by__user", "run")
    return list(rows.order_by("-number"))


def _earlier(actor: Membership, reading: PacketReading) -> list[Decision]:
    """Decisions that were reopened, for who may read them."""
    if reading.decision is not None:
        if reading.decision.number == 1:
            return []
    elif reading.debrief.version < FIRST_REOPENED or not may_read_decision(
        actor, reading.loop, reading.debrief
    ):
        return []
    kept = reading.decision.pk if reading.decision else None
    return [one for one in decisions_on(reading.loop) if one.pk != kept]


def _may_record(actor: Membership, reading: PacketReading, parts: frozenset[Part]) -> Verdict:
    """Whether the form is offered, for what is missing with an override."""
    judge = rules.may_judge(interviewed=sat_in(reading.loop))
    if not judge:
        return judge
    if reading.debrief.state in DECIDED:
        return no("This loop is decided.") if reading.decision else _reader()
    if not any(card["counted"] for card in reading.packet["cards"]):
        return no("No card has been handed in for this loop: there is nothing to decide on.")
    discussing = reading.debrief.state == DebriefState.DISCUSSING
    if discussing or parts & {Part.FACILITATOR, Part.ADMIN}:
        return rules.may_record(parts, missing=not discussing, override=Part.VOTER not in parts)
    return no("The decision opens once the vote is closed.") if actor.has(Role.COMMITTEE) else _reader()


def _reader() -> Verdict:
    return no("Only a committee member who takes part in this debrief records the decision.")
