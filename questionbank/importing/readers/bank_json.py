"""Our own export as JSON (``exporting.json_text``), read back with rubrics and probes."""

import json
import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Any

from ..document import Details, LineRange, Option, ParsedCriterion, ParsedQuestion
from ..reading import Reading
from ..source import Source

NAME = "bank-json"
BANK = re.compile(r'\s*\{\s*"format"\s*:\s*"plumbline-bank"')
LIST = re.compile(r'"questions"\s*:\s*\[')
GAP = re.compile(r"[\s,]*")
DECODER = json.JSONDecoder(strict=False)


def score(source: Source) -> float:
    """Return more than any other reader can if the document names our format first, else nothing."""
    return 10.0 * len(source) + 10 if BANK.match(source.text[:500]) else 0.0


def read(source: Source) -> Reading:
    """Read every object of the list; reading stops at one that is no JSON, and a warning says where."""
    starts = [0]
    for line in source.lines:
        starts.append(starts[-1] + len(line) + 1)
    questions: list[ParsedQuestion] = []
    warnings: list[str] = []
    for value, begin, end in _objects(source.text):
        lines = (bisect_right(starts, begin), bisect_right(starts, end - 1))
        if isinstance(value, dict) and isinstance(value.get("prompt"), str):
            questions.append(_question(len(questions) + 1, value, lines))
        else:
            warnings.append(f"On line {lines[0]} no question can be read: check the JSON from there on.")
    covered = {line for question in questions for line in range(question.lines[0], question.lines[1] + 1)}
    around = tuple((at, at) for at in range(1, len(source) + 1) if at not in covered)
    head = re.search(r'"title"\s*:\s*("(?:[^"\\]|\\.)*")', source.text[:2000])
    title = json.loads(head[1]) if head else None
    return Reading(tuple(questions), headings=around, title=title, warnings=tuple(warnings))


def _objects(text: str) -> Iterator[tuple[Any, int, int]]:
    """Yield each value of the list with where it begins and ends; None for what cannot be read, then stop."""
    found = LIST.search(text)
    at = found.end() if found else len(text)
    while True:
        gap = GAP.match(text, at)
        at = gap.end() if gap else at
        if at >= len(text) or text[at] == "]":
            return
        try:
            value, end = DECODER.raw_decode(text, at)
        except (ValueError, RecursionError):
            yield None, at, at + 1
            return
        yield value, at, end
        at = end


def _question(ordinal: int, value: dict[str, Any], lines: LineRange) -> ParsedQuestion:
    answer = _text(value, "answer")
    topic = _texts(value.get("topic"))
    minutes = value.get("minutes")
    return ParsedQuestion(
        ordinal=ordinal,
        number=None,
        section=" / ".join(topic) or None,
        prompt=_text(value, "prompt"),
        level=_text(value, "level") or None,
        difficulty=_text(value, "difficulty") or None,
        rarity=None,
        summary=_text(value, "summary") or None,
        answer=answer,
        callouts=(),
        code_blocks=answer.count("\n```") // 2 + answer.startswith("```"),
        tables=0,
        kind=_text(value, "kind") or "concept",
        lines=lines,
        warnings=() if _text(value, "prompt").strip() else ("The prompt is missing.",),
        options=tuple(_option(option) for option in _objects_in(value.get("options"))),
        tags=_texts(value.get("tags")),
        details=Details(
            probes=_texts(value.get("probes")),
            hints=_texts(value.get("hints")),
            red_flags=_texts(value.get("red_flags")),
            minutes=minutes if isinstance(minutes, int) and not isinstance(minutes, bool) else None,
            source=_text(value, "source"),
            topic=topic,
            criteria=tuple(_criterion(line) for line in _objects_in(value.get("criteria"))),
        ),
    )


def _option(value: dict[str, Any]) -> Option:
    correct = value.get("correct")
    return Option(
        _text(value, "text"), correct if isinstance(correct, bool) else None, _text(value, "feedback")
    )


def _criterion(value: dict[str, Any]) -> ParsedCriterion:
    weight = value.get("weight")
    anchors = [
        (_text(anchor, "level") or None, anchor["point"], anchor.get("draft") is True, _text(anchor, "text"))
        for anchor in _objects_in(value.get("anchors"))
        if anchor.get("point") in (1, 2, 3, 4)
    ]
    return ParsedCriterion(_text(value, "name"), weight if isinstance(weight, int) else 1, tuple(anchors))


def _objects_in(value: Any) -> list[dict[str, Any]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _texts(value: Any) -> tuple[str, ...]:
    return tuple(item for item in value if isinstance(item, str)) if isinstance(value, list) else ()


def _text(value: dict[str, Any], key: str) -> str:
    found = value.get(key)
    return found if isinstance(found, str) else ""
