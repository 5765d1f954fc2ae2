"""JSON: a list of questions, lists under keys or topics, or one object a line. Objects keep their lines."""

import json
import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import Any

from ..reading import Reading
from ..records import Record, field_of, reading_of
from ..source import Source

NAME = "json-lists"
MAX_NESTING = 20
TOKEN = re.compile(r'"(?:[^"\\]|\\.)*(?:"|\Z)|[{}\[\]:,]', re.DOTALL)
STRUCTURE = re.compile(r'[\s\[\]{},:]*(?:"[^"\\]*"\s*:\s*(?:[\[{]|"[^"\\]*"|[\w.+-]+)?\s*,?\s*)?[\]},]*')


@dataclass
class _Open:
    """An object or list that is open: where it starts, the last key read, what it holds."""

    start: int
    is_object: bool
    key: str = ""
    has_prompt: bool = False
    found_inside: bool = False


def score(source: Source) -> float:
    """Return the number of objects with a key for a question."""
    return float(len(_records(source)[0]))


def read(source: Source) -> Reading:
    """Read every object that has a key for a question; the lines around the objects are structure."""
    records, warnings = _records(source)
    covered = {line for record in records for line in range(record.lines[0], record.lines[1] + 1)}
    around = (at for at in range(1, len(source) + 1) if at not in covered)
    structure = tuple((at, at) for at in around if STRUCTURE.fullmatch(source.lines[at - 1][:400]))
    return reading_of(records, structure, warnings)


def _records(source: Source) -> tuple[list[Record], tuple[str, ...]]:
    first = source.next_text(0)
    if first is None or source.lines[first].lstrip("\ufeff ")[:1] not in ("[", "{"):
        return [], ()
    starts = [0]
    for line in source.lines:
        starts.append(starts[-1] + len(line) + 1)
    records: list[Record] = []
    broken: list[int] = []
    for begin, end, section in _objects(source.text):
        lines = (bisect_right(starts, begin), bisect_right(starts, end - 1))
        fields = _fields(source.text[begin:end])
        if fields is None:
            broken.append(lines[0])
        else:
            records.append(Record({"section": section, **fields} if section else fields, lines))
    shown = ", ".join(map(str, broken[:10]))
    return records, (f"Objects that are not valid JSON, from line {shown}: not read.",) if broken else ()


def _objects(text: str) -> list[tuple[int, int, str]]:
    """Return begin, end and topic (the key of the list around it) of the objects with a question in them."""
    found: list[tuple[int, int, str]] = []
    stack: list[_Open] = []
    word = ""
    for match in TOKEN.finditer(text):
        sign = match[0]
        if sign in "{[":
            stack.append(_Open(match.start(), sign == "{"))
        elif sign in "}]":
            if stack:
                _close(stack, match.end(), found)
        elif sign == ":" and stack and stack[-1].is_object:
            stack[-1].key = word
            stack[-1].has_prompt = stack[-1].has_prompt or field_of(word) == "prompt"
        elif sign[0] == '"':
            word = sign[1:-1]
    return found


def _close(stack: list[_Open], end: int, found: list[tuple[int, int, str]]) -> None:
    closed = stack.pop()
    if closed.is_object and closed.has_prompt and not closed.found_inside:
        above = next((level.key for level in reversed(stack) if level.is_object), "")
        found.append(
            (
                closed.start,
                end,
                "" if field_of(above) or above.lower() in ("questions", "items", "data") else above,
            )
        )
        for level in stack[-MAX_NESTING:]:
            level.found_inside = True


def _fields(text: str) -> dict[str, str] | None:
    try:
        data = json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None
    fields: dict[str, str] = {}
    for key, value in data.items():
        name = field_of(key)
        if name and _as_text(value):
            fields.setdefault(name, _as_text(value))
    return fields


def _as_text(value: Any) -> str:
    """Return a value as text: a list as bullets; what is nested deeper is left out."""
    if isinstance(value, list):
        return "\n".join(f"- {item}" for item in value if isinstance(item, (str, int, float)))
    return str(value) if isinstance(value, (str, int, float)) and not isinstance(value, bool) else ""
