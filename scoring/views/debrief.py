"""One packet, as a page."""

import uuid
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_safe

from accounts.ground.request import MemberRequest
from accounts.ground.verdict import Denied
from accounts.models import Membership
from interviews.access import loop_of
from scoring.packet_gaps import gaps_of
from scoring.packet_words import adjusted_words
from scoring.queries.packet import PacketReading
from scoring.rules import may_override, may_read_calibration
from scoring.snapshot import Packet
from scoring.spread import spread_of
from scoring.views.debrief_protocol import protocol_context
from scoring.views.decisions import decision_context
from scoring.views.packet_files import open_and_note
from scoring.views.votes import votes_context
from scoring.visibility import is_blind


@require_safe
def packet(request: MemberRequest, org: str, loop: uuid.UUID) -> HttpResponse:
    """One packet: where its debrief stands, the evidence, the votes, the decision."""
    try:
        reading = open_and_note(request.member, loop)
    except Denied as closed:
        return _closed(request, loop, closed)
    context = packet_context(request.member, reading) | protocol_context(request, reading)
    context |= votes_context(request, reading)
    context |= decision_context(request, reading, context["protocol"].parts)
    return render(request, "scoring/packet.html", context)


def _closed(request: MemberRequest, loop: uuid.UUID, closed: Denied) -> HttpResponse:
    """The refusal; an administrator who owes a card is shown the way around it, and what it costs."""
    if not (may_override(request.member) and is_blind(request.member, loop_of(request.member, loop))):
        raise closed
    context = {"reason": closed.reason, "loop": loop}
    return render(request, "scoring/packet_closed.html", context, status=403)


def packet_context(reader: Membership, reading: PacketReading) -> dict[str, Any]:
    """What the packet itself shows, live or frozen, of any format. No query."""
    content = reading.packet
    spread = spread_of(content)
    return {
        "reading": reading,
        "packet": content,
        "loop": content["loop"],
        "cards": [_with_times(card) for card in content["cards"]],
        "overrides": [{**one, "day": parse_datetime(one["at"])} for one in content.get("overrides", [])],
        "spread": spread,
        "gaps": gaps_of(content, spread),
        "adjusted": adjusted_words(content),
        "may_read_run": may_read_calibration(reader),
    }


def _with_times(card: Packet) -> Packet:
    """The card's times as such; packets of format 1 know of no amendments."""
    amendments = [{**one, "when": parse_datetime(one["at"])} for one in card.get("amendments", [])]
    return {**card, "submitted": parse_datetime(card["submitted_at"] or ""), "amendments": amendments}
