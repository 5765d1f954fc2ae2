"""JSON: lists of questions at any depth, objects one a line, topics with lists; slips are borne."""

import json
import re
from bisect import bisect_right

from ..document import LineRange, Noise
from ..reading import Reading
from ..records import reading_of
from ..source import Source
from ..tree_nodes import Node
from ..trees import Found, records_of

NAME = "json-lists"
TOKEN = re.compile(
    r'"(?:[^"\\]|\\.)*(?:"|\Z)'
    r"|'(?:[^'\\\n]|\\.)*'"
    r"|//[^\n]*|/\*.*?(?:\*/|\Z)|[{}\[\]:,]|[^\s{}\[\]:,\"'/]+|\S",
    re.DOTALL,
)
MODULE = re.compile(
    r"^\s*(?:export\s+default|module\.exports\s*=|(?:export\s+)?(?:const|let|var)\s+\w+\s*=)\s*(?=[\[{])"
)
START = re.compile(r"^\s*(?:[\[{]|//|/\*)")
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
    text = source.text.lstrip("\ufeff")
    module = MODULE.match(text[:1000])
    text = (
        " " * module.end() + text[module.end() :].rstrip(" \n;") if module and "\n" not in module[0] else text
    )
    if first is None or not (module or START.match(source.lines[first].lstrip("\ufeff"))):
        return Found(), ()
    roots, foreign, warnings = parse(text)
    found = records_of(roots)
    # Text that is no JSON may hold quoted words; then only what a key calls a question is believed.
    if foreign > MAX_FOREIGN * len(text) or (found.doubtful and foreign):
        return Found(), ()
    return found, warnings


def parse(text: str) -> tuple[list[Node], int, tuple[str, ...]]:
    """Return the values of a text one after another, how many letters fit in none, and what was doubtful.

    Bears comments, commas too many or missing, single quotes and keys without quotes; what is left open is
    closed at the end. Linear time.
    """
    parser = _Parser(text)
    return [child for _, child in parser.finished().items], parser.foreign, tuple(parser.warnings)


class _Parser:
    """The values that are open while the signs of a text pass by."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = [0, *(match.end() for match in re.finditer("\n", text))]
        self.open = [Node(1, 1)]
        self.keys = [""]
        self.word: Node | None = None  # a scalar that may turn out to be a key
        self.foreign = 0
        self.warnings: list[str] = []

    def finished(self) -> Node:
        """Return the values as the items of one list."""
        for match in TOKEN.finditer(self.text):
            sign = match[0]
            if sign in PUNCTUATION:
                getattr(self, PUNCTUATION[sign])(match)
            elif (sign[0] in "\"'" and len(sign) > 1) or WORD.match(sign):
                self._scalar(match)
            elif not sign.startswith(("//", "/*")):
                self.foreign += len(sign)
        self._put()
        for node in self.open:
            node.last = len(self.starts)
        return self.open[0]

    def _line(self, place: int) -> int:
        return bisect_right(self.starts, place)

    def _begin(self, match: re.Match[str]) -> None:
        line = self._line(match.start())
        node = Node(line, line, is_map=match[0] == "{")
        self.open[-1].items.append((self.keys[-1] if self.open[-1].is_map else None, node))
        self.keys[-1] = ""
        self.open.append(node)
        self.keys.append("")

    def _end(self, match: re.Match[str]) -> None:
        self._put()
        if len(self.open) > 1:
            self.open.pop().last = self._line(match.start())
            self.keys.pop()

    def _colon(self, match: re.Match[str]) -> None:
        if self.word and self.open[-1].is_map:
            self.keys[-1], self.word = self.word.text or "", None

    def _comma(self, match: re.Match[str]) -> None:
        self._put()

    def _scalar(self, match: re.Match[str]) -> None:
        sign, first = match[0], self._line(match.start())
        self._put()
        if sign[0] == '"' and (len(sign) < 2 or sign[-1] != '"'):
            self.warnings.append(f"A quotation mark is left open on line {first}.")
        if len(self.open) == 1 and sign[0] not in "\"'":
            self.foreign += len(sign)
        self.word = Node(first, self._line(match.end() - 1), text=_unquoted(sign))

    def _put(self) -> None:
        """Add a scalar to the value that is open; a key that never got its value is dropped."""
        node = self.open[-1]
        if self.word and (self.keys[-1] or not node.is_map):
            node.items.append((self.keys[-1] if node.is_map else None, self.word))
            self.keys[-1] = ""
        self.word = None


PUNCTUATION = {"{": "_begin", "[": "_begin", "}": "_end", "]": "_end", ":": "_colon", ",": "_comma"}


def _unquoted(sign: str) -> str:
    if sign[0] == '"':
        try:
            return str(json.loads(sign, strict=False))
        except ValueError:
            return sign.strip('"')
    if sign[0] == "'":
        return re.sub(r"\\(['\\])", r"\1", sign[1:-1])
    return "" if sign == "null" else sign
