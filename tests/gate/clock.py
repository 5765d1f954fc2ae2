"""A clock that the tests set: in both worlds a request is at the same moment, and makes the same ids."""

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from types import SimpleNamespace
from unittest.mock import patch

from django.core import signing
from django.utils import timezone


class Clock:
    """Goes on by a millisecond each time somebody looks."""

    def __init__(self) -> None:
        self.base = timezone.now().replace(microsecond=0) - timedelta(minutes=5)
        self.looked = 0

    def now(self) -> datetime:
        """A moment that was not told before, unless the clock was set back."""
        self.looked += 1
        return self.base + timedelta(milliseconds=self.looked)

    def set_to(self, minute: int) -> None:
        """So many minutes after the world was built."""
        self.looked = minute * 60_000

    def bytes(self, number: int) -> bytes:
        """In place of the system's random ones, of which new ids are made: they depend on the clock alone."""
        self.looked += 1
        return hashlib.shake_256(str(self.looked).encode()).digest(number)


@contextmanager
def our_clock() -> Iterator[Clock]:
    """In place of Django's, of the system's random numbers, and of the clock that signatures go by."""
    clock = Clock()
    signed_at = SimpleNamespace(time=lambda: clock.now().timestamp())
    with (
        patch.object(timezone, "now", clock.now),
        patch.object(os, "urandom", clock.bytes),
        patch.object(signing, "time", signed_at),
    ):
        yield clock
