"""The web application for uvicorn: pages and streams in one process.

An address that ends with `/events/` is an async view and goes to Django's ASGI handler. All else goes to the
WSGI application, as under gunicorn, in a fixed number of threads: a page is plain blocking code, and pages
beyond that number wait for a thread.
"""

import asyncio
import os
import signal
from collections.abc import Awaitable, Callable
from types import FrameType
from typing import Any

import django
from a2wsgi import WSGIMiddleware
from asgiref.sync import ThreadSensitiveContext, sync_to_async
from django.conf import settings
from django.core.handlers.asgi import ASGIHandler
from django.core.wsgi import get_wsgi_application
from django.db import connections
from django.http import HttpRequest
from django.http.response import HttpResponseBase

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "deploy.settings")
django.setup()

from accounts.ground.listening import hub  # noqa: E402  # models are there after the set-up only

Receive = Callable[[], Awaitable[Any]]
Send = Callable[[Any], Awaitable[None]]
STREAMS = "/events/"
OPENING = 2  # streams that open at once, each with a thread and a connection to the database


class StreamHandler(ASGIHandler):
    """Django's handler holds a thread for as long as it answers; this one until the view has returned."""

    def __init__(self) -> None:
        super().__init__()
        self._turns = asyncio.Semaphore(OPENING)

    async def __call__(self, scope: dict[str, Any], receive: Receive, send: Send) -> None:
        """Answers one request. Without the thread that Django would hold to its end."""
        await self.handle(scope, receive, send)

    async def run_get_response(self, request: HttpRequest) -> HttpResponseBase:
        """The view and all middleware, in a thread of their own that lets go of its connection at the end."""
        async with self._turns, ThreadSensitiveContext():
            try:
                return await super().run_get_response(request)
            finally:
                await sync_to_async(connections.close_all)()


streams = StreamHandler()
_wsgi: Any = get_wsgi_application()  # its types and a2wsgi's differ in words only
pages: Any = WSGIMiddleware(_wsgi, workers=settings.WEB_THREADS)


async def application(scope: dict[str, Any], receive: Receive, send: Send) -> None:
    """Uvicorn calls this for every request, and once for the life of the process."""
    if scope["type"] == "lifespan":
        await _live(receive, send)
    elif scope["type"] == "http" and scope["path"].endswith(STREAMS):
        await streams(scope, receive, send)
    elif scope["type"] == "http":
        # WSGI knows no difference between "_" and "-": only a proxy may say what X-Forwarded-Proto is.
        headers = [(name, value) for name, value in scope["headers"] if b"_" not in name]
        await pages({**scope, "headers": headers}, _whole(receive), send)
    else:
        await send({"type": "websocket.close", "code": 1000})


def _whole(receive: Receive) -> Receive:
    """A body that breaks off is an error for who reads it, never a shorter body."""

    async def receive_or_raise() -> Any:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ConnectionResetError("The request broke off.")
        return message

    return receive_or_raise


async def _live(receive: Receive, send: Send) -> None:
    """From the start of the process to its end. Streams are let go as soon as it is asked to end."""
    await receive()
    for number in (signal.SIGINT, signal.SIGTERM):
        _let_streams_go_on(number)
    await send({"type": "lifespan.startup.complete"})
    await receive()
    await send({"type": "lifespan.shutdown.complete"})


def _let_streams_go_on(number: signal.Signals) -> None:
    """Adds to what the server does at this signal; it would wait for streams to end by themselves."""
    loop, own, before = asyncio.get_running_loop(), hub(), signal.getsignal(number)

    def end(given: int, frame: FrameType | None) -> None:
        loop.call_soon_threadsafe(own.close)
        if callable(before):
            before(given, frame)

    signal.signal(number, end)
