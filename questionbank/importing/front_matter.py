"""The fields in front of a document: YAML between '---' lines or TOML between '+++' lines; plain ones."""

import re
from dataclasses import dataclass, field

from .source import Source

MAX_LINES, MAX_LINE = 80, 2000
FIELD = re.compile(r"^(?P<name>[A-Za-z][\w-]{0,40})\s*[:=]\s*(?P<value>.*)$")
ITEM = re.compile(r"^\s*-\s+(?P<value>.+)$")
MARKS = {"---": ("---", "..."), "+++": ("+++",)}


@dataclass(frozen=True)
class FrontMatter:
    """Fields by small name, each a list of values, and the lines they stand on (from 0, both included)."""

    first: int
    last: int
    fields: dict[str, list[str]] = field(default_factory=dict)

    def one(self, *names: str) -> str | None:
        """Return the first value of the first field of these names, or None."""
        return next((self.fields[name][0] for name in names if self.fields.get(name)), None)


def find_front_matter(source: Source) -> FrontMatter | None:
    """Return the front matter at the top of a document, or None if it has none."""
    first = source.next_text(0)
    if first is None or source.lines[first].strip() not in MARKS:
        return None
    ends = MARKS[source.lines[first].strip()]
    stop = min(len(source), first + MAX_LINES)
    last = next((at for at in range(first + 1, stop) if source.lines[at].strip() in ends), None)
    if last is None:
        return None
    fields = _fields(source.lines[first + 1 : last])
    return FrontMatter(first, last, fields) if fields else None


def _fields(lines: tuple[str, ...]) -> dict[str, list[str]]:
    """Return the fields, or nothing where a line is neither a field, nor an item, nor goes on from one."""
    fields: dict[str, list[str]] = {}
    name = ""
    for line in lines:
        match, item = FIELD.match(line[:MAX_LINE]), ITEM.match(line[:MAX_LINE])
        if match:
            name = match["name"].lower()
            fields[name] = _values(match["value"])
        elif item and name:
            fields[name].append(_bare(item["value"]))
        elif line.strip() and not line.startswith((" ", "\t", "#")):
            return {}
    return fields


def _values(value: str) -> list[str]:
    text = value.strip()
    if text.startswith("[") and text.endswith("]"):
        return [bare for part in text[1:-1].split(",") if (bare := _bare(part))]
    return [_bare(text)] if _bare(text) and text not in ("|", ">", "|-", ">-") else []


def _bare(value: str) -> str:
    return value.strip().strip("\"'").strip()
