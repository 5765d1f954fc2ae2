"""One at a time: work of an organisation that no two processes do at once, however many there are."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.db import connection

if TYPE_CHECKING:
    from accounts.models import Organization

CALIBRATION = 6  # the kinds of work; 1 and 2 are locks that end with their transaction


@contextmanager
def turn(kind: int, organization: "Organization", *, wait: bool = False) -> Iterator[bool]:
    """Whether this process has its turn; unless it waits, it may not. The database keeps it until the end.

    The turn belongs to the connection: a process that is killed loses it, and so does one whose connection
    breaks, which then cannot write either. A transaction within may fail without giving it away.
    """
    name: list[str | int] = [str(organization.pk), kind]
    with connection.cursor() as cursor:
        if wait:
            cursor.execute("SELECT pg_advisory_lock(hashtextextended(%s, %s)) IS NOT NULL", name)
        else:
            cursor.execute("SELECT pg_try_advisory_lock(hashtextextended(%s, %s))", name)
        held = bool(cursor.fetchone()[0])
    try:
        yield held
    finally:
        if held and connection.connection is not None and not connection.connection.closed:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(hashtextextended(%s, %s))", name)
