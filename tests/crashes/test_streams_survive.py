"""The broker is stopped and started under an open stream; what changed meanwhile arrives afterwards."""

import http.client
import json
from typing import Any

from redis import Redis

from accounts.ground.announce import channel
from deploy import engines
from deploy.engines.addresses import valkey_socket
from tests.crashes.house import SECONDS, House

SLUG = "streaming"


def states(stream: http.client.HTTPResponse) -> Any:
    """Every state that arrives."""
    while line := stream.readline():
        if line.startswith(b"data: {"):
            yield json.loads(line.removeprefix(b"data: "))


def test_a_stream_outlives_the_broker(house: House) -> None:
    house.serve()
    people = house.people[SLUG]
    listening = http.client.HTTPConnection("127.0.0.1", house.port, timeout=SECONDS)
    path = f"/o/{SLUG}/live/{people['session']}/events/"
    listening.request("GET", path, headers={"Cookie": f"sessionid={people['lead']['session']}"})
    told = states(listening.getresponse())
    assert next(told)["session"]["state"] == "scheduled"

    engines.stop(engines=["valkey"])
    try:
        with house.database() as database:
            database.execute(
                "UPDATE interviews_session SET state = 'live', started_at = now() WHERE id = %s",
                [people["session"]],
            )
    finally:
        engines.start(["valkey"])

    # Woken when the broker is back, long before it would have looked by itself at its next beats.
    assert next(state for state in told if state["session"]["state"] == "live")
    # And the broker's word counts again.
    with house.database() as database:
        database.execute("UPDATE interviews_session SET minutes = 77 WHERE id = %s", [people["session"]])
    assert announce(people["session"]) >= 1
    assert next(state for state in told if state["session"]["minutes"] == 77)
    listening.close()


def announce(session: str) -> int:
    """Publishes what an action would; how many processes heard it."""
    server = Redis(unix_socket_path=str(valkey_socket(engines.data_folder())))
    return int(server.publish(channel(f"session:{session}"), ""))
