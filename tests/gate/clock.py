"""A clock that the tests set: in both worlds a request is at the same moment, and makes the same ids."""

import hashlib
import os
import random
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

from django.apps import apps
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
    clock, ours = Clock(), _fields_that_say_now()
    signed_at = SimpleNamespace(time=lambda: clock.now().timestamp())
    with (
        patch.object(timezone, "now", clock.now),
        patch.object(os, "urandom", clock.bytes),
        patch.object(random, "_urandom", clock.bytes),
        patch.object(signing, "time", signed_at),
    ):
        for field in ours:
            vars(field)["_get_default"] = clock.now
        yield clock
    for field in ours:
        del vars(field)["_get_default"]  # computed anew when it is asked for


def _fields_that_say_now() -> list[Any]:
    """The fields of our models that begin with the time; each has kept Django's own clock."""
    fields = [field for model in apps.get_models() for field in model._meta.local_fields]
    return [field for field in fields if field.default is timezone.now]
