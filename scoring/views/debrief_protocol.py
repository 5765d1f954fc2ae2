"""The strip at the top of a packet: where the debrief stands, and what this person does next."""

from typing import Any

from accounts.ground.request import MemberRequest
from scoring.queries.packet import PacketReading


def protocol_context(request: MemberRequest, reading: PacketReading) -> dict[str, Any]:
    """What templates/scoring/debrief_protocol.html shows."""
    return {}
