"""The strip at the top of a packet: where the debrief stands, and what this person does next."""

from typing import Any

from accounts.ground.request import MemberRequest
from scoring.debrief_strip import strip_of
from scoring.enums import DebriefState
from scoring.queries.committee import Eligible, eligible_for
from scoring.queries.debriefs import protocol_of
from scoring.queries.packet import PacketReading
from scoring.queries.room import sign_of
from scoring.rules import knows_that_decided


def protocol_context(request: MemberRequest, reading: PacketReading) -> dict[str, Any]:
    """What templates/scoring/debrief_protocol.html shows. Seven queries, one more where topics are wanted."""
    loop, debrief = reading.loop, reading.debrief
    protocol = protocol_of(request.member, loop, debrief)
    knows = knows_that_decided(request.member, told=reading.decision is not None)
    strip = strip_of(protocol, knows_decided=knows, digest=reading.digest)
    asks = protocol.rights.appoint or protocol.rights.name_facilitator
    return {
        "strip": strip,
        "protocol": strip.protocol,
        "eligible": eligible_for(loop, debrief) if asks else Eligible([], []),
        "sign": sign_of(strip.state, protocol.round),
        "room_open": strip.state != DebriefState.RELEASED and not protocol.cancelled,
    }
