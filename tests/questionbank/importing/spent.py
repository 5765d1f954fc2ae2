"""What reading costs, told so that other work of the machine and of the test run does not count."""

import gc
import time
from collections.abc import Callable
from typing import Any


def seconds(read: Callable[[], Any], tries: int = 2) -> float:
    """The processor's time in this thread, the least of so many tries.

    The collection of garbage waits: it walks over all that the tests before have left, which comes due while
    much is read and not while little is, and would look like growth.
    """
    gc.disable()
    try:
        return min(_once(read) for _ in range(tries))
    finally:
        gc.enable()


def _once(read: Callable[[], Any]) -> float:
    begun = time.thread_time()
    read()
    return time.thread_time() - begun
