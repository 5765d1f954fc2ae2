"""The demonstration from outside: started as a process, stopped by signals, with small children for speed."""

import contextlib
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from deploy import engines
from deploy.engines import addresses

SCRIPT = Path(__file__).with_name("small_demo.py")


class Demo:
    """A running demonstration and what it prints."""

    def __init__(self, data: Path, terminal: int = subprocess.DEVNULL, **variables: str) -> None:
        self.data = data
        # An outside database is named and never asked, so that only Valkey is started: that is quick.
        environment = {**os.environ, "DATABASE_URL": "postgres://nowhere/x", "PLUMBLINE_DATA": str(data)}
        environment.pop("PORT", None)
        self.output = data.with_suffix(f".{time.monotonic_ns()}")
        with self.output.open("wb") as output:
            self.process = subprocess.Popen(
                [sys.executable, str(SCRIPT)],
                env=environment | variables,
                stdin=terminal,
                stdout=output,
                stderr=output,
                start_new_session=True,
                # Tests started with nohup hand on that a closed terminal is not heard.
                preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_DFL),
            )

    def said(self) -> str:
        return self.output.read_text()

    def wait_for(self, text: str) -> "Demo":
        assert self.comes_true(lambda: re.search(text, self.said()) is not None), self.said()
        return self

    def comes_true(self, question: Callable[[], bool]) -> bool:
        deadline = time.monotonic() + 60
        while not (answer := question()) and time.monotonic() < deadline:
            time.sleep(0.05)
        return answer

    def send(self, number: int) -> int:
        self.process.send_signal(number)
        return self.process.wait(60)

    def relatives(self) -> list[str]:
        """The command lines of the other living processes that name the data folder or its sockets."""
        return [line for _, line in self._relatives()]

    def comes_to(self, count: int) -> list[str]:
        """The relatives once they are so many, else those at the end: to start and to die takes its time."""
        self.comes_true(lambda: len(self.relatives()) == count)
        return self.relatives()

    def kill_relatives(self) -> None:
        for process, _ in self._relatives():
            process.kill()

    def _relatives(self) -> list[tuple[psutil.Process, str]]:
        names = (str(self.data), str(addresses.socket_folder(self.data)))
        return [
            (process, line)
            for process in psutil.process_iter(["cmdline", "status"])
            if any(name in (line := " ".join(process.info["cmdline"] or [])) for name in names)
            and process.info["status"] != psutil.STATUS_ZOMBIE
        ]


@pytest.fixture
def start(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Demo]]:
    top = Path(tempfile.mkdtemp(prefix="pl-", dir="/tmp"))
    data = top / "data of the demo"
    monkeypatch.setenv("PLUMBLINE_DATA", str(data))
    started: list[Demo] = []

    def start_one(terminal: int = subprocess.DEVNULL, **variables: str) -> Demo:
        started.append(Demo(data, terminal, **variables))
        return started[-1]

    yield start_one
    for demo in started:
        if demo.process.poll() is None:
            demo.send(signal.SIGKILL)
        demo.kill_relatives()
    if data.exists():
        engines.wipe()
    shutil.rmtree(top)


@pytest.mark.parametrize(
    "number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP], ids=lambda number: number.name
)
def test_a_signal_stops_every_process_and_the_engine(
    start: Callable[..., Demo], number: signal.Signals
) -> None:
    demo = start().wait_for("Ctrl-C stops everything")
    assert len(demo.comes_to(4)) == 4, "web, worker, the worker's child and Valkey"

    status = demo.send(number)

    assert (status, demo.comes_to(0)) == (0, [])
    assert demo.said().endswith("Stopped. `make demo` starts again with the same data.\n")


def test_a_closed_terminal_stops_everything_even_when_its_signal_goes_elsewhere(
    start: Callable[..., Demo],
) -> None:
    ours, its = os.openpty()
    demo = start(terminal=its).wait_for("Ctrl-C stops everything")
    os.close(its)

    os.close(ours)

    assert (demo.process.wait(60), demo.comes_to(0)) == (0, [])


def test_it_says_where_it_answers_and_who_may_sign_in(start: Callable[..., Demo]) -> None:
    demo = start().wait_for("Ctrl-C stops everything")

    address = re.search(r"answers at (http://127\.0\.0\.1:\d+/)", demo.said())

    assert address
    with urllib.request.urlopen(f"{address[1]}healthy/") as answer:
        assert answer.status == 204
    assert "ada@example.org" in demo.said()
    assert re.search(r"Database tables \.+ \d+\.\d s", demo.said())
    assert "    seeded\n" in demo.said()


def test_ctrl_c_during_the_set_up_stops_what_was_started(start: Callable[..., Demo]) -> None:
    demo = start(SMALL_DEMO="slow").wait_for("seeding")
    assert len(demo.comes_to(2)) == 2, "the step and Valkey"

    status = demo.send(signal.SIGINT)

    assert (status, demo.comes_to(0)) == (130, [])


def test_a_step_that_fails_is_shown_with_its_log_and_stops_the_rest(start: Callable[..., Demo]) -> None:
    demo = start(SMALL_DEMO="failing")

    assert demo.process.wait(60) == 1

    assert "Demonstration data ended with status 3" in demo.said()
    assert "    no such table" in demo.said()
    assert demo.comes_to(0) == []


def test_a_worker_that_dies_is_shown_with_its_log_and_stops_the_rest(start: Callable[..., Demo]) -> None:
    demo = start(SMALL_DEMO="dying")

    assert demo.process.wait(60) == 1

    assert "Worker ended with status 9" in demo.said()
    assert "    out of memory" in demo.said()
    assert demo.comes_to(0) == []


def test_an_engine_that_dies_is_named_and_stops_the_rest(start: Callable[..., Demo]) -> None:
    demo = start().wait_for("Ctrl-C stops everything")
    for process in psutil.process_iter(["cmdline"]):
        if str(addresses.valkey_socket(demo.data)) in " ".join(process.info["cmdline"] or []):
            process.kill()

    assert demo.process.wait(60) == 1

    assert "Valkey has died; see " in demo.said()
    assert demo.comes_to(0) == []


def test_a_second_one_on_the_same_data_says_where_the_first_is(start: Callable[..., Demo]) -> None:
    first = start().wait_for("Ctrl-C stops everything")

    second = start()

    assert second.process.wait(60) == 1
    assert re.search(rf"runs here already: http://127\S+ \(process {first.process.pid}\)", second.said())
    assert first.process.poll() is None
    assert len(first.comes_to(4)) == 4


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells children that their parent was killed")
def test_one_that_was_killed_leaves_no_children_and_the_next_stops_its_engine(
    start: Callable[..., Demo],
) -> None:
    killed = start().wait_for("Ctrl-C stops everything")
    killed.send(signal.SIGKILL)
    assert killed.comes_true(lambda: not any("serve_forever" in line for line in killed.relatives()))

    following = start().wait_for("Ctrl-C stops everything")
    status = following.send(signal.SIGINT)

    assert status == 0
    assert not any("valkey" in line for line in following.relatives())


def test_a_taken_port_is_passed_over(start: Callable[..., Demo]) -> None:
    with contextlib.ExitStack() as stack:
        for port in (8000, 8001):
            taken = stack.enter_context(socket.socket())
            taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            with contextlib.suppress(OSError):
                taken.bind(("127.0.0.1", port))
                taken.listen()
        demo = start().wait_for("Ctrl-C stops everything")

        port = int(re.search(r"http://127\.0\.0\.1:(\d+)/", demo.said())[1])

    assert port > 8001
    assert demo.send(signal.SIGINT) == 0


def test_a_wished_for_port_that_is_taken_is_refused_before_any_work(start: Callable[..., Demo]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        demo = start(PORT=str(port))
        assert demo.process.wait(60) == 1

    assert f"Port {port} is taken by another program" in demo.said()
    assert "Database tables" not in demo.said()


@pytest.mark.parametrize("port", ["0", "65536", "eighty", "-1", "٣"])
def test_a_port_that_is_none_is_refused(start: Callable[..., Demo], port: str) -> None:
    demo = start(PORT=port)

    assert demo.process.wait(60) == 1

    assert f"PORT={port} is no port" in demo.said()
