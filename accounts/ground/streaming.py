"""Server-sent events, and the same by asking: a page is told how things stand, again whenever they change.

Both are given `read`: a function that says how things stand, as plain data, and checks each time that the
person may still know; None or a 404 from it means that there is nothing more to come. It runs in a thread,
with the organisation of the request open.

    async def live_events(request, org, session):
        return await stream(request, f"session:{session}", partial(together, request.member, session))

An address that streams ends with `/events/`: by that the web process knows it (deploy/asgi.py). A server
without streams (deploy.wsgi) answers 406, and the page asks at the address of `poll` instead.
"""

import asyncio
import hashlib
import json
import zlib
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from threading import Lock
from typing import Any

import structlog
from asgiref.sync import sync_to_async
from django.conf import settings
from django.contrib.auth import get_user
from django.core.handlers.asgi import ASGIRequest
from django.core.serializers.json import DjangoJSONEncoder
from django.db import DatabaseError, connections
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from redis.exceptions import RedisError

from accounts.access import membership_for
from accounts.ground.listening import Listener, hub
from accounts.ground.tenancy import organization_scope

log = structlog.get_logger()
State = dict[str, Any] | list[Any]
Read = Callable[[], State | None]
READERS = 2  # threads of a process that look again for open pages; each may hold a connection
_readers = ThreadPoolExecutor(READERS, thread_name_prefix="stream")


class _SignedOut(Exception):
    """Who opened the page is no longer signed in, or no member any more."""


async def stream(
    request: HttpRequest, topic: str, read: Read, leave: Callable[[], None] | None = None
) -> HttpResponseBase:
    """An answer that stays open: how things stand now, and again at every announcement that changed it.

    At the latest every STREAM_BEAT_SECONDS it looks again, and sends a comment if nothing changed. It ends by
    itself when `read` gives None, when the person signs out, and when they open too many; `leave` runs at the
    end, whatever ended it. 204 if there is nothing to tell: a browser then asks no more.
    """
    if not isinstance(request, ASGIRequest):
        await sync_to_async(read)()  # who may not know learns nothing, not even this
        return HttpResponse("This server has no streams.", status=406, content_type="text/plain")
    heard = hub().heard
    state, owner = await sync_to_async(_first)(request, topic, read)
    if state is None:
        return HttpResponse(status=204)
    events = _events(request, topic, owner, read, state, heard, leave)
    answer = StreamingHttpResponse(events, content_type="text/event-stream")
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["X-Accel-Buffering"] = "no"  # nginx would hold it back
    return answer


def poll(request: HttpRequest, read: Read) -> HttpResponse:
    """How things stand, as JSON with an ETag; 304 if the asker has it already, 204 if nothing more comes."""
    state = read()
    if state is None:
        return HttpResponse(status=204)
    text = canonical(state)
    tag = f'"{hashlib.sha256(text.encode()).hexdigest()[:32]}"'
    known = request.headers.get("If-None-Match", "") == tag
    answer = HttpResponse(status=304) if known else HttpResponse(text, content_type="application/json")
    answer.headers["ETag"] = tag
    answer.headers["Cache-Control"] = "no-store"
    return answer


def canonical(state: State) -> str:
    """The state as JSON, on one line, the same text for the same state."""
    return json.dumps(state, sort_keys=True, separators=(",", ":"), cls=DjangoJSONEncoder)


def _first(request: HttpRequest, topic: str, read: Read) -> tuple[State | None, str]:
    """How things stand, and whose stream it is."""
    return read(), str(request.user.pk) if request.user.is_authenticated else f"guest of {topic}"


async def _events(
    request: HttpRequest,
    topic: str,
    owner: str,
    read: Read,
    state: State | None,
    heard: int,
    leave: Callable[[], None] | None,
) -> AsyncIterator[str]:
    # Not all at once after a restart; the same person always after the same pause, so that it tells nothing.
    yield f"retry: {2000 + zlib.crc32(owner.encode()) % 4000}\n\n"
    sent = ""
    turn = Lock()  # who leaves while the page is looking again leaves after it, not before
    try:
        with hub().listening(topic, owner, heard) as listener:
            while state is not None and not listener.over:
                text = canonical(state)
                yield f"data: {text}\n\n" if text != sent else ": still here\n\n"
                sent = text
                await listener.wait(settings.STREAM_BEAT_SECONDS)
                state = await _look_again(request, read, state, listener, turn)
            if listener.over != "restart":
                yield f"event: end\ndata: {listener.over or 'closed'}\n\n"
    finally:
        if leave is not None:
            _readers.submit(_leave, request, leave, turn)


async def _look_again(
    request: HttpRequest, read: Read, state: State, listener: Listener, turn: Lock
) -> State | None:
    """The new state; the old one while it cannot be had, None at the end."""
    if listener.over:
        return state
    try:
        return await asyncio.get_running_loop().run_in_executor(_readers, _read, request, read, turn)
    except _SignedOut:
        listener.end("signed-out")
        return None
    except (DatabaseError, RedisError) as error:
        log.warning("streaming: cannot look again", error=str(error))
        return state


def _read(request: HttpRequest, read: Read, turn: Lock) -> State | None:
    try:
        with turn, _scope(request):
            _check_signed_in(request)
            return read()
    except Http404:
        return None
    finally:
        connections.close_all()


def _leave(request: HttpRequest, leave: Callable[[], None], turn: Lock) -> None:
    try:
        with turn, _scope(request):
            leave()
    except (DatabaseError, RedisError) as error:
        log.warning("streaming: nobody was told who left", error=str(error))
    finally:
        connections.close_all()


def _scope(request: HttpRequest) -> Any:
    organization = getattr(request, "organization", None)
    return organization_scope(organization) if organization else nullcontext()


def _check_signed_in(request: HttpRequest) -> None:
    """Reads session, person and membership again. Pages outside an organisation need none."""
    organization = getattr(request, "organization", None)
    if organization is None:
        return
    now = HttpRequest()
    now.session = type(request.session)(request.session.session_key)
    person = get_user(now)
    if person.pk != request.user.pk or not person.is_active:
        raise _SignedOut
    try:
        membership_for(person, organization.slug)
    except Http404:
        raise _SignedOut from None
