"""Hears what announce.py says: one subscription a process, handed on to every open page of it.

News holds nothing but the name of a topic, and is not queued: a page that is behind has one reason to look
again, however much happened. After a break of the connection everybody looks again.
"""

import asyncio
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any
from weakref import WeakKeyDictionary

import structlog
from django.conf import settings
from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError

from accounts.ground.announce import PREFIX

log = structlog.get_logger()
STREAMS_EACH = 4  # of one person in one process; browsers open six connections to a server at most
SHORTEST_PAUSE, LONGEST_PAUSE = 0.25, 10.0  # seconds between attempts to reach the broker
QUIET = 30.0  # seconds without news after which the connection is tried


class Listener:
    """One open page that waits for news. `over` says in a word why it should end; empty: go on."""

    __slots__ = ("_news", "over", "owner", "topic")

    def __init__(self, topic: str, owner: str) -> None:
        self.topic, self.owner, self.over = topic, owner, ""
        self._news = asyncio.Event()

    def wake(self) -> None:
        """There is a reason to look again."""
        self._news.set()

    def end(self, why: str) -> None:
        """It shall end, at once."""
        self.over = self.over or why
        self._news.set()

    async def wait(self, seconds: float) -> None:
        """Returns when there is news, and after so many seconds in any case."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._news.wait()
        self._news.clear()


class Hub:
    """The listeners of one event loop and the subscription that they share; it begins with the first."""

    def __init__(self) -> None:
        self.heard = 0  # a page that compares it before and after reading knows whether it missed something
        self._topics: dict[str, set[Listener]] = {}
        self._owners: dict[str, list[Listener]] = {}
        self._task: asyncio.Task[None] | None = None
        self._closed = False

    @contextmanager
    def listening(self, topic: str, owner: str, since: int) -> Iterator[Listener]:
        """A listener for as long as the `with` lasts; `since` is what `heard` was before the page read.

        Of an owner with more than STREAMS_EACH the oldest ends.
        """
        listener = Listener(topic, owner)
        self._add(listener)
        if since != self.heard:
            listener.wake()
        try:
            yield listener
        finally:
            self._remove(listener)

    def close(self) -> None:
        """The process ends: every page is let go, so that it finds another."""
        self._closed = True
        for listener in self._all():
            listener.end("restart")

    def _add(self, listener: Listener) -> None:
        if self._closed:
            listener.end("restart")
        elif self._task is None or self._task.done():
            self._task = asyncio.get_running_loop().create_task(self._hear())
        self._topics.setdefault(listener.topic, set()).add(listener)
        own = self._owners.setdefault(listener.owner, [])
        own.append(listener)
        for oldest in own[:-STREAMS_EACH]:
            oldest.end("enough")

    def _remove(self, listener: Listener) -> None:
        self._topics[listener.topic].discard(listener)
        self._owners[listener.owner].remove(listener)
        if not self._topics[listener.topic]:
            del self._topics[listener.topic]
        if not self._owners[listener.owner]:
            del self._owners[listener.owner]

    def _all(self) -> list[Listener]:
        return [listener for listeners in self._topics.values() for listener in listeners]

    async def _hear(self) -> None:
        pause = SHORTEST_PAUSE
        while not self._closed:
            try:
                async for message in _messages():
                    pause = SHORTEST_PAUSE
                    self._pass_on(message)
            except (RedisError, OSError) as error:
                log.warning("listening: the broker is out of reach", error=str(error), again_in=pause)
            await asyncio.sleep(pause * (0.5 + secrets.randbelow(1000) / 1000))
            pause = min(2 * pause, LONGEST_PAUSE)

    def _pass_on(self, message: dict[str, Any]) -> None:
        self.heard += 1
        if message["type"] == "psubscribe":  # whatever was said before was missed
            told = self._all()
        else:
            topic = message["channel"].decode().removeprefix(PREFIX)
            told = list(self._topics.get(topic, ()))
        for listener in told:
            listener.wake()


async def _messages() -> Any:
    """Everything that is announced, the subscription itself first; raises when the connection breaks."""
    server = Redis.from_url(
        settings.CACHE_URL,
        socket_connect_timeout=2,
        health_check_interval=QUIET / 2,
        retry=Retry(NoBackoff(), 0),  # a connection that came back by itself would hide what was missed
    )
    async with server, server.pubsub() as heard:
        await heard.psubscribe(f"{PREFIX}*")
        while True:
            message = await heard.get_message(timeout=QUIET)
            if message is not None:
                yield message


_hubs: "WeakKeyDictionary[asyncio.AbstractEventLoop, Hub]" = WeakKeyDictionary()


def hub() -> Hub:
    """The hub of the running event loop."""
    return _hubs.setdefault(asyncio.get_running_loop(), Hub())
