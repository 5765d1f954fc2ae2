"""A house of its own to break: engines, web and workers as processes, in a folder made for it.

Nothing here touches the engines of the other tests. Whatever happens, `open_house` leaves no process behind.
"""

import contextlib
import http.client
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

import psycopg

from deploy import demo, engines
from deploy.ports import listen
from deploy.processes import Child, Keeper

REPOSITORY = Path(__file__).resolve().parents[2]
SECONDS = 90  # a loaded machine is slow, not wrong
RETURN_SECONDS = 2  # after which the work of a killed worker is done again
CSRF = "c" * 32


@dataclass
class House:
    """A running house. `people` says of each organisation what prepare.py made; `port` is the web's."""

    data: Path
    keeper: Keeper
    people: dict[str, dict[str, Any]]
    port: int = 0
    web: Child | None = None

    def serve(self) -> None:
        """Starts the web as the demonstration does, once, and waits until it answers."""
        if self.port:
            return
        listener = listen(None)
        self.port = listener.getsockname()[1]
        self.web = self.keeper.begin("Web", demo.web_command(listener.fileno()), pass_fds=[listener.fileno()])
        listener.close()
        until(lambda: self.request("GET", "/healthy/")[0] == 200)

    def worker(self, name: str = "Worker", *more: str) -> Child:
        """Starts a worker as the demonstration does, with more options."""
        return self.keeper.begin(name, [*demo.queue_commands(self.data)["Worker"], *more])

    def database(self) -> psycopg.Connection:
        """A connection of the test's own; every statement commits."""
        return psycopg.connect(engines.database_url(), autocommit=True)

    def request(
        self, method: str, path: str, body: str | None = None, headers: dict[str, str] | None = None
    ) -> tuple[int, str, dict[str, str]]:
        """Status, text and headers of one answer; status 0 where the connection broke."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=SECONDS)
        try:
            connection.request(method, path, body, headers or {})
            answer = connection.getresponse()
            return (
                answer.status,
                answer.read().decode(),
                {name.title(): value for name, value in answer.getheaders()},
            )
        except (OSError, http.client.HTTPException):
            return 0, "", {}
        finally:
            connection.close()


def kill(child: Child) -> None:
    """SIGKILL to the process and all its children, at once."""
    os.killpg(child.process.pid, signal.SIGKILL)
    child.process.wait(SECONDS)


def by_token(person: dict[str, str]) -> dict[str, str]:
    """Headers of a program that uses the API."""
    return {"Authorization": f"Token {person['token']}", "Content-Type": "application/json"}


def by_session(person: dict[str, str], content: str) -> dict[str, str]:
    """Headers of a signed-in browser."""
    cookies = f"sessionid={person['session']}; csrftoken={CSRF}"
    return {"Cookie": cookies, "X-CSRFToken": CSRF, "Content-Type": content}


def until(what: Callable[[], Any], seconds: float = SECONDS) -> Any:
    """What the call gives, as soon as that is something."""
    deadline = time.monotonic() + seconds
    while not (found := what()):
        assert time.monotonic() < deadline, "it never came"
        time.sleep(0.05)
    return found


def environment(data: Path) -> dict[str, str]:
    """Of every process of the house: engines of its own, no limit to the rate of requests."""
    given = {
        "DJANGO_SETTINGS_MODULE": "deploy.settings",
        "TASK_RETURN_SECONDS": str(RETURN_SECONDS),
        "API_RATE": "1000000/min",
        "AUTOSAVES_A_MINUTE": "1000000",
        "LOG_LEVEL": "INFO",
        "CALIBRATION_INCREMENT_FROM": "100",
    }
    return demo.environment(data) | {"PLUMBLINE_DATA": str(data)} | given


def prepare(data: Path, slugs: tuple[str, ...]) -> dict[str, dict[str, Any]]:
    """Makes the house's tables and fills them, in a process that has its settings."""
    steps = "import sys, django; django.setup(); from tests.crashes.prepare import main; main(sys.argv[1:])"
    command = [sys.executable, "-c", steps, *slugs]
    done = subprocess.run(command, cwd=REPOSITORY, env=environment(data), capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@contextlib.contextmanager
def open_house(*slugs: str) -> Iterator[House]:
    """Engines with tables and these organisations; afterwards every process is gone, and the folder."""
    shm = Path("/dev/shm")
    data = Path(tempfile.mkdtemp(prefix="plumbline-crashes-", dir=shm if os.access(shm, os.W_OK) else None))
    data.chmod(0o755)
    with mock.patch.dict(os.environ, {"PLUMBLINE_DATA": str(data)}):
        try:
            engines.start()
            with Keeper(data / "logs", REPOSITORY, environment(data)) as keeper:
                yield House(data, keeper, prepare(data, slugs))
        finally:
            engines.wipe()
            shutil.rmtree(data, ignore_errors=True)
