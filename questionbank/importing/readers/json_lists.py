"""JSON: lists of questions at any depth, objects one a line, topics with lists; comments and slips are borne."""

import json
import re
from bisect import bisect_right

from ..document import LineRange, Noise
from ..reading import Reading
from ..records import reading_of
from ..source import Source
from ..trees import Found, Node, records_of

NAME = "json-lists"
TOKEN = re.compile(
    r'"(?:[^"\\]|\\.)*(?:"|\Z)'
    r"|'(?:[^'\\\n]|\\.)*'"
    r"|//[^\n]*|/\*.*?(?:\*/|\Z)|[{}\[\]:,]|[^\s{}\[\]:,\"'/]+|\S",
    re.DOTALL,
)
START = re.compile(
    r"^\s*(?:(?:export\s+default|module\.exports\s*=|(?:const|let|var)\s+\w+\s*=)\s*)?[\[{]|^\s*//"
)
WORD = re.compile(r"^(?:true|false|null|-?[\d.]+(?:[eE][+-]?\d+)?|[A-Za-z_$][\w$-]*)$")
STRUCTURE = re.compile(r"^[\s\[\]{},:]*(?:\"[^\"\\]*\"\s*:\s*[\[{]?[\s\[\]{},]*)?$")
MAX_FOREIGN, MAX_SHOWN = 0.02, 10
OTHER_DATA = "data beside the questions"


def score(source: Source) -> float:
    """Return the number of questions, if the document is JSON or nearly so."""
    return 1.0 * len(_read(source)[0].records)


def read(source: Source) -> Reading:
    """Read every object that holds a question; lines of brackets are structure, other data is named."""
    found, warnings = _read(source)
    shown = list(found.unknown)[:MAX_SHOWN]
    said = (f"Keys not taken over: {', '.join(shown)}.",) if shown else ()
    covered = {at for record in found.records for at in range(record.lines[0], record.lines[1] + 1)}
    structure: list[LineRange] = []
    noise: list[Noise] = []
    for at in range(1, len(source) + 1):
        if at not in covered and not source.blank[at - 1]:
            if STRUCTURE.match(source.lines[at - 1][:400]):
                structure.append((at, at))
            else:
                noise.append(Noise((at, at), OTHER_DATA))
    reading = reading_of(found.records, tuple(structure), (*warnings, *said))
    return Reading(
        reading.questions, reading.unanswered, tuple(noise), reading.headings, warnings=reading.warnings
    )


def _read(source: Source) -> tuple[Found, tuple[str, ...]]:
    return source.once(_found)


def _found(source: Source) -> tuple[Found, tuple[str, ...]]:
    first = source.next_text(0)
    if first is None or not START.match(source.lines[first].lstrip("\ufeff")):
        return Found(), ()
    roots, foreign, warnings = parse(source.text)
    found = records_of(roots)
    # Text that is no JSON may hold quoted words; then only what a key calls a question is believed.
    if foreign > MAX_FOREIGN * len(source.text) or (found.doubtful and foreign):
        return Found(), ()
    return found, warnings


def parse(text: str) -> tuple[list[Node], int, tuple[str, ...]]:
    """Return the values of a text one after another, how many letters fit in none, and what was doubtful.

    Bears comments, commas too many or missing, single quotes and keys without quotes; what is left open is
    closed at the end. Linear time.
    """
    starts = [0, *(match.end() for match in re.finditer("\n", text))]
    root = Node(1, 1)
    open_nodes, keys = [root], [""]
    word: tuple[str, int, int] | None = None
    foreign, warnings = 0, []
    for match in TOKEN.finditer(text):
        token, line = match[0], bisect_right(starts, match.start())
        if token in "}]":
            _put(open_nodes[-1], keys, word)
            word = None
            if len(open_nodes) > 1:
                open_nodes.pop().last = line
                keys.pop()
        elif token in "{[":
            node = Node(line, line, is_map=token == "{")
            open_nodes[-1].items.append((keys[-1] if open_nodes[-1].is_map else None, node))
            keys[-1] = ""
            open_nodes.append(node)
            keys.append("")
        elif token == ":" and word and open_nodes[-1].is_map:
            keys[-1], word = word[0], None
        elif token == ",":
            _put(open_nodes[-1], keys, word)
            word = None
        elif token.startswith(("//", "/*")):
            continue
        elif token[0] in "\"'" and len(token) > 1 or WORD.match(token):
            if word:
                _put(open_nodes[-1], keys, word)
            if token[0] == '"' and (len(token) < 2 or token[-1] != '"'):
                warnings.append(f"A quotation mark is left open on line {line}.")
            word = (_unquoted(token), line, bisect_right(starts, match.end() - 1))
            foreign += len(token) if len(open_nodes) == 1 and token[0] not in "\"'" else 0
        else:
            foreign += len(token)
    _put(open_nodes[-1], keys, word)
    for node in open_nodes:
        node.last = len(starts)
    return [child for _, child in root.items], foreign, tuple(warnings)


def _put(node: Node, keys: list[str], word: tuple[str, int, int] | None) -> None:
    """Add a scalar to the node that is open; a key that never got its value is dropped."""
    if word and (keys[-1] or not node.is_map):
        node.items.append((keys[-1] if node.is_map else None, Node(word[1], word[2], text=word[0])))
    keys[-1] = ""


def _unquoted(token: str) -> str:
    if token[0] == '"':
        try:
            return str(json.loads(token, strict=False))
        except ValueError:
            return token.strip('"')
    if token[0] == "'":
        return re.sub(r"\\(['\\])", r"\1", token[1:-1])
    return "" if token == "null" else token
