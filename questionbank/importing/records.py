"""Questions that come as records (rows or objects): their fields made into questions."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .document import Callout, LineRange, Option, ParsedQuestion, Unanswered
from .kinds import kind_of
from .labels import Labels, take_labels
from .reading import Reading
from .record_names import NAMES, field_of, is_sure_prompt
from .record_options import NO_KEY, Choices, choices_of
from .shapes import MAX_PROMPT
from .without_answers import NO_ANSWER

__all__ = ["NAMES", "Record", "field_of", "is_sure_prompt", "reading_of"]

KINDS = frozenset({"concept", "coding", "debugging", "system_design", "behavioural", "case"})
SEPARATOR = re.compile(r"[,;|\n、，]")


@dataclass(frozen=True)
class Record:
    """One row or object: its fields by our names (all text), and its lines from 1."""

    fields: Mapping[str, str]
    lines: LineRange


def reading_of(
    records: list[Record], headings: tuple[LineRange, ...], warnings: tuple[str, ...] = ()
) -> Reading:
    """Return the reading of a list of records, in order.

    A record without an answer is a question all the same, with an empty answer and a warning.
    """
    told = [record for record in records if record.fields.get("prompt", "").strip()]
    choices = choices_of([record.fields for record in told])
    questions = tuple(
        _question(ordinal, record, chosen)
        for ordinal, (record, chosen) in enumerate(zip(told, choices, strict=True), 1)
    )
    return Reading(questions, tuple[Unanswered, ...](), headings=headings, warnings=warnings)


def _question(ordinal: int, record: Record, choices: Choices | None) -> ParsedQuestion:
    said = {name: value.strip() or None for name, value in record.fields.items()}
    printed = (said["prompt"] or "") if "prompt" in said else ""
    prompt, labels = take_labels(printed)
    labels = Labels(said.get("level"), said.get("difficulty"), said.get("rarity"), _tags(said)).over(labels)
    answer = _answer(said, choices)
    kind = (said.get("kind") or "").lower().replace(" ", "_").replace("-", "_")
    return ParsedQuestion(
        ordinal=ordinal,
        number=said.get("number"),
        section=said.get("section"),
        prompt=prompt,
        level=labels.level,
        difficulty=labels.difficulty,
        rarity=labels.rarity,
        summary=said.get("summary"),
        answer=answer,
        callouts=tuple[Callout, ...](),
        code_blocks=answer.count("\n```") // 2 + answer.startswith("```"),
        tables=0,
        kind=kind if kind in KINDS else kind_of(prompt, answer),
        lines=record.lines,
        warnings=tuple(_warnings(printed, answer, choices)),
        options=choices.options if choices else tuple[Option, ...](),
        tags=labels.tags,
    )


def _answer(said: Mapping[str, str | None], choices: Choices | None) -> str:
    answer, explained = said.get("answer") or "", said.get("explanation") or ""
    if choices:
        parts = [choices.rest, explained]
        return "\n\n".join(part for part in parts if part) or choices.key_in_words
    answer = answer or said.get("key") or ""
    return "\n\n".join(dict.fromkeys(part for part in (answer, explained) if part))


def _tags(said: Mapping[str, str | None]) -> tuple[str, ...]:
    parts: Sequence[str] = SEPARATOR.split(said.get("tags") or "")
    return tuple(dict.fromkeys(tag for part in parts if (tag := part.strip(" -#`*\"'[]"))))


def _warnings(prompt: str, answer: str, choices: Choices | None) -> list[str]:
    found = []
    if len(prompt) > MAX_PROMPT:
        found.append(f"The prompt has {len(prompt)} letters; it may hold more than the question.")
    if choices and not choices.keyed:
        found.append(NO_KEY)
    elif not answer and not choices:
        found.append(NO_ANSWER)
    return found
