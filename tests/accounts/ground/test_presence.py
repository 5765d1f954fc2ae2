"""Who is on a page just now, kept in the broker."""

import json
import time
from collections.abc import Iterator
from typing import Any

import pytest
from redis import Redis

from accounts.ground import presence
from accounts.ground.announce import channel, server

TOPIC = "session:of these tests"
KEY = presence.PREFIX + TOPIC


@pytest.fixture
def announced(db: None, django_capture_on_commit_callbacks: Any) -> Iterator[Any]:
    """announced(call): how often the topic was announced by it."""
    heard = server().pubsub()
    heard.subscribe(channel(TOPIC))
    heard.get_message(timeout=5)

    def count(call: Any) -> int:
        with django_capture_on_commit_callbacks(execute=True):
            call()
        found = 0
        while heard.get_message(ignore_subscribe_messages=True, timeout=0.2):
            found += 1
        return found

    yield count
    heard.close()


@pytest.fixture
def stored() -> Redis:
    return server()


@pytest.mark.usefixtures("db")
def test_who_stays_is_there_with_every_tab_and_who_leaves_is_not() -> None:
    presence.stay(TOPIC, "lea", "one")
    presence.stay(TOPIC, "lea", "two")
    presence.leave(TOPIC, "lea", "one")
    assert presence.here(TOPIC).keys() == {"lea"}
    presence.leave(TOPIC, "lea", "two")
    assert presence.here(TOPIC) == {}


def test_only_coming_moving_and_leaving_are_announced(announced: Any) -> None:
    assert announced(lambda: presence.stay(TOPIC, "lea", "one")) == 1
    assert announced(lambda: presence.stay(TOPIC, "lea", "one")) == 0
    assert announced(lambda: presence.move(TOPIC, "lea", "one", "question 3")) == 1
    assert announced(lambda: presence.move(TOPIC, "lea", "one", "question 3")) == 0
    assert announced(lambda: presence.leave(TOPIC, "lea", "one")) == 1


@pytest.mark.usefixtures("db")
def test_of_several_tabs_the_place_last_moved_to_is_told() -> None:
    presence.move(TOPIC, "lea", "one", "question 1")
    fields = {"lea two": str(time.time() + 30), "lea two at": json.dumps(["question 2", "2999-01-01"])}
    server().hset(KEY, mapping=fields)
    assert presence.here(TOPIC)["lea"] == presence.Presence("question 2", "2999-01-01")


@pytest.mark.usefixtures("db")
def test_staying_keeps_the_place() -> None:
    presence.move(TOPIC, "lea", "one", "question 1")
    assert presence.stay(TOPIC, "lea", "one")["lea"].place == "question 1"


@pytest.mark.usefixtures("db")
def test_who_was_not_heard_of_for_a_while_is_gone_and_forgotten(stored: Redis) -> None:
    presence.move(TOPIC, "lea", "one", "question 1")
    stored.hset(KEY, "lea one", str(time.time() - 1))
    assert presence.here(TOPIC) == {}
    presence.stay(TOPIC, "sam", "one")
    assert set(stored.hkeys(KEY)) == {b"sam one"}


@pytest.mark.usefixtures("db")
def test_nothing_is_kept_longer_than_that(stored: Redis) -> None:
    presence.stay(TOPIC, "lea", "one")
    assert 0 < stored.ttl(KEY) <= presence.SECONDS


@pytest.mark.usefixtures("db")
def test_one_person_cannot_fill_the_memory_with_tabs(stored: Redis) -> None:
    for number in range(50):
        presence.stay(TOPIC, "lea", f"stay {number}".replace(" ", "-"))
        presence.move(TOPIC, "lea", f"move-{number}", "question 1")
    assert stored.hlen(KEY) <= 2 * presence.TABS_EACH
