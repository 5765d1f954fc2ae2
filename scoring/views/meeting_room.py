"""A meeting as it runs: its clock, and what its open pages are told, as a stream or by asking."""

import uuid
from functools import partial

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST

from accounts.ground.request import MemberRequest
from accounts.ground.streaming import poll, stream
from scoring.access import meeting_of
from scoring.actions.end_item import end_item
from scoring.actions.end_meeting import end_meeting
from scoring.actions.start_item import start_item
from scoring.actions.start_meeting import start_meeting
from scoring.queries.meetings import meeting_room as room_of
from scoring.queries.meetings import topic_of
from scoring.queries.room import leave_room
from scoring.views.together import read_tab


@require_POST
def meeting_start(request: MemberRequest, org: str, meeting: uuid.UUID) -> HttpResponse:
    """Starts its clock, before the first item."""
    start_meeting(actor=request.member, meeting_id=meeting)
    return redirect("meeting", org=org, meeting=meeting)


@require_POST
def meeting_end(request: MemberRequest, org: str, meeting: uuid.UUID) -> HttpResponse:
    """Ends it, and the item that runs."""
    end_meeting(actor=request.member, meeting_id=meeting)
    return redirect("meeting", org=org, meeting=meeting)


@require_POST
def item_start(request: MemberRequest, org: str, meeting: uuid.UUID, agenda_item: uuid.UUID) -> HttpResponse:
    """Goes to this item."""
    start_item(actor=request.member, meeting_id=meeting, item_id=agenda_item)
    return redirect("meeting", org=org, meeting=meeting)


@require_POST
def item_end(request: MemberRequest, org: str, meeting: uuid.UUID, agenda_item: uuid.UUID) -> HttpResponse:
    """Ends this item."""
    end_item(actor=request.member, meeting_id=meeting, item_id=agenda_item)
    return redirect("meeting", org=org, meeting=meeting)


@require_GET
async def meeting_events(request: MemberRequest, org: str, meeting: uuid.UUID) -> HttpResponseBase:
    """Server-sent events: how the meeting stands, again whenever that changes. It shows that one is here."""
    tab = read_tab(request.GET.get("tab"))
    read = partial(room_of, request.member, meeting, tab=tab)
    leave = partial(leave_room, topic_of(meeting), request.member, tab=tab)
    return await stream(request, topic_of(meeting), read, leave)


@require_GET
def meeting_room(request: MemberRequest, org: str, meeting: uuid.UUID) -> HttpResponse:
    """The same for a page that asks every few seconds: JSON with an ETag."""
    return poll(request, partial(room_of, request.member, meeting, tab=read_tab(request.GET.get("tab"))))


@require_POST
def meeting_left(request: MemberRequest, org: str, meeting: uuid.UUID) -> HttpResponse:
    """A page that asks says that it was closed; one that has a stream need not."""
    meeting_of(request.member, meeting)
    leave_room(topic_of(meeting), request.member, tab=read_tab(request.POST.get("tab")))
    return HttpResponse(status=204)
