"""From what a document printed of a question to the content of a revision. Pure.

`values` is one entry of "questions" in the JSON of a dry run, with a person's changes over it. What the
document does not say stays unsaid: no level, difficulty or topic is guessed.
"""

import uuid
from typing import Any

from questionbank.content import Choice, Content
from questionbank.enums import Difficulty, Kind

EDITABLE = ("prompt", "section", "level", "difficulty", "kind", "summary", "answer")
_DIFFICULTIES = {label.lower(): value for value, label in Difficulty.choices}


def content_from(
    values: dict[str, Any],
    *,
    document: str,
    topic_id: uuid.UUID | None,
    level_id: uuid.UUID | None,
    minutes: int | None,
) -> Content:
    """The content of the first revision.

    Call-outs follow the answer with their label; rarity becomes a tag.
    """
    kind = values.get("kind")
    return Content(
        prompt=str(values["prompt"]).strip(),
        kind=kind if kind in Kind.values else Kind.CONCEPT,
        summary=(values.get("summary") or "").strip(),
        answer=_answer(values),
        options=tuple(Choice(**option) for option in values.get("options") or ()),
        topic_id=topic_id,
        level_id=level_id,
        minutes=minutes,
        difficulty=_DIFFICULTIES.get((values.get("difficulty") or "").strip().lower()),
        tags=_tags(values),
        source=_source(values, document),
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
    first, last = values["lines"]
    return f"{document}, lines {first}–{last}, question {values.get('number') or values['ordinal']}"
