"""Our own export as Markdown (``exporting.markdown``), read back exactly, with rubrics and probes."""

import json
import re
from dataclasses import dataclass, field

from ..document import Details, LineRange, Option, ParsedCriterion, ParsedQuestion
from ..reading import Reading
from ..source import Source

NAME = "bank-markdown"
BANK = re.compile(r"^# (?P<title>.*) <!-- pl bank 1 -->\s*$")
QUESTION = re.compile(r"^## Question (?P<number>\d+) <!-- pl -->\s*$")
PART = re.compile(r"^### (?P<name>[A-Z][a-z ]+) <!-- pl -->\s*$")
FIELD = re.compile(r"^- (?P<name>[A-Z][a-z]+): (?P<value>.+)$")
ITEM = re.compile(r"^- (?P<value>.+)$")
OPTION = re.compile(r"^- \[(?P<mark>[ x?])\] (?P<value>.+)$")
FEEDBACK = re.compile(r"^  - Feedback: (?P<value>.+)$")
ANCHOR = re.compile(
    r"^- Point (?P<point>[1-4])(?P<draft> \(draft\))?"
    r'(?: for (?P<level>"(?:[^"\\]|\\.)*"|[^":]+?))?: (?P<text>.+)$'
)
VALUE = re.compile(r'\s*("(?:[^"\\]|\\.)*"|[^,]+)')
LIKE_SIGN = re.compile(r"<!-- pl(?P<stars>\*+)(?P<rest>(?: bank 1)? -->[ \t]*)$")
CORRECT = {"x": True, " ": False, "?": None}
LISTS = {"Probes": "probes", "Hints": "hints", "Red flags": "red_flags"}


@dataclass
class _Parts:
    """What stands below one question's heading, part by part, as lines."""

    number: str
    first: int
    last: int
    fields: list[str] = field(default_factory=list)
    texts: list[tuple[str, list[str]]] = field(default_factory=list)


def score(source: Source) -> float:
    """Return more than any other reader can if the first line is our sign, else nothing."""
    first = source.next_text(0)
    return 10.0 * len(source) if first is not None and BANK.match(source.lines[first]) else 0.0


def read(source: Source) -> Reading:
    """Read every question below the sign; a line that should be there but is not gives a warning."""
    first = source.next_text(0) or 0
    head = BANK.match(source.lines[first])
    parts = _split(source, first + 1)
    questions = tuple(_question(ordinal, part) for ordinal, part in enumerate(parts, start=1))
    headings: tuple[LineRange, ...] = ((first + 1, first + 1),)
    return Reading(questions, headings=headings, title=head["title"] if head else None)


def _split(source: Source, start: int) -> list[_Parts]:
    found: list[_Parts] = []
    for index in range(start, len(source)):
        line = source.lines[index]
        if match := QUESTION.match(line):
            found.append(_Parts(match["number"], index + 1, index + 1))
            continue
        if not found:
            continue
        question = found[-1]
        if match := PART.match(line):
            question.texts.append((match["name"], []))
        elif question.texts:
            question.texts[-1][1].append(line)
        else:
            question.fields.append(line)
        if not source.blank[index]:
            question.last = index + 1
    return found


def _question(ordinal: int, parts: _Parts) -> ParsedQuestion:
    warnings: list[str] = []
    said = _fields(parts.fields, warnings)
    texts: dict[str, str] = {}
    lists: dict[str, tuple[str, ...]] = {}
    criteria: list[ParsedCriterion] = []
    options: tuple[Option, ...] = ()
    for name, lines in parts.texts:
        body = _body(lines)
        if name in ("Prompt", "Summary", "Answer"):
            texts[name] = "\n".join(map(_unescaped, body))
        elif name in LISTS:
            lists[LISTS[name]] = tuple(_value(match["value"]) for line in body if (match := ITEM.match(line)))
        elif name == "Options":
            options = _options(body)
        elif name == "Criterion":
            criteria.append(_criterion(body))
        else:
            warnings.append(f"The part “{name}” is not known and was left out.")
    minutes, topic = said.get("Minutes", ""), _values(said.get("Topic", ""))
    answer = texts.get("Answer", "")
    if not texts.get("Prompt", "").strip():
        warnings.append("The prompt is missing.")
    return ParsedQuestion(
        ordinal=ordinal,
        number=parts.number,
        section=" / ".join(topic) or None,
        prompt=texts.get("Prompt", ""),
        level=_one(said, "Level"),
        difficulty=_one(said, "Difficulty"),
        rarity=None,
        summary=texts.get("Summary") or None,
        answer=answer,
        callouts=(),
        code_blocks=answer.count("\n```") // 2 + answer.startswith("```"),
        tables=0,
        kind=_one(said, "Kind") or "concept",
        lines=(parts.first, parts.last),
        warnings=tuple(warnings),
        options=options,
        tags=tuple(_values(said.get("Tags", ""))),
        details=Details(
            minutes=int(minutes) if minutes.isdecimal() else None,
            source=_one(said, "Source") or "",
            topic=tuple(topic),
            criteria=tuple(criteria),
            **lists,
        ),
    )


def _fields(lines: list[str], warnings: list[str]) -> dict[str, str]:
    said: dict[str, str] = {}
    for line in lines:
        match = FIELD.match(line)
        if match:
            said[match["name"]] = match["value"]
        elif line.strip():
            warnings.append(f"Not understood below the heading: {line.strip()[:80]}")
    return said


def _body(lines: list[str]) -> list[str]:
    """Return the lines of a part without the blank one after its heading and the one before the next."""
    body = lines[1:] if lines and not lines[0] else lines
    return body[:-1] if body and not body[-1] else body


def _options(lines: list[str]) -> tuple[Option, ...]:
    found: list[Option] = []
    for line in lines:
        if match := OPTION.match(line):
            found.append(Option(_value(match["value"]), CORRECT[match["mark"]]))
        elif found and (match := FEEDBACK.match(line)):
            found[-1] = Option(found[-1].text, found[-1].correct, _value(match["value"]))
    return tuple(found)


def _criterion(lines: list[str]) -> ParsedCriterion:
    said: dict[str, str] = {}
    anchors: list[tuple[str | None, int, bool, str]] = []
    for line in lines:
        if match := ANCHOR.match(line):
            level = _value(match["level"]) if match["level"] else None
            anchors.append((level, int(match["point"]), bool(match["draft"]), _value(match["text"])))
        elif match := FIELD.match(line):
            said[match["name"]] = match["value"]
    weight = said.get("Weight", "1")
    return ParsedCriterion(
        _value(said.get("Name", "")), int(weight) if weight.isdecimal() else 1, tuple(anchors)
    )


def _one(said: dict[str, str], name: str) -> str | None:
    return _value(said[name]) if name in said else None


def _values(text: str) -> list[str]:
    return [_value(part.strip()) for part in VALUE.findall(text)]


def _value(text: str) -> str:
    """Return a value as it was before it was quoted; what is no JSON string stands for itself."""
    if not text.startswith('"'):
        return text
    try:
        value = json.loads(text)
    except ValueError:
        return text
    return value if isinstance(value, str) else text


def _unescaped(line: str) -> str:
    return LIKE_SIGN.sub(lambda found: f"<!-- pl{found['stars'][1:]}{found['rest']}", line)
