"""A real web process, pages and streams, on the database and the broker of the running test."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from django.conf import settings
from django.db import connection

ROOT = Path(__file__).resolve().parents[1]
START_SECONDS = 60
STOP_SECONDS = 20


class Web:
    """Its port stays open from the first start to the end, so that a restart finds people waiting."""

    def __init__(self, log: Path, *, beat: int = 1, workers: int = 1) -> None:
        self.log, self.beat, self.workers = log, beat, workers
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=2048)
        self.port: int = self.listener.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Returns when it answers."""
        descriptor = self.listener.fileno()
        command = [sys.executable, "-m", "deploy.web", f"--descriptor={descriptor}"]
        with self.log.open("ab") as output:
            self.process = subprocess.Popen(
                [*command, f"--workers={self.workers}"],
                cwd=ROOT,
                env=environment(self.beat),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                pass_fds=[descriptor],
                start_new_session=True,
            )
        self._wait_for_an_answer()

    def stop(self, number: int = signal.SIGTERM) -> float:
        """Ends it with this signal. The seconds that it took."""
        assert self.process is not None
        begun = time.monotonic()
        self.process.send_signal(number)
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(STOP_SECONDS)
        taken = time.monotonic() - begun
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        return taken

    def _wait_for_an_answer(self) -> None:
        assert self.process is not None
        deadline = time.monotonic() + START_SECONDS
        while self.process.poll() is None and time.monotonic() < deadline:
            with suppress(OSError, http.client.HTTPException):
                asked = http.client.HTTPConnection("127.0.0.1", self.port, timeout=START_SECONDS)
                with closing(asked):
                    asked.request("GET", "/healthy/")
                    if asked.getresponse().status == 200:
                        return
        raise AssertionError(f"the web does not come up:\n{self.log.read_text(errors='replace')}")


def environment(beat: int) -> dict[str, str]:
    """Of the web process: what the running test uses."""
    kept = {name: value for name, value in os.environ.items() if name != "DJANGO_ALLOW_ASYNC_UNSAFE"}
    return {
        **kept,
        "DJANGO_SETTINGS_MODULE": "tests.web_settings",
        "TEST_DATABASE": connection.settings_dict["NAME"],
        "TEST_BROKER": settings.CELERY_BROKER_URL,
        "TEST_CACHE": settings.CACHES["default"]["LOCATION"],
        "STREAM_BEAT_SECONDS": str(beat),
        "PYTHONUNBUFFERED": "1",
    }


@contextmanager
def running_web(log: Path, *, beat: int = 1, workers: int = 1) -> Iterator[Web]:
    """A web process that answers when the block begins and is gone when it ends. Needs committed rows."""
    web = Web(log, beat=beat, workers=workers)
    try:
        web.start()
        yield web
    finally:
        if web.process is not None:
            web.stop()
        web.listener.close()
