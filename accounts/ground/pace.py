"""How often one person may do something, counted in this process: no server is asked."""

import threading
import time
from collections import Counter
from collections.abc import Callable, Hashable


class Pace:
    """At most so many calls of one person in each span of so many seconds.

    Each process counts for itself: with two processes a person may do twice as much. It is a bound against
    a page that has gone wild, not a quota.
    """

    def __init__(self, seconds: int, clock: Callable[[], float] = time.monotonic) -> None:
        self.seconds = seconds
        self._clock = clock
        self._lock = threading.Lock()
        self._span = -1
        self._calls: Counter[Hashable] = Counter()

    def wait(self, who: Hashable, limit: int) -> int:
        """0 when they may go on, else after how many whole seconds they may try again."""
        now = self._clock()
        span = int(now // self.seconds)
        with self._lock:
            if span != self._span:  # also forgets everybody, so that it never grows
                self._span, self._calls = span, Counter()
            self._calls[who] += 1
            if self._calls[who] <= limit:
                return 0
        return int((span + 1) * self.seconds - now) + 1
