"""The strip at the top of a packet: where the debrief stands, and what this person does next; and the page of
the strip alone, for who plans a loop and does not read its packet.
"""

import uuid
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from accounts.ground.request import MemberRequest
from interviews.models import Loop
from scoring.debrief_strip import strip_of
from scoring.enums import DebriefState
from scoring.models import Debrief
from scoring.queries.committee import Eligible, eligible_for
from scoring.queries.debriefs import debrief_of, open_debrief, protocol_of
from scoring.queries.packet import PacketReading
from scoring.queries.room import sign_of
from scoring.rules import knows_that_decided


def protocol_context(request: MemberRequest, reading: PacketReading) -> dict[str, Any]:
    """What templates/scoring/debrief_protocol.html shows. Seven queries, one more where topics are wanted."""
    knows = knows_that_decided(request.member, told=reading.decision is not None)
    context = _strip(request, reading.loop, reading.debrief, knows_decided=knows, digest=reading.digest)
    protocol, state = context["protocol"], context["strip"].state
    room_open = state != DebriefState.RELEASED and not protocol.cancelled
    return context | {"sign": sign_of(state, protocol.round), "room_open": room_open}


@require_safe
def debrief_setup(request: MemberRequest, org: str, loop: uuid.UUID) -> HttpResponse:
    """The debrief for who plans the loop: who takes part, who leads, the steps; nothing that cards, votes or
    reasons say. Who reads the packet is told that all of it stands there.
    """
    row = open_debrief(request.member, loop)
    reads = vars(row)["packet_open"]
    context = {} if reads else _strip(request, row, debrief_of(row), knows_decided=False)
    return render(request, "scoring/debrief_setup.html", context | {"loop": row})


def back_to_debrief(request: MemberRequest, loop: uuid.UUID) -> HttpResponseRedirect:
    """To the page on which this person follows the debrief, as they may open it now."""
    opened = vars(open_debrief(request.member, loop))["packet_open"]
    return redirect("packet" if opened else "debrief_setup", org=request.organization.slug, loop=loop)


def _strip(
    request: MemberRequest, loop: Loop, debrief: Debrief, *, knows_decided: bool, digest: str = ""
) -> dict[str, Any]:
    protocol = protocol_of(request.member, loop, debrief)
    strip = strip_of(protocol, knows_decided=knows_decided, digest=digest)
    asks = protocol.rights.appoint or protocol.rights.name_facilitator
    return {
        "strip": strip,
        "protocol": strip.protocol,
        "eligible": eligible_for(loop, debrief) if asks else Eligible([], []),
    }
