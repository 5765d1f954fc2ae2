"""A real Celery worker, in a process of its own, on the database and the broker of the running test."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from celery import current_app
from django.conf import settings
from django.db import connection

ROOT = Path(__file__).resolve().parents[1]
START_SECONDS = 60
STOP_SECONDS = 15


@contextmanager
def running_worker(log: Path) -> Iterator["subprocess.Popen[bytes]"]:
    """A worker that takes tasks when the block begins, and is gone with all its children when it ends.

    What earlier tests left in the queue is thrown away. Needs a test whose rows are committed.
    """
    current_app.control.purge()
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.worker_settings",
        "TEST_DATABASE": connection.settings_dict["NAME"],
        "TEST_BROKER": settings.CELERY_BROKER_URL,
        "TEST_CACHE": settings.CACHES["default"]["LOCATION"],
        "PYTHONUNBUFFERED": "1",
    }
    command = [sys.executable, "-m", "celery", "-A", "deploy", "worker", "--concurrency=1", "--loglevel=INFO"]
    with log.open("wb") as output:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
    try:
        _wait_until_ready(process, log)
        yield process
    finally:
        _stop(process)


def _wait_until_ready(process: "subprocess.Popen[bytes]", log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while " ready." not in (said := log.read_text(errors="replace")):
        assert process.poll() is None, f"the worker ended at once:\n{said}"
        assert time.monotonic() < deadline, f"the worker does not come up:\n{said}"
        time.sleep(0.1)


def _stop(process: "subprocess.Popen[bytes]") -> None:
    process.terminate()
    with suppress(subprocess.TimeoutExpired):
        process.wait(timeout=STOP_SECONDS)
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
