"""Who has a page open just now, and where on it they are: in the broker's memory, and nowhere else.

Each open tab says every few seconds that it is there. What is known of it is gone SECONDS after the last
time, and nothing of it is ever written down. Fields of one hash a topic: "<who> <tab>" with the time until
which it counts, and "<who> <tab> at" with the place and since when.
"""

import json
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from accounts.ground.announce import announce, server

PREFIX = "plumbline:here:"
SECONDS = 40
TABS_EACH = 6  # of one person; more are not kept


@dataclass(frozen=True)
class Presence:
    """Somebody is there: at which place of the page ("" is nowhere in particular), and since when (ISO)."""

    place: str = ""
    since: str = ""


def here(topic: str) -> dict[str, Presence]:
    """Who is there, by name; of several tabs the place last moved to. Raises RedisError."""
    alive, _ = _sorted(topic)
    return _latest(alive)


def stay(topic: str, who: str, tab: str) -> dict[str, Presence]:
    """Says that this tab is still there; announces the topic if it was not. Who is there, as `here`."""
    alive, dead = _sorted(topic)
    known = f"{who} {tab}" in alive
    own = [name for name in alive if name.split()[0] == who]
    if known or len(own) < TABS_EACH:
        alive.setdefault(f"{who} {tab}", Presence())
        _write(topic, {f"{who} {tab}": str(time.time() + SECONDS)}, dead)
    if not own:
        announce(topic)
    return _latest(alive)


def move(topic: str, who: str, tab: str, place: str) -> None:
    """Says where on the page this tab is, and announces it if that is new."""
    alive, dead = _sorted(topic)
    name = f"{who} {tab}"
    own = [one for one in alive if one.split()[0] == who]
    if alive[name].place == place if name in alive else len(own) >= TABS_EACH:
        return
    since = datetime.now(UTC).isoformat(timespec="seconds")
    fields = {name: str(time.time() + SECONDS), f"{name} at": json.dumps([place, since])}
    _write(topic, fields, dead)
    announce(topic)


def leave(topic: str, who: str, tab: str) -> None:
    """Says that this tab was closed, and announces it."""
    server().hdel(PREFIX + topic, f"{who} {tab}", f"{who} {tab} at")
    announce(topic)


def _sorted(topic: str) -> tuple[dict[str, Presence], list[str]]:
    """The tabs that are there, and the fields of those that are not."""
    stored: Any = server().hgetall(PREFIX + topic)
    kept: dict[str, str] = {key.decode(): value.decode() for key, value in stored.items()}
    now = time.time()
    names = [key for key in kept if not key.endswith(" at")]
    alive = {key: _place(kept.get(f"{key} at")) for key in names if float(kept[key]) > now}
    dead = [key for key in kept if key.removesuffix(" at") not in alive]
    return alive, dead


def _place(text: str | None) -> Presence:
    return Presence(*json.loads(text)) if text else Presence()


def _latest(alive: dict[str, Presence]) -> dict[str, Presence]:
    found: dict[str, Presence] = {}
    for name, presence in alive.items():
        who = name.split()[0]
        if who not in found or presence.since > found[who].since:
            found[who] = presence
    return found


def _write(topic: str, fields: dict[Any, Any], dead: list[str]) -> None:
    steps = server().pipeline(transaction=False)
    if dead:
        steps.hdel(PREFIX + topic, *dead)
    steps.hset(PREFIX + topic, mapping=fields)
    steps.expire(PREFIX + topic, SECONDS)
    steps.execute()
