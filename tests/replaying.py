"""A world that was made once is made again in one go: its rows with fresh ids, its objects without a query.

What the statements wrote is kept as one text, and the objects beside it; a later test runs the text and
loads the objects, both with new ids and with times counted from now. So no two tests share an id, and nothing
in the rows says that they were not made one by one: triggers and constraints see each of them.
"""

import io
import pickle
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import connection
from django.utils import timezone

WRITES = ("INSERT", "UPDATE", "DELETE")
# Ids are written without dashes; a password's digest is as long, behind its salt.
CHANGES = re.compile(r"(?<![$\w])[0-9a-f]{32}\b|\b\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?\+00:00")


@dataclass(frozen=True)
class Recording:
    """What was written, what was answered, and when it was done: nothing that is replayed lies ahead."""

    statements: str
    answer: bytes
    at: datetime

    def replay(self) -> Any:
        """Writes it all again, and answers the same with the new ids and times."""
        fresh = _Fresh(timezone.now() - self.at)
        with connection.cursor() as cursor:
            cursor.execute(CHANGES.sub(fresh.literal, self.statements))
        return _Loading(io.BytesIO(self.answer), fresh).load()


def record(make: Callable[[], Any]) -> tuple[Any, Recording]:
    """What `make` answers, and how to have it again. It may read, but only what it wrote itself."""
    written: list[str] = []

    def listen(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.startswith(WRITES):
            written.append(connection.ops.compose_sql(sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(listen):
        made = make()
    kept = io.BytesIO()
    _Keeping(kept).dump(made)
    return made, Recording(";".join(written), kept.getvalue(), timezone.now())


class _Fresh:
    """A new id for each old one, and each time as much later as the whole is."""

    def __init__(self, later: timedelta) -> None:
        self.later = later
        self.ids: dict[UUID, UUID] = {}

    def of(self, old: Any) -> Any:
        if isinstance(old, UUID):
            return self.ids.setdefault(old, uuid4())
        return old + self.later

    def literal(self, found: re.Match[str]) -> str:
        text = found[0]
        return str(self.of(datetime.fromisoformat(text) if ":" in text else UUID(text)))


class _Keeping(pickle.Pickler):
    def persistent_id(self, obj: Any) -> Any:
        return obj if isinstance(obj, UUID | datetime) else None


class _Loading(pickle.Unpickler):
    def __init__(self, file: io.BytesIO, fresh: _Fresh) -> None:
        super().__init__(file)
        self.fresh = fresh

    def persistent_load(self, pid: Any) -> Any:
        return self.fresh.of(pid)
