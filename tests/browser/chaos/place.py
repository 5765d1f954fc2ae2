"""A place of its own to break: engines in a folder made for it, and the web server as a process.

Every fault is undone by its method's twin; whatever happens, `open_place` leaves no process behind.
"""

import contextlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, LiteralString
from unittest import mock

import psycopg

from deploy import demo, engines
from deploy.ports import PortTaken, listen
from deploy.processes import Child, Keeper
from tests.crashes.house import REPOSITORY, environment, kill, until


@dataclass
class Place:
    """A running place. `people` says of each organisation what prepare.py made."""

    data: Path
    keeper: Keeper
    people: dict[str, dict[str, Any]]
    web: Child
    port: int

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def kill_web(self) -> None:
        """SIGKILL to the web server and all its children; who connects is refused."""
        kill(self.web)
        until(lambda: is_free(self.port))

    def start_web(self) -> None:
        """On the same port; returns when it answers."""
        self.web, self.port = serve(self.keeper, str(self.port))

    @contextlib.contextmanager
    def away(self, engine: str) -> Iterator[None]:
        """The engine is stopped as by a crash, and back at the end of the block."""
        with mock.patch.dict(os.environ, {"PLUMBLINE_DATA": str(self.data)}):
            engines.stop("immediate", engines=(engine,))
        try:
            yield
        finally:
            with mock.patch.dict(os.environ, {"PLUMBLINE_DATA": str(self.data)}):
                engines.start()

    @contextlib.contextmanager
    def database(self) -> Iterator[psycopg.Connection]:
        """A connection of the test's own; every statement commits."""
        with mock.patch.dict(os.environ, {"PLUMBLINE_DATA": str(self.data)}):
            address = engines.database_url()
        with psycopg.connect(address, autocommit=True) as connection:
            yield connection

    def rows(self, statement: LiteralString, *values: Any) -> list[Any]:
        """What the database answers now."""
        with self.database() as database:
            return database.execute(statement, values).fetchall()


def is_free(port: int) -> bool:
    """Whether the last process that held the port is gone."""
    try:
        listen(str(port)).close()
    except PortTaken:
        return False
    return True


def serve(keeper: Keeper, port: str | None) -> tuple[Child, int]:
    """The web server as the demonstration starts it, and its port; returns when it answers."""
    listener = listen(port)
    number = listener.getsockname()[1]
    web = keeper.begin("Web", demo.web_command(listener.fileno()), pass_fds=[listener.fileno()])
    listener.close()
    demo.wait_for_web(keeper, web, number)
    return web, number


def prepare(data: Path, slugs: tuple[str, ...]) -> str:
    """Makes the place's tables and fills them, in a process that has its settings; JSON."""
    steps = (
        "import sys, django; django.setup(); from tests.browser.chaos.prepare import main; main(sys.argv[1:])"
    )
    command = [sys.executable, "-c", steps, *slugs]
    done = subprocess.run(command, cwd=REPOSITORY, env=environment(data), capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


@contextlib.contextmanager
def open_place(*slugs: str) -> Iterator[Place]:
    """Engines with tables, these organisations and a web server; afterwards all of it is gone."""
    shm = Path("/dev/shm")
    data = Path(tempfile.mkdtemp(prefix="plumbline-chaos-", dir=shm if os.access(shm, os.W_OK) else None))
    data.chmod(0o755)
    here = {"PLUMBLINE_DATA": str(data)}
    try:
        with mock.patch.dict(os.environ, here):
            engines.start()
        with Keeper(data / "logs", REPOSITORY, environment(data)) as keeper:
            yield Place(data, keeper, json.loads(prepare(data, slugs)), *serve(keeper, None))
    finally:
        with mock.patch.dict(os.environ, here):
            engines.wipe()
        shutil.rmtree(data, ignore_errors=True)
