"""The protocol of a debrief as one person reads it: where it stands, who takes part, what happened, what is
next. No vote, no rating, no decision is in it.
"""

import uuid
from dataclasses import dataclass, replace
from datetime import datetime

from accounts.ground.verdict import Verdict, no
from accounts.models import Membership
from interviews.enums import LoopState
from interviews.models import Loop
from scoring.debriefing.moving import Move, moves
from scoring.debriefing.rights import (
    may_appoint,
    may_confirm,
    may_name_facilitator,
    may_recuse,
    may_take_seat,
    may_veto,
    may_withdraw,
)
from scoring.debriefing.standing import Standing
from scoring.debriefing.table import Part, transition
from scoring.enums import CommitteeState, DebriefState
from scoring.models import CommitteeSeat, Debrief, DebriefStep, Veto
from scoring.queries.debrief_facts import DebriefFacts, facts_of, leader_of
from scoring.visibility_votes import CLOSED_VOTE, readable_vetoes


@dataclass(frozen=True)
class Chair:
    """A committee member in this debrief: whether they have read and voted, never what."""

    id: uuid.UUID
    member: uuid.UUID
    name: str
    read: bool
    voted: bool
    own: bool
    appointed_by: str


@dataclass(frozen=True)
class Recused:
    """Somebody who will neither read nor judge here, and why; no reason for who does not read the packet."""

    name: str
    reason: str


@dataclass(frozen=True)
class Forbidden:
    """A veto, standing or withdrawn."""

    name: str
    at: datetime
    reason: str
    round: int
    withdrawn_at: datetime | None
    withdrawn_reason: str


@dataclass(frozen=True)
class Taken:
    """One step that was taken. `by` is empty where it went on by itself."""

    number: int
    round: int
    verb: str
    source: DebriefState
    target: DebriefState
    by: str
    at: datetime
    reason: str
    unmet: tuple[str, ...]


@dataclass(frozen=True)
class Rights:
    """What this person may do besides the moves."""

    take_seat: Verdict
    appoint: Verdict
    name_facilitator: Verdict
    confirm: Verdict
    recuse: Verdict
    veto: Verdict
    withdraw_veto: Verdict


@dataclass(frozen=True)
class Protocol:
    """All of it. `standing` names who forbids a hire to those only who may know; `version` goes with whoever
    moves it on, so that nobody acts on what they have not seen.
    """

    state: DebriefState
    round: int
    version: int
    standing: Standing
    facilitator: uuid.UUID | None
    read_by: datetime | None
    vote_by: datetime | None
    committee: tuple[Chair, ...]
    recused: tuple[Recused, ...]
    vetoes: tuple[Forbidden, ...]
    steps: tuple[Taken, ...]
    moves: tuple[Move, ...]
    parts: frozenset[Part]
    rights: Rights
    owed_anew: str  # a sentence: who owes a card though reading has begun; empty: nobody
    cancelled: bool

    @property
    def state_word(self) -> str:
        """The state in words."""
        return str(self.state.label)

    @property
    def veto(self) -> Forbidden | None:
        """The one that stands."""
        return next((one for one in self.vetoes if one.withdrawn_at is None), None)

    @property
    def own(self) -> Chair | None:
        """The reader's own place in the committee."""
        return next((chair for chair in self.committee if chair.own), None)


def protocol(
    actor: Membership, loop: Loop, debrief: Debrief, parts: frozenset[Part], now: datetime
) -> Protocol:
    """The protocol for somebody with these parts. Five queries, seven where all topics are wanted."""
    facts = facts_of([loop.pk])[loop.pk]
    reads = bool(vars(loop).get("packet_open", True))
    vetoes = list(readable_vetoes(actor, debrief).select_related("member__user"))
    stands = next((str(veto.member) for veto in vetoes if veto.withdrawn_at is None), "")
    standing = replace(facts.standing(debrief, now), veto=stands)
    cancelled = loop.state == LoopState.CANCELLED
    leads = leader_of(facts, debrief)
    return Protocol(
        state=standing.state,
        round=debrief.round,
        version=debrief.version,
        standing=standing,
        facilitator=leads.pk if leads else None,
        read_by=debrief.read_by,
        vote_by=debrief.vote_by,
        committee=tuple(_chair(actor, chair) for chair in facts.voters()),
        recused=tuple(_recused(chair, reads) for chair in facts.chairs if _is_recused(chair)),
        vetoes=tuple(_forbidden(veto) for veto in vetoes),
        steps=tuple(_taken(step, _told(step, debrief, parts, reads)) for step in _steps(debrief)),
        moves=() if cancelled else moves(standing, parts),
        parts=parts,
        rights=_rights(actor, loop, facts, standing, parts, vetoes),
        owed_anew=_owed_anew(standing),
        cancelled=cancelled,
    )


def _rights(
    actor: Membership,
    loop: Loop,
    facts: DebriefFacts,
    standing: Standing,
    parts: frozenset[Part],
    vetoes: list[Veto],
) -> Rights:
    if loop.state == LoopState.CANCELLED:
        closed = no("This loop was cancelled: its debrief goes no further.")
        return Rights(*[closed] * 7)
    own = next((chair for chair in facts.voters() if chair.member_id == actor.pk), None)
    stands = next((veto for veto in vetoes if veto.withdrawn_at is None), None)
    return Rights(
        take_seat=may_take_seat(standing, parts),
        appoint=may_appoint(standing, parts),
        name_facilitator=may_name_facilitator(standing, parts),
        confirm=may_confirm(standing, parts)
        if own is None or own.read_at is None
        else no("You have read it."),
        recuse=may_recuse(standing, parts),
        veto=may_veto(standing, parts, allowed=loop.organization.veto),
        withdraw_veto=may_withdraw(standing, own=bool(stands and stands.member_id == actor.pk)),
    )


def _chair(actor: Membership, chair: CommitteeSeat) -> Chair:
    return Chair(
        id=chair.pk,
        member=chair.member_id,
        name=str(chair.member),
        read=chair.read_at is not None,
        voted=vars(chair)["voted"],
        own=chair.member_id == actor.pk,
        appointed_by=str(chair.appointed_by) if chair.appointed_by else "",
    )


def _is_recused(chair: CommitteeSeat) -> bool:
    return chair.state == CommitteeState.RECUSED


def _recused(chair: CommitteeSeat, reads: bool) -> Recused:
    return Recused(str(chair.member), chair.reason if reads else "")


def _forbidden(veto: Veto) -> Forbidden:
    return Forbidden(
        name=str(veto.member),
        at=veto.created_at,
        reason=veto.reason,
        round=veto.round,
        withdrawn_at=veto.withdrawn_at,
        withdrawn_reason=veto.withdrawn_reason,
    )


def _steps(debrief: Debrief) -> list[DebriefStep]:
    return list(DebriefStep.objects.filter(debrief_id=debrief.pk).select_related("by__user"))


def _told(step: DebriefStep, debrief: Debrief, parts: frozenset[Part], reads: bool) -> bool:
    """Whether the reason may be read: once the vote has closed it may tell of votes and decision, and is as
    open as they are.
    """
    if step.source in CLOSED_VOTE and debrief.state != DebriefState.RELEASED:
        return reads and bool(parts & {Part.COMMITTEE, Part.FACILITATOR})
    return reads


def _taken(step: DebriefStep, told: bool) -> Taken:
    known = transition(DebriefState(step.source), DebriefState(step.target))
    return Taken(
        number=step.number,
        round=step.round,
        verb=known.verb if known else "",
        source=DebriefState(step.source),
        target=DebriefState(step.target),
        by=str(step.by) if step.by else "",
        at=step.created_at,
        reason=step.reason if told else "",
        unmet=tuple(step.unmet),
    )


def _owed_anew(standing: Standing) -> str:
    if standing.state == DebriefState.COLLECTING or not standing.owed:
        return ""
    return f"Reading has begun, and a card is still owed by: {', '.join(standing.owed)}."
