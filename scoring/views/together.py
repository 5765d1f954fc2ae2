"""What an open sheet is told of the others who sit in the session: as a stream, or by asking."""

import uuid
from functools import partial

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_GET, require_POST

from accounts.ground.request import MemberRequest
from accounts.ground.streaming import poll, stream
from accounts.ground.verdict import Invalid
from scoring.forms import read_uuid
from scoring.queries.together import go_away, go_to, together, topic_of


@require_GET
async def live_events(request: MemberRequest, org: str, session: uuid.UUID) -> HttpResponseBase:
    """Server-sent events: how things stand, and again whenever that changes. It shows that one is here."""
    tab = read_tab(request.GET.get("tab"))
    read = partial(together, request.member, session, tab=tab)
    leave = partial(go_away, request.member, session, tab=tab)
    return await stream(request, topic_of(session), read, leave)


@require_GET
def live_together(request: MemberRequest, org: str, session: uuid.UUID) -> HttpResponse:
    """The same for a page that asks every few seconds: JSON with an ETag."""
    read = partial(together, request.member, session, tab=read_tab(request.GET.get("tab")))
    return poll(request, read)


@require_POST
def live_here(request: MemberRequest, org: str, session: uuid.UUID) -> HttpResponse:
    """Takes from the page's script which question one is on."""
    question = read_uuid(request.POST.get("question"), "question")
    if question is None:
        raise Invalid("No question was named.", {"question": "Which question?"})
    go_to(request.member, session, tab=read_tab(request.POST.get("tab")), question=question)
    return HttpResponse(status=204)


def read_tab(given: str | None) -> str:
    """The name of the page's tab, which it chose itself; one that names none counts as one tab."""
    return str(read_uuid(given, "tab") or uuid.UUID(int=0))
