"""A server holds a locked file for as long as it lives: the kernel's own answer to "is it running?".

The starter locks the file and hands it, open, to the server, which never knows of it. The lock goes when the
last process of that server ends, however it ends, so no stale pid file or reused pid can mislead us.
"""

import contextlib
import fcntl
import os
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from .errors import EngineError


def is_held(path: Path) -> bool:
    """Whether some process holds the lease."""
    try:
        descriptor = os.open(path, os.O_RDONLY)
    except FileNotFoundError:
        return False
    try:
        return not _try_lock(descriptor, fcntl.LOCK_SH)
    finally:
        os.close(descriptor)


def wait_released(path: Path, seconds: float) -> bool:
    """Waits until nobody holds the lease; False when someone still does after so many seconds."""
    deadline = time.monotonic() + seconds
    while is_held(path):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


def end_holder(path: Path, find_pid: Callable[[], int | None], steps: Iterable[tuple[int, float]]) -> bool:
    """Sends the holder one signal after the other, each with its seconds; False when it outlives them."""
    for number, seconds in steps:
        pid = find_pid()
        if pid is not None and is_held(path):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, number)
        if wait_released(path, seconds):
            return True
    return False


@contextlib.contextmanager
def held(path: Path, *, seconds: float, busy: str) -> Iterator[int]:
    """Holds the lease and yields its descriptor for a server to inherit; EngineError(busy) when taken."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        deadline = time.monotonic() + seconds
        while not _try_lock(descriptor, fcntl.LOCK_EX):
            if time.monotonic() > deadline:
                raise EngineError(busy)
            time.sleep(0.02)
        yield descriptor
    finally:
        # Closed, not unlocked: an unlock would end the lease of the server that inherited it.
        os.close(descriptor)


def _try_lock(descriptor: int, kind: int) -> bool:
    try:
        fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
