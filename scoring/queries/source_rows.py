"""The digests of the rows behind a decision: as they are kept with it, and as the rows stand now."""

import hashlib
import json
import uuid
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from typing import Any

from django.db.models import Q

from scoring.queries.sources import BY_TABLE, SOURCES, Behind, Row
from scoring.snapshot import Packet

Key = tuple[str, str]  # table, id


def columns_now() -> dict[str, list[str]]:
    """The columns of each table that count today: kept with every snapshot."""
    return {source.table: list(source.columns) for source in SOURCES}


def rows_behind(behind: Behind) -> list[Packet]:
    """Every row behind a decision with its digest and what people call it. One query a table."""
    return [
        {
            "table": source.table,
            "id": str(row["pk"]),
            "digest": digest_of_row(row, source.columns),
            "words": source.words(row),
        }
        for source in SOURCES
        for row in source.rows(source.of(behind))
    ]


def digests_now(sources: Sequence[Packet], columns: dict[str, list[str]]) -> dict[Key, str]:
    """What the digests of these rows are now, over these columns; rows that are gone are left out."""
    wanted: dict[str, list[str]] = {}
    for one in sources:
        wanted.setdefault(one["table"], []).append(one["id"])
    found: dict[Key, str] = {}
    for table, ids in wanted.items():
        for row in BY_TABLE[table].bare(Q(pk__in=ids), columns[table]):
            found[table, str(row["pk"])] = digest_of_row(row, columns[table])
    return found


def came_later(behind: Behind, sources: Sequence[Packet]) -> Iterator[str]:
    """What people call the rows that stand behind the decision now and did not then; one query a table.

    Only where the committee decided on all there were: the steps that follow a decision are no difference.
    """
    known = {(one["table"], one["id"]) for one in sources}
    for source in SOURCES:
        if source.complete:
            for row in source.rows(source.of(behind)):
                if (source.table, str(row["pk"])) not in known:
                    yield source.words(row)


def digest_of_row(row: Row, columns: Sequence[str]) -> str:
    """SHA-256 over the canonical JSON of these columns: 64 hexadecimal digits."""
    content = {name: row[name] for name in columns}
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), default=_plain)
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: Any) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, uuid.UUID):
        return str(value)
    raise TypeError(f"A {type(value).__name__} has no canonical form.")
