"""Runs things at the same moment, each in a thread with a database connection of its own."""

import threading
from collections.abc import Callable
from typing import Any

from django.db import connection

from accounts.ground.tenancy import organization_scope
from tests.cast import World


def together(world: World, *calls: Callable[[], Any]) -> list[Any]:
    """The result of each call, or the exception it raised, in the order given."""
    results: list[Any] = [None] * len(calls)
    ready = threading.Barrier(len(calls))

    def run(place: int, call: Callable[[], Any]) -> None:
        try:
            connection.ensure_connection()
            with organization_scope(world.organization):
                ready.wait(timeout=30)
                results[place] = call()
        except Exception as error:
            results[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert not any(thread.is_alive() for thread in threads), "something waits for ever"
    return results
