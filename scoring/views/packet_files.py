"""A packet as a file: JSON for programs, PDF for paper. As the page: the same doors, the same content."""

import uuid

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.ground.request import MemberRequest
from accounts.models import Membership
from scoring.actions.note_packet_opening import note_packet_opening
from scoring.packet_paper import packet_pdf as make_packet
from scoring.queries.packet import PacketReading, is_noted, read_packet
from scoring.queries.packet_files import packet_file, printed_packet
from scoring.snapshot import canonical_json


@never_cache
@require_safe
def packet_json(request: MemberRequest, org: str, loop: uuid.UUID) -> HttpResponse:
    """The packet with its digest, and votes and decision as far as the reader may read them."""
    reading = open_and_note(request.member, loop)
    content = canonical_json(packet_file(request.member, reading))
    headers = {"Content-Disposition": f'attachment; filename="packet-{loop.hex[:8]}.json"'}
    return HttpResponse(content, content_type="application/json", headers=headers)


@never_cache
@require_safe
def packet_pdf(request: MemberRequest, org: str, loop: uuid.UUID) -> HttpResponse:
    """The same on paper, its pages numbered, with the digest at the foot of each."""
    reading = open_and_note(request.member, loop)
    made = reading.decision.created_at if reading.decision else timezone.now()
    headers = {"Content-Disposition": f'inline; filename="packet-{loop.hex[:8]}.pdf"'}
    content = make_packet(printed_packet(request.member, reading, made))
    return HttpResponse(content, content_type="application/pdf", headers=headers)


def open_and_note(reader: Membership, loop: uuid.UUID) -> PacketReading:
    """The packet for this reader, and that they have opened it is noted, once. Refused as `read_packet`."""
    reading = read_packet(reader, loop)
    if not is_noted(reading.loop):
        note_packet_opening(actor=reader, loop=reading.loop)
    return reading
