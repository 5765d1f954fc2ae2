"""What an open packet is told of those in its room: as a stream, or by asking. Nothing of any content."""

import uuid
from functools import partial

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_GET, require_POST

from accounts.ground.request import MemberRequest
from accounts.ground.streaming import poll, stream
from scoring.queries.packet import open_packet
from scoring.queries.room import debrief_room as room_of
from scoring.queries.room import leave_room, topic_of
from scoring.views.together import read_tab


@require_GET
async def debrief_events(request: MemberRequest, org: str, loop: uuid.UUID) -> HttpResponseBase:
    """Server-sent events: how the debrief stands, again whenever that changes. It shows that one is here."""
    tab = read_tab(request.GET.get("tab"))
    read = partial(room_of, request.member, loop, tab=tab)
    leave = partial(leave_room, topic_of(loop), request.member, tab=tab)
    return await stream(request, topic_of(loop), read, leave)


@require_GET
def debrief_room(request: MemberRequest, org: str, loop: uuid.UUID) -> HttpResponse:
    """The same for a page that asks every few seconds: JSON with an ETag."""
    return poll(request, partial(room_of, request.member, loop, tab=read_tab(request.GET.get("tab"))))


@require_POST
def debrief_left(request: MemberRequest, org: str, loop: uuid.UUID) -> HttpResponse:
    """A page that asks says that it was closed; one that has a stream need not."""
    open_packet(request.member, loop)
    leave_room(topic_of(loop), request.member, tab=read_tab(request.POST.get("tab")))
    return HttpResponse(status=204)
