"""Writing a decision down with its packet, how it came to be, and a digest of every row behind it: shared by
recording one and by simulating a history of them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils import timezone

from accounts.models import Membership
from interviews.models import Loop
from questionbank.models import Level, Topic
from scoring.citing import Evidence
from scoring.models import Debrief, Decision
from scoring.queries.source_rows import columns_now, rows_behind
from scoring.queries.sources import Behind
from scoring.snapshot import SNAPSHOT_FORMAT, Packet, digest_of


@dataclass(frozen=True)
class Deciding:
    """A decision as it is to be recorded, checked."""

    outcome: str
    reasons: str
    level: Level | None = None
    topics: Sequence[Topic] = ()
    cites: Sequence[Evidence] = ()
    dissent: str = ""
    present: Sequence[dict[str, str]] = field(default_factory=list)  # {"member", "name", "part"}
    override: str = ""
    unmet: Sequence[str] = ()  # what the override goes over, sentences


def freeze_decision(
    loop: Loop,
    debrief: Debrief,
    deciding: Deciding,
    *,
    decider: Membership,
    packet: Packet,
    at: datetime | None = None,
) -> Decision:
    """Writes the decision with its snapshot. The debrief has taken its step to "decided" before.

    Asks no rule and looks at no state: that is for the callers, inside their transaction.
    """
    decision = Decision(
        organization_id=loop.organization_id,
        loop=loop,
        number=Decision.objects.filter(loop=loop).count() + 1,
        outcome=deciding.outcome,
        level=deciding.level,
        reasons=deciding.reasons.strip(),
        cites=[line.row for line in deciding.cites],
        dissent=deciding.dissent.strip(),
        present=list(deciding.present),
        override=deciding.override,
        decided_by=decider,
        run=debrief.run,
        created_at=at or timezone.now(),
    )
    decision.snapshot = _snapshot(decision, debrief, deciding, packet)
    decision.digest = digest_of(decision.snapshot)
    decision.save(force_insert=True)
    if deciding.topics:
        decision.topics.set(deciding.topics)
    return decision


def _snapshot(decision: Decision, debrief: Debrief, deciding: Deciding, packet: Packet) -> Packet:
    return {
        "format": SNAPSHOT_FORMAT,
        "packet": packet,
        "protocol": _protocol(debrief),
        "decision": _decided(decision, deciding),
        "columns": columns_now(),
        "sources": rows_behind(Behind(decision.loop, debrief.run)),
    }


def _decided(decision: Decision, deciding: Deciding) -> Packet:
    return {
        "id": str(decision.pk),
        "loop": str(decision.loop_id),
        "number": decision.number,
        "at": _moment(decision.created_at),
        "by": _person(decision.decided_by),
        "outcome": decision.outcome,
        "outcome_word": decision.get_outcome_display(),
        "level": _named(deciding.level) if deciding.level else None,
        "topics": sorted((_named(topic) for topic in deciding.topics), key=lambda row: row["id"]),
        "reasons": decision.reasons,
        "cites": [line.quote for line in deciding.cites],
        "dissent": decision.dissent,
        "present": decision.present,
        "override": decision.override,
        "unmet": list(deciding.unmet),
        "run": str(decision.run_id) if decision.run_id else None,
    }


def _protocol(debrief: Debrief) -> Packet:
    """Steps, committee, vetoes and votes, changes among them, as they stand. Four queries."""
    seats = debrief.committee.select_related("member__user", "appointed_by__user")
    return {
        "round": debrief.round,
        "facilitator": _person(debrief.facilitator),
        "run": str(debrief.run_id) if debrief.run_id else None,
        "steps": [
            {
                "number": step.number,
                "round": step.round,
                "source": step.source,
                "target": step.target,
                "by": _person(step.by),
                "at": _moment(step.created_at),
                "reason": step.reason,
                "unmet": step.unmet,
            }
            for step in debrief.steps.select_related("by__user")
        ],
        "committee": [
            _person(seat.member)
            | {
                "state": seat.state,
                "reason": seat.reason,
                "read_at": _moment(seat.read_at),
                "appointed_by": _person(seat.appointed_by),
            }
            for seat in seats
        ],
        "vetoes": _vetoes(debrief),
        "votes": _votes(debrief),
    }


def _vetoes(debrief: Debrief) -> list[Packet]:
    return [
        _person(veto.member)
        | {
            "round": veto.round,
            "reason": veto.reason,
            "at": _moment(veto.created_at),
            "withdrawn_at": _moment(veto.withdrawn_at),
            "withdrawn_reason": veto.withdrawn_reason,
        }
        for veto in debrief.vetoes.select_related("member__user")
    ]


def _votes(debrief: Debrief) -> list[Packet]:
    return [
        _person(vote.member)
        | {
            "round": vote.round,
            "number": vote.number,
            "stage": vote.stage,
            "ballot": vote.ballot,
            "ballot_word": vote.get_ballot_display(),
            "reason": vote.reason,
            "at": _moment(vote.created_at),
        }
        for vote in debrief.votes.select_related("member__user").order_by("created_at", "pk")
    ]


def _person(member: Membership | None) -> dict[str, Any]:
    """Who; empty for nobody."""
    return {"member": str(member.pk), "name": str(member)} if member else {}


def _named(row: Level | Topic) -> dict[str, str]:
    return {"id": str(row.pk), "name": row.name}


def _moment(at: datetime | None) -> str | None:
    return at.isoformat() if at else None
