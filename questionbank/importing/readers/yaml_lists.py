"""YAML: lists of questions at any depth, topics with lists, questions as keys; several documents."""

import re
from collections.abc import Iterator

import yaml

from ..document import LineRange, Noise
from ..reading import Reading
from ..record_names import field_of
from ..records import reading_of
from ..source import Source
from ..tree_nodes import Node
from ..trees import Found, records_of

NAME = "yaml-lists"
FIRST_KEY = re.compile(r"^\s*-\s+[\"']?(?P<key>[\w -]{1,40}?)[\"']?\s*:(?:\s|$)")
KEY = re.compile(r"^\s*(?:-\s+)?[\"']?(?P<key>[\w -]{1,40}?)[\"']?\s*:(?:\s|$)")
UNQUOTED = re.compile(r"^(?P<key>\s*(?:-\s+)?[\w -]{1,40}:\s+)(?P<value>[^\s\"'|>\[{#&].*)$")
BREAKING = re.compile(r":\s|\s#|^[*!%@`?,]|:$")
STRUCTURE = re.compile(r"^\s*(?:---|\.\.\.|-|#.*|(?:-\s+)?[^:]{1,80}:)\s*$")
ENDINGS = (".yaml", ".yml")
MAX_INDENT, MAX_BRACKETS, MAX_DEPTH, MAX_SHOWN = 200, 50, 60, 10
NOT_READ = "Not read as YAML"
OTHER_DATA = "data beside the questions"


def score(source: Source) -> float:
    """Return the number of questions, if the document is YAML: by its name, or by keys that say so."""
    return float(len(_read(source)[0].records)) if _looks_like(source) else 0.0


def read(source: Source) -> Reading:
    """Read every mapping that holds a question; keys around them are structure, other data is named."""
    found, warnings = _read(source)
    shown = list(found.unknown)[:MAX_SHOWN]
    said = (f"Keys not taken over: {', '.join(shown)}.",) if shown else ()
    covered = {at for record in found.records for at in range(record.lines[0], record.lines[1] + 1)}
    structure: list[LineRange] = []
    noise: list[Noise] = []
    for at in range(1, len(source) + 1):
        if at not in covered and not source.blank[at - 1]:
            if STRUCTURE.match(source.lines[at - 1][:200]):
                structure.append((at, at))
            elif not any(warning.startswith(NOT_READ) for warning in warnings):
                noise.append(Noise((at, at), OTHER_DATA))
    reading = reading_of(found.records, tuple(structure), (*warnings, *said))
    return Reading(
        reading.questions, reading.unanswered, tuple(noise), reading.headings, warnings=reading.warnings
    )


def _looks_like(source: Source) -> bool:
    """Keys that name a question, or a file that is called YAML; nothing as deep as an attack."""
    prompts = 0
    for line in source.lines:
        brackets = line.count("[") + line.count("{") + line.count("- ")
        if len(line) - len(line.lstrip()) > MAX_INDENT or brackets > MAX_BRACKETS:
            return False
        match = KEY.match(line[:100])
        prompts += bool(match and field_of(match["key"]) == "prompt")
    if source.name.lower().endswith(ENDINGS):
        return True
    return prompts > 0 and any(FIRST_KEY.match(line[:100]) for line in source.lines)


def _read(source: Source) -> tuple[Found, tuple[str, ...]]:
    return source.once(_found)


def _found(source: Source) -> tuple[Found, tuple[str, ...]]:
    roots, error = _composed(source, source.text)
    quoted = 0
    if error:
        lines = [_quoted(line) for line in source.lines]
        quoted = sum(1 for old, new in zip(source.lines, lines, strict=True) if old != new)
        again, second = _composed(source, "\n".join(lines)) if quoted else ([], error)
        roots, error = (again, second) if len(again) > len(roots) or not second else (roots, error)
    if error and not source.name.lower().endswith(ENDINGS):
        return Found(), ()
    found = records_of(roots)
    warnings = (
        [f"{quoted} values were read as if they stood in quotation marks."] if quoted and not error else []
    )
    warnings += [f"{NOT_READ}: {error}."] if error else []
    return found, tuple(warnings)


def _composed(source: Source, text: str) -> tuple[list[Node], str]:
    """Return the documents of a file up to the first that cannot be read, and why it cannot."""
    loader = yaml.CSafeLoader if hasattr(yaml, "CSafeLoader") else yaml.SafeLoader
    roots: list[Node] = []
    try:
        for root in yaml.compose_all(text, Loader=loader):
            if root is not None:
                roots.append(_converted(source, root, set(), 0))
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f" on line {mark.line + 1}" if mark is not None else ""
        return roots, f"{getattr(error, 'problem', None) or type(error).__name__}{where}"
    return roots, ""


def _quoted(line: str) -> str:
    """Put a value in quotation marks that YAML would take for something else, such as one with ': ' in it."""
    match = UNQUOTED.match(line) if len(line) < 2000 else None
    if not match or not BREAKING.search(match["value"]):
        return line
    escaped = match["value"].rstrip().replace("'", "''")
    return f"{match['key']}'{escaped}'"


def _converted(source: Source, node: yaml.Node, seen: set[int], depth: int) -> Node:
    """Return a node of ours; what an alias repeats is taken once, so that nothing can be blown up."""
    first, last = _lines(source, node)
    if isinstance(node, yaml.ScalarNode):
        empty = node.tag == "tag:yaml.org,2002:null"
        return Node(first, last, text="" if empty else str(node.value).rstrip("\n"))
    if id(node) in seen or depth > MAX_DEPTH:
        return Node(first, last, text="")
    seen.add(id(node))
    is_map = isinstance(node, yaml.MappingNode)
    items = [(key, _converted(source, value, seen, depth + 1)) for key, value in _items(node)]
    for at, (_, key_line) in enumerate(_keys(node)):
        items[at][1].first = min(items[at][1].first, key_line)
    return Node(first, last, items=items, is_map=is_map)


def _items(node: yaml.Node) -> Iterator[tuple[str | None, yaml.Node]]:
    if isinstance(node, yaml.MappingNode):
        yield from (
            (str(key.value) if isinstance(key, yaml.ScalarNode) else "", value) for key, value in node.value
        )
    else:
        yield from ((None, value) for value in node.value)


def _keys(node: yaml.Node) -> Iterator[tuple[str, int]]:
    if isinstance(node, yaml.MappingNode):
        yield from (("", key.start_mark.line + 1) for key, _ in node.value)


def _lines(source: Source, node: yaml.Node) -> LineRange:
    first, end = node.start_mark.line, node.end_mark.line
    # A mapping ends where the next thing starts, which may be behind blanks on a later line.
    if end < len(source) and source.lines[end][: node.end_mark.column].strip():
        end += 1
    last = source.last_text(max(end - 1, first), first)
    return first + 1, (last if last is not None else first) + 1
