"""Valkey out of its wheel: start it, stop it. It holds the queue and the cache."""

import signal
import socket
import subprocess
import time
from pathlib import Path

from . import leases
from .addresses import check_socket_length, valkey_socket
from .errors import EngineError
from .folders import log_tail
from .wheels import valkey_server

START_SECONDS = 60


def lease(data: Path) -> Path:
    """The file that a living server keeps locked."""
    return data / "valkey.lease"


def log_file(data: Path) -> Path:
    """Where the server writes."""
    return data / "logs" / "valkey.log"


def accepts(data: Path) -> bool:
    """Whether a server answers on the socket and has read its data."""
    with socket.socket(socket.AF_UNIX) as probe:
        probe.settimeout(5)
        try:
            probe.connect(str(valkey_socket(data)))
            probe.sendall(b"PING\r\n")
            return probe.recv(64).startswith(b"+PONG")
        except OSError:
            return False


def start(data: Path) -> None:
    """Starts the server on this data folder; returns when it answers."""
    check_socket_length(data)
    server = valkey_server()
    (data / "valkey").mkdir(mode=0o700, exist_ok=True)
    busy = (
        f"Another Valkey still runs on {data / 'valkey'}, perhaps for another user or in another container."
    )
    with leases.held(lease(data), seconds=15, busy=busy) as descriptor:
        done = subprocess.run(
            [str(server), *_options(data)],
            cwd=data,
            env={"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            pass_fds=[descriptor],
            check=False,
            start_new_session=True,
        )
    if done.returncode != 0:
        raise EngineError(f"Valkey did not start:\n{done.stdout.decode(errors='replace').strip()}")
    wait_ready(data)


def wait_ready(data: Path) -> None:
    """Waits until a started server answers; raises with the log's end when it died or takes too long."""
    deadline = time.monotonic() + START_SECONDS
    while not accepts(data):
        if not leases.is_held(lease(data)) or time.monotonic() > deadline:
            raise EngineError(
                f"Valkey did not start; the end of {log_file(data)}:\n{log_tail(log_file(data))}"
            )
        time.sleep(0.02)


def stop(data: Path, mode: str) -> None:
    """Stops the server: `fast` writes everything down first, `immediate` is a crash on purpose."""
    first = signal.SIGKILL if mode == "immediate" else signal.SIGTERM
    if not leases.end_holder(lease(data), lambda: _pid(data), ((first, 30), (signal.SIGKILL, 15))):
        raise EngineError(f"Valkey on {data / 'valkey'} does not stop; see {log_file(data)}.")


def _options(data: Path) -> list[str]:
    return [
        *("--port", "0"),
        *("--unixsocket", str(valkey_socket(data)), "--unixsocketperm", "700"),
        *("--dir", str(data / "valkey")),
        *("--logfile", str(log_file(data)), "--pidfile", str(data / "valkey.pid")),
        # Written before the answer goes out, synced each second: a queued task survives a killed server.
        *("--appendonly", "yes", "--appendfsync", "everysec", "--save", ""),
        # A queue must never lose a message to make room.
        *("--maxmemory-policy", "noeviction"),
        # Two for each parallel test worker.
        *("--databases", "256"),
        *("--daemonize", "yes"),
    ]


def _pid(data: Path) -> int | None:
    try:
        return int((data / "valkey.pid").read_text())
    except (FileNotFoundError, ValueError):
        return None
