"""A packet to be taken away: as data for programs, and as what is printed. Through the page's reading."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from accounts.models import Membership
from scoring.models import Decision, Vote
from scoring.packet_gaps import gaps_of
from scoring.packet_paper import PrintedPacket
from scoring.packet_words import adjusted_words
from scoring.queries.packet import PacketReading
from scoring.queries.votes import VotesReading, votes_of
from scoring.snapshot import Packet, decided_in
from scoring.spread import spread_of


def packet_file(reader: Membership, reading: PacketReading) -> Packet:
    """{"digest", "packet", "candidate_name", "state", "votes", "decision"}, as docs/packets.md explains.

    `digest` is of `packet` alone. Votes and decision are those that this reader may read; the name is empty
    for who may not know it. Two queries.
    """
    votes = votes_of(reader, reading.loop, reading.debrief, reading.packet)
    return {
        "digest": reading.digest,
        "packet": reading.packet,
        "candidate_name": reading.name,
        "state": str(reading.debrief.state),
        "votes": [_vote(name, vote) for name, vote in _readable(votes)],
        "decision": _decision(reading.decision) if reading.decision else None,
    }


def printed_packet(reader: Membership, reading: PacketReading, made_at: datetime) -> PrintedPacket:
    """All that is printed of a packet. Two queries."""
    spread = spread_of(reading.packet)
    votes = votes_of(reader, reading.loop, reading.debrief, reading.packet)
    return PrintedPacket(
        packet=reading.packet,
        digest=reading.digest,
        name=reading.name,
        standing=reading.debrief.get_state_display(),
        made_at=made_at,
        spread=spread,
        gaps=gaps_of(reading.packet, spread),
        adjusted=adjusted_words(reading.packet),
        votes=[_vote_words(name, vote) for name, vote in _readable(votes)],
        decision=_decided(reading.decision) if reading.decision else [],
    )


def _readable(votes: VotesReading) -> Iterable[tuple[str, Vote]]:
    """Every vote that the reader may read, by round and person, with whose it is."""
    for _, members in (*votes.rounds, (votes.debrief.round, votes.members)):
        for row in members:
            cast = (*row.replaced, row.second, *row.changes)
            yield from ((str(row.member), vote) for vote in cast if vote)


def _vote(name: str, vote: Vote) -> Packet:
    return {
        "member": str(vote.member_id),
        "name": name,
        "round": vote.round,
        "number": vote.number,
        "stage": vote.stage,
        "ballot": vote.ballot,
        "reason": vote.reason,
        "at": vote.created_at.isoformat(),
    }


def _vote_words(name: str, vote: Vote) -> str:
    stage = "" if vote.stage == "voting" else ", changed after the discussion"
    why = f": {vote.reason}" if vote.reason else ""
    return f"Round {vote.round}, {name}: {vote.get_ballot_display().lower()}{stage}{why}"


def _decision(decision: Decision) -> dict[str, Any]:
    return {
        "number": decision.number,
        "outcome": decision.outcome,
        "level": str(decision.level) if decision.level else "",
        "reasons": decision.reasons,
        "cites": decision.cites,
        "dissent": decision.dissent,
        "present": decision.present,
        "override": decision.override,
        "decided_by": str(decision.decided_by),
        "at": decision.created_at.isoformat(),
        "run": decision.run.number if decision.run else None,
        "digest": decision.digest,
    }


def _decided(decision: Decision) -> list[tuple[str, str]]:
    level = f", {decision.level}" if decision.level else ""
    present = ", ".join(f"{one['name']} ({one['part'].lower()})" for one in decision.present)
    at = f"{decision.created_at:%d %B %Y, %H:%M} UTC"
    rows = [
        ("Outcome", f"{decision.get_outcome_display()}{level}"),
        ("Reasons", decision.reasons),
        ("On this evidence", "\n".join(_cited(decision))),
        ("Dissent", decision.dissent or "None was recorded."),
        ("Present", present),
        ("Decided although something was not given", decision.override),
        ("Recorded by", f"{decision.decided_by}, {at}"),
        ("Digest of the decision", decision.digest),
    ]
    return [(name, text) for name, text in rows if text]


def _cited(decision: Decision) -> Iterable[str]:
    """What the reasons rest on, as it was written then."""
    for cite in decided_in(decision.snapshot).get("cites", []):
        yield f"{cite['name']} on {cite['criterion_name']}, {cite['verdict']}: {cite['text']}"
