"""Tells open pages that something changed. No content travels: who hears it asks again, through the gate."""

from functools import cache

import structlog
from django.conf import settings
from django.db import transaction
from redis import Redis, RedisError

log = structlog.get_logger()
PREFIX = "plumbline:changed:"  # a server's channels are common to all its databases
SECONDS = 2  # a broker that hangs must not hold a save


@cache
def server() -> Redis:
    """The broker, for what is said and kept in passing. A call without an answer raises RedisError soon."""
    return Redis.from_url(settings.CACHE_URL, socket_timeout=SECONDS, socket_connect_timeout=SECONDS)


def channel(topic: str) -> str:
    """The name of a topic's channel on the server."""
    return PREFIX + topic


def announce(topic: str) -> None:
    """Says, once the running transaction has committed, that something changed under this topic.

    A topic is "session:<id>". It says no more than that. A broker that is down undoes nothing: open pages
    ask again by themselves after a while.
    """

    def publish() -> None:
        try:
            server().publish(channel(topic), "")
        except RedisError as error:
            log.warning("announce: nobody was told", topic=topic, error=str(error))

    transaction.on_commit(publish, robust=True)
