"""Packets and decisions as frozen: their digest, and what is where in a decision's snapshot. Pure.

A snapshot of format 3 is {"format", "packet", "protocol", "decision", "columns", "sources"}: the packet as it
was shown, how the committee came to its decision, the decision itself, and a digest of every row behind it.
Snapshots of earlier decisions are the packet alone.
"""

import hashlib
import json
from typing import Any

Packet = dict[str, Any]
SNAPSHOT_FORMAT = 3  # of new snapshots; the packet in it has a format of its own


def canonical_json(content: Packet) -> str:
    """JSON with sorted keys and no spaces; ValueError for NaN, which would not survive the database."""
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def digest_of(content: Packet) -> str:
    """SHA-256 of the canonical JSON, 64 hexadecimal digits."""
    return hashlib.sha256(canonical_json(content).encode()).hexdigest()


def is_whole(snapshot: Packet) -> bool:
    """Whether it holds how it was decided and what stood behind it, not the packet alone."""
    return "sources" in snapshot


def packet_in(snapshot: Packet) -> Packet:
    """The packet as the deciders saw it, of a snapshot of any format."""
    return dict(snapshot["packet"]) if is_whole(snapshot) else snapshot


def protocol_in(snapshot: Packet) -> Packet:
    """Steps, committee, vetoes and votes until the decision; {} of decisions before there were debriefs."""
    return dict(snapshot["protocol"]) if is_whole(snapshot) else {}


def decided_in(snapshot: Packet) -> Packet:
    """What was decided, in full, names and quotes as they were then; {} of decisions of the packet alone."""
    return dict(snapshot["decision"]) if is_whole(snapshot) else {}
