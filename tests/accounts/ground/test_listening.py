"""One subscription for all open pages of a process."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from redis import Redis

from accounts.ground import listening
from accounts.ground.announce import channel, server
from accounts.ground.listening import STREAMS_EACH, Hub, hub
from tests.asynchronous import finish

Test = Callable[[Hub], Awaitable[None]]
SECONDS = 20


def run(test: Test) -> None:
    async def all_of_it() -> None:
        await asyncio.wait_for(test(hub()), SECONDS)

    finish(all_of_it())


async def until_subscribed(own: Hub) -> None:
    """Whoever listens is woken once the subscription stands."""
    with own.listening("any", "anybody", own.heard) as first:
        await first.wait(SECONDS)


def test_news_wakes_who_listens_to_its_topic_and_no_one_else() -> None:
    async def test(own: Hub) -> None:
        await until_subscribed(own)
        with (
            own.listening("one", "lea", own.heard) as lea,
            own.listening("two", "sam", own.heard) as sam,
        ):
            server().publish(channel("one"), "")
            await lea.wait(SECONDS)
            assert not sam._news.is_set()

    run(test)


def test_much_news_is_one_reason_to_look_again() -> None:
    async def test(own: Hub) -> None:
        await until_subscribed(own)
        with own.listening("one", "lea", own.heard) as lea:
            before = own.heard
            for _ in range(100):
                server().publish(channel("one"), "")
            while own.heard < before + 100:
                await asyncio.sleep(0)
            await lea.wait(SECONDS)
            assert not lea._news.is_set()

    run(test)


def test_what_was_announced_while_the_page_was_read_is_not_missed() -> None:
    async def test(own: Hub) -> None:
        await until_subscribed(own)
        since = own.heard
        server().publish(channel("one"), "")
        while own.heard == since:
            await asyncio.sleep(0)
        with own.listening("one", "lea", since) as lea:
            await lea.wait(SECONDS)

    run(test)


def test_after_a_break_everybody_looks_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listening, "SHORTEST_PAUSE", 0.01)

    async def test(own: Hub) -> None:
        await until_subscribed(own)
        with own.listening("one", "lea", own.heard) as lea:
            broker: Redis = server()
            for client in broker.client_list(_type="pubsub"):
                broker.client_kill(client["addr"])
            await lea.wait(SECONDS)
            server().publish(channel("one"), "")
            await lea.wait(SECONDS)

    run(test)


def test_of_too_many_of_one_owner_the_oldest_ends() -> None:
    async def test(own: Hub) -> None:
        with own.listening("one", "lea", own.heard) as oldest:
            others = [own.listening("one", "lea", own.heard) for _ in range(STREAMS_EACH)]
            last = [one.__enter__() for one in others][-1]
            assert (oldest.over, last.over) == ("enough", "")
            for one in others:
                one.__exit__(None, None, None)

    run(test)


def test_at_the_end_of_the_process_everybody_is_let_go_and_nobody_stays() -> None:
    async def test(own: Hub) -> None:
        with own.listening("one", "lea", own.heard) as lea:
            own.close()
            assert lea.over == "restart"
        with own.listening("one", "lea", own.heard) as late:
            assert late.over == "restart"

    run(test)
