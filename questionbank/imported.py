"""From what a document printed of a question to the content of a revision. Pure.

`values` is one entry of "questions" in the JSON of a dry run, with a person's changes over it. What the
document does not say stays unsaid: no level, difficulty or topic is guessed.
"""

import uuid
from collections.abc import Mapping
from typing import Any

from questionbank.content import Choice, Content, RubricLine
from questionbank.enums import Kind
from questionbank.importing.words import difficulty_of

# What a person can say of the columns of a table.
COLUMNS = ("prompt", "answer", "summary", "section", "level", "difficulty", "tags")
EDITABLE = ("prompt", "section", "level", "difficulty", "kind", "summary", "answer")


def word_key(word: object) -> str:
    """The form under which a section or a word of level or difficulty is known, however it is written."""
    return " ".join(str(word or "").split()).casefold()


def content_from(
    values: dict[str, Any],
    *,
    document: str,
    topic_id: uuid.UUID | None,
    level_id: uuid.UUID | None,
    minutes: int | None,
    difficulties: Mapping[str, int | None] = {},  # a Mapping: nobody writes into it
    rubric: tuple[RubricLine, ...] = (),
) -> Content:
    """The content of the first revision.

    Call-outs follow the answer with their label; rarity becomes a tag. `difficulties` is what a person made
    of words of difficulty, by word_key; other words are taken for what they mean. What an export of a bank
    like ours says besides (`details`) goes before `minutes` and the place in the document.
    """
    kind, details = values.get("kind"), values.get("details") or {}
    word = word_key(values.get("difficulty"))
    return Content(
        prompt=str(values["prompt"]).strip(),
        kind=kind if kind in Kind.values else Kind.CONCEPT,
        summary=(values.get("summary") or "").strip(),
        answer=_answer(values),
        options=tuple(Choice(**option) for option in values.get("options") or ()),
        topic_id=topic_id,
        level_id=level_id,
        minutes=details.get("minutes") or minutes,
        difficulty=difficulties[word] if word in difficulties else difficulty_of(word),
        tags=_tags(values),
        source=details.get("source") or _source(values, document),
        probes=tuple(details.get("probes") or ()),
        hints=tuple(details.get("hints") or ()),
        red_flags=tuple(details.get("red_flags") or ()),
        rubric=rubric,
    )


def _answer(values: dict[str, Any]) -> str:
    parts = [(values.get("answer") or "").strip("\n")]
    for callout in values.get("callouts") or []:
        quoted = "\n".join(f"> {line}".rstrip() for line in callout["text"].split("\n"))
        parts.append(f"> **{callout['label']}**\n>\n{quoted}")
    return "\n\n".join(part for part in parts if part)


def _tags(values: dict[str, Any]) -> tuple[str, ...]:
    rarity = " ".join((values.get("rarity") or "").split())
    said = [f"rarity: {rarity}"] if rarity else []
    return tuple(dict.fromkeys(tag[:60] for tag in [*said, *(values.get("tags") or ())]))


def _source(values: dict[str, Any], document: str) -> str:
    lines = " and ".join(f"{first}–{last}" for first, last in values.get("sources") or [values["lines"]])
    part = f" ({values['part']})" if values.get("part") else ""
    return f"{document}{part}, lines {lines}, question {values.get('number') or values['ordinal']}"[:2000]
