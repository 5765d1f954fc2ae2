"""YAML: a list of mappings with a key for the question, alone or under a key. Nodes keep their lines."""

import re

import yaml

from ..reading import Reading
from ..records import Record, field_of, reading_of
from ..source import Source

NAME = "yaml-lists"
FIRST_KEY = re.compile(r"^\s*-\s+[\"']?(?P<key>[\w -]{1,40}?)[\"']?\s*:(?:\s|$)")
KEY = re.compile(r"^\s+[\"']?(?P<key>[\w -]{1,40}?)[\"']?\s*:(?:\s|$)")
MAX_INDENT = 200
MAX_BRACKETS = 50


def score(source: Source) -> float:
    """Return the number of items of a list that have a key for a question and are valid YAML."""
    return float(len(_records(source))) if _looks_like(source) else 0.0


def read(source: Source) -> Reading:
    """Read every mapping that has a key for a question; the lines around them are structure."""
    records = _records(source)
    covered = {line for record in records for line in range(record.lines[0], record.lines[1] + 1)}
    around = (at for at in range(1, len(source) + 1) if at not in covered)
    structure = tuple(
        (at, at) for at in around if source.lines[at - 1].rstrip().endswith((":", "---", "..."))
    )
    return reading_of(records, structure)


def _looks_like(source: Source) -> bool:
    """Two items or more whose keys name a question; nothing nested so deep that only an attack would."""
    prompts = 0
    for line in source.lines:
        if (
            len(line) - len(line.lstrip()) > MAX_INDENT
            or line.count("[") + line.count("{") + line.count("- ") > MAX_BRACKETS
        ):
            return False
        match = FIRST_KEY.match(line[:100]) or KEY.match(line[:100])
        prompts += bool(match and field_of(match["key"]) == "prompt")
    return prompts > 0 and any(FIRST_KEY.match(line[:100]) for line in source.lines)


def _records(source: Source) -> list[Record]:
    loader = yaml.CSafeLoader if hasattr(yaml, "CSafeLoader") else yaml.SafeLoader
    try:
        root = yaml.compose(source.text, Loader=loader)
    except (yaml.YAMLError, RecursionError, ValueError):
        return []
    records: list[Record] = []
    # Only what is written out is walked: a node that an alias repeats is seen once.
    seen: set[int] = set()
    todo = [root] if root is not None else []
    while todo:
        node = todo.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            record = _record(source, node)
            if record:
                records.append(record)
            else:
                todo += [value for _, value in reversed(node.value)]
        elif isinstance(node, yaml.SequenceNode):
            todo += reversed(node.value)
    return records


def _record(source: Source, node: yaml.MappingNode) -> Record | None:
    fields: dict[str, str] = {}
    for key, value in node.value:
        name = field_of(key.value) if isinstance(key, yaml.ScalarNode) else None
        text = _as_text(value)
        if name and text:
            fields.setdefault(name, text)
    if not fields.get("prompt", "").strip():
        return None
    first, end = node.start_mark.line, node.end_mark.line
    # A mapping ends where the next thing starts, which may be behind blanks on a later line.
    if end < len(source) and source.lines[end][: node.end_mark.column].strip():
        end += 1
    last = source.last_text(max(end - 1, first), first)
    return Record(fields, (first + 1, (last if last is not None else first) + 1))


def _as_text(node: yaml.Node) -> str:
    if isinstance(node, yaml.SequenceNode):
        return "\n".join(f"- {item.value}" for item in node.value if isinstance(item, yaml.ScalarNode))
    return (
        str(node.value) if isinstance(node, yaml.ScalarNode) and node.tag != "tag:yaml.org,2002:null" else ""
    )
