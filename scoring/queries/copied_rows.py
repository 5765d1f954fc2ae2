"""Rows of a query by binary COPY into arrays: a row is a few bytes here, an object would be hundreds."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, cast

import numpy as np
from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet
from numpy.typing import NDArray

# The format's head: a signature of 11 bytes, flags and the length of an extension, four bytes each.
# A message: how many fields (2 bytes); then of each its length (4) and its bytes. The last message is END.
HEAD, COUNT, BEFORE, END = 19, slice(6, 14), 18, b"\xff\xff"
MESSAGES = 1 << 13
MIX = np.uint64(0x9E3779B97F4A7C15)
LAYOUT = {"id": "V16", "small": ">i2", "time": ">i8"}
SENT = {"id": "uuid_send({})", "small": "int2send({}::int2)", "time": "timestamptz_send({})"}

Ints = NDArray[np.int64]
Halves = NDArray[np.uint64]


@dataclass(frozen=True, eq=False)
class Ids:
    """UUIDs by row, as their two halves."""

    high: Halves
    low: Halves

    def __len__(self) -> int:
        return self.high.size

    def take(self, rows: Any) -> "Ids":
        """Those rows alone."""
        return Ids(self.high[rows], self.low[rows])

    def codes(self) -> tuple["Ids", Ints]:
        """The distinct ones in their order, and for every row which it is."""
        mixed = self.high ^ (self.low * MIX)
        _, first, code = np.unique(mixed, return_index=True, return_inverse=True)
        same = self.take(first).take(code)
        if not ((same.high == self.high).all() and (same.low == self.low).all()):
            first, code = self._compared_whole()  # two of them mixed to the same number
        distinct = self.take(first)
        order = np.lexsort((distinct.low, distinct.high))
        place = np.empty(order.size, dtype=np.int64)
        place[order] = np.arange(order.size)
        return distinct.take(order), place[code]

    def _compared_whole(self) -> tuple[Ints, Ints]:
        both = np.rec.fromarrays([self.high, self.low])
        _, first, code = np.unique(both, return_index=True, return_inverse=True)
        return first, code

    def find(self, wanted: "Ids") -> Ints:
        """The row of each wanted one among these, which are distinct; -1 where it is not among them."""
        all_of_them = Ids(np.concatenate([self.high, wanted.high]), np.concatenate([self.low, wanted.low]))
        distinct, code = all_of_them.codes()
        row = np.full(len(distinct), -1, dtype=np.int64)
        row[code[: len(self)]] = np.arange(len(self))
        return row[code[len(self) :]]

    def texts(self) -> tuple[str, ...]:
        """As people write them."""
        pairs = zip(self.high.tolist(), self.low.tolist(), strict=True)
        digits = (f"{high:016x}{low:016x}" for high, low in pairs)
        return tuple(f"{d[:8]}-{d[8:12]}-{d[12:16]}-{d[16:20]}-{d[20:]}" for d in digits)


def copy_rows(rows: QuerySet[Any, Any], **kinds: str) -> dict[str, Any]:
    """The columns of a `values_list`, by the names given: "id" gives Ids, "small" and "time" whole numbers.

    A time is in microseconds since 2000-01-01 UTC. No value may be NULL (ValueError). One query, whose rows
    travel together that share the first column: a message a row would take three times as long. Beside the
    arrays no more than MESSAGES of them are held.
    """
    row = np.dtype([(name, LAYOUT[kind]) for name, kind in kinds.items()])
    parts: dict[str, list[NDArray[Any]]] = {name: [] for name in kinds}
    for data in _bytes_of(rows, list(kinds.values()), row.itemsize):
        table = np.frombuffer(data, dtype=row)
        for name, kind in kinds.items():
            parts[name].append(_native(table[name], kind))
    return {name: _whole(parts[name], kind) for name, kind in kinds.items()}


def _native(values: NDArray[Any], kind: str) -> NDArray[Any]:
    if kind == "id":
        return np.ascontiguousarray(values).view(">u8").astype(np.uint64).reshape(-1, 2)
    return values.astype(np.int64 if kind == "time" else np.int16)


def _whole(parts: list[NDArray[Any]], kind: str) -> Any:
    if kind == "id":
        both = np.concatenate(parts) if parts else np.empty((0, 2), dtype=np.uint64)
        return Ids(np.ascontiguousarray(both[:, 0]), np.ascontiguousarray(both[:, 1]))
    return np.concatenate(parts) if parts else np.empty(0, dtype=np.int64 if kind == "time" else np.int16)


def _bytes_of(rows: QuerySet[Any, Any], kinds: list[str], size: int) -> Iterator[bytes]:
    """The rows' bytes, many rows at a time."""
    try:
        statement, values = rows.query.sql_with_params()
    except EmptyResultSet:
        return
    names = [f"c{place}" for place in range(len(kinds))]
    packed = " || ".join(SENT[kind].format(name) for name, kind in zip(names, kinds, strict=True))
    # Names of ours and the query's own SQL; its values travel apart.
    listed = ", ".join(names)
    parts = (f"COPY (SELECT count(*), string_agg({packed}, '')", f"FROM ({statement}) one ({listed})")
    grouped = " ".join([*parts, "GROUP BY c0) TO STDOUT (FORMAT BINARY)"])
    with (
        connection.cursor() as cursor,
        cursor.copy(grouped, values) as copied,
    ):
        messages, head = cast(Iterator[bytes], iter(copied)), HEAD
        while part := list(islice(messages, MESSAGES)):
            part[0], head = part[0][head:], 0
            told = [message for message in part if len(message) > len(END)]
            data = b"".join([message[BEFORE:] for message in told])
            # One NULL would make its whole row vanish.
            if sum(int.from_bytes(message[COUNT], "big") for message in told) * size != len(data):
                raise ValueError("a value is missing")
            yield data
