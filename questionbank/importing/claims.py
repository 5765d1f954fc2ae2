"""How many questions a document says it holds, beside how many it does."""

import re
from collections.abc import Iterable
from typing import Any

from .document import ParsedQuestion
from .sections import counted
from .source import Source

TOTAL = re.compile(
    r"(?:^|\s)(?P<count>\d{1,4})(?P<more>\s?\+)?\s+(?:[a-z][\w-]* ){0,4}?(?:questions?|fragen|preguntas|"
    r"perguntas|"
    r"\u0432\u043e\u043f\u0440\u043e\u0441\w*)\b",
    re.IGNORECASE,
)
QUESTIONS = re.compile(r"^(?:interview )?questions?$", re.IGNORECASE)
BARE_NUMBER = re.compile(r"^(?P<count>\d{1,4})(?P<more>\+)?$")


def claimed(
    source: Source, first_question: int, questions: Iterable[ParsedQuestion]
) -> dict[str, Any] | None:
    """Return what the document claims: totals, counts by section, "
    "each with whether it is true; None if nothing.

    Totals are looked for above the first question (``first_question``, a line from 0), counts by
    section in headings.
    """
    asked = list(questions)
    statements = [*_totals(source, first_question, len(asked)), *_by_section(source, asked)]
    if not statements:
        return None
    totals = [statement["count"] for statement in statements if statement["section"] is None]
    sections = {s["section"]: s["count"] for s in statements if s["section"] is not None}
    return {
        "questions": totals[0] if totals else sum(sections.values()),
        "totals": totals,
        "sections": sections,
        "found": len(asked),
        "true": all(statement["true"] for statement in statements),
        "statements": statements,
    }


def _totals(source: Source, first_question: int, found: int) -> list[dict[str, Any]]:
    statements = []
    for index in range(min(first_question, len(source))):
        line = source.lines[index].strip().lstrip("# ")
        if not line or len(line) > 300 or counted(line):
            continue
        match = TOTAL.search(line)
        text = line
        if not match and index + 1 < len(source) and QUESTIONS.match(source.lines[index + 1].strip()):
            match = BARE_NUMBER.match(line)
            text = f"{line} {source.lines[index + 1].strip()}"
        if match:
            statements.append(_statement(text, index, int(match["count"]), bool(match["more"]), None, found))
    return statements


def _by_section(source: Source, questions: list[ParsedQuestion]) -> list[dict[str, Any]]:
    found: dict[str, int] = {}
    for question in questions:
        found[question.section or ""] = found.get(question.section or "", 0) + 1
    statements = []
    for index, line in enumerate(source.lines):
        said = counted(line) if line.rstrip(" *#:").endswith((")", "]")) else None
        if said and said[0] in found:
            statements.append(_statement(line.strip(" #"), index, said[1], False, said[0], found[said[0]]))
    return statements


def _statement(
    text: str, line: int, count: int, at_least: bool, section: str | None, found: int
) -> dict[str, Any]:
    true = found >= count if at_least else found == count
    return {
        "text": text,
        "line": line + 1,
        "count": count,
        "at_least": at_least,
        "section": section,
        "found": found,
        "true": true,
    }


def warnings_of(said: dict[str, Any] | None) -> list[str]:
    """Return one warning for each claim that is not true."""
    return [
        f"Line {statement['line']} says '{statement['text']}', but {statement['found']} were found."
        for statement in (said or {}).get("statements", [])
        if not statement["true"]
    ]
