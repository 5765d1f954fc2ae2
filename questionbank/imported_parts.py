"""One imported question made two, and two made one. Pure: values are what a reader says of a question."""

import re
from typing import Any

from questionbank.importing.kinds import kind_of

Values = dict[str, Any]

FENCE = re.compile(r"^\s*(```|~~~)")
TABLE_RULE = re.compile(r"^\s*\|?\s*:?-{2,}:?\s*(\|\s*:?-{2,}:?\s*)+\|?\s*$")
# What stands before a prompt: heading marks, bullets, numbers, a letter for "question".
LEAD = re.compile(
    r"^\s*(?:#{1,6}\s+|[-*•+]\s+|(?:Q(?:uestion)?\s*)?\d{1,4}\s*[.):]\s+|Q\s*:\s*)*", re.IGNORECASE
)
NO_PLACE = "Choose a line of the answer, from 1 to {}."
IN_CODE = "Line {} is inside a code block: it would be cut in two."
NO_PROMPT = "Nothing is left below this line to be a question. Choose an earlier one, or write the prompt."


class CannotSplit(ValueError):
    """Why a question is not split there, in plain words."""


def split_values(values: Values, line: int, prompt: str, document: list[str]) -> tuple[Values, Values]:
    """Two questions of one: the second begins at this line (from 1) of the answer.

    With a `prompt` the line opens the second one's answer, else the line is its prompt. `document` is the
    whole document's lines, by which each gets its own lines where the place is found there. What the document
    says of the first (number, level, difficulty) is not taken to hold for the second. Warnings stay on both.
    Raises CannotSplit.
    """
    lines = str(values.get("answer") or "").split("\n")
    if not 1 <= line <= len(lines):
        raise CannotSplit(NO_PLACE.format(len(lines)))
    if sum(bool(FENCE.match(text)) for text in lines[: line - 1]) % 2:
        raise CannotSplit(IN_CODE.format(line))
    second = _trimmed(lines[line - 1 :])
    if not prompt.strip():
        if not second:
            raise CannotSplit(NO_PROMPT)
        prompt, second = plain_prompt(second[0]), _trimmed(second[1:])
    before, after = _own_lines(values["lines"], lines, line, document)
    first_answer, second_answer = "\n".join(_trimmed(lines[: line - 1])), "\n".join(second)
    unsaid = dict.fromkeys(("number", "level", "difficulty", "rarity", "summary", "details"))
    return (
        _counted(values | {"answer": first_answer, "lines": before, "callouts": [], "sources": None}),
        _counted(
            values
            | unsaid
            | {
                "prompt": prompt.strip(),
                "answer": second_answer,
                "kind": kind_of(prompt, second_answer),
                "lines": after,
                "options": [],
                "tags": [],
                "sources": None,
            }
        ),
    )


def joined_values(first: Values, second: Values, *, touching: bool) -> Values:
    """One question of two: the second's prompt and answer follow the first's answer; nothing is dropped.

    `touching` says that nothing else stands between them, so that one range of lines covers both.
    """
    places = [*(first.get("sources") or [first["lines"]]), *(second.get("sources") or [second["lines"]])]
    answer = [
        first.get("answer"),
        f"**{second['prompt'].strip()}**",
        second.get("summary"),
        second.get("answer"),
    ]
    whole = [min(place[0] for place in places), max(place[1] for place in places)]
    said = {
        name: first.get(name) or second.get(name) for name in ("number", "section", "level", "difficulty")
    }
    return _counted(
        first
        | said
        | {
            "rarity": first.get("rarity") or second.get("rarity"),
            "answer": "\n\n".join(str(part).strip("\n") for part in answer if part and str(part).strip()),
            "callouts": [*(first.get("callouts") or []), *(second.get("callouts") or [])],
            "options": [*(first.get("options") or []), *(second.get("options") or [])],
            "tags": list(dict.fromkeys([*(first.get("tags") or []), *(second.get("tags") or [])])),
            "warnings": list(dict.fromkeys([*first["warnings"], *second["warnings"]])),
            "lines": whole if touching else first["lines"],
            "sources": None if touching else places,
        }
    )


def unanswered_values(prompt: str, lines: list[int]) -> Values:
    """A prompt that a document only asks, as a question without an answer."""
    return {
        "ordinal": 0,
        "number": None,
        "section": None,
        "prompt": prompt,
        "level": None,
        "difficulty": None,
        "rarity": None,
        "summary": None,
        "answer": "",
        "callouts": [],
        "code_blocks": 0,
        "tables": 0,
        "kind": kind_of(prompt, ""),
        "lines": lines,
        "warnings": ["The document asks this and does not answer it: write the answer."],
        "options": [],
        "tags": [],
        "part": None,
        "details": None,
        "unanswered": True,
    }


def plain_prompt(line: str) -> str:
    """A line without what marks it as a heading, a list item or a question."""
    if not any(letter.isalnum() for letter in line):
        return line.strip()
    text = LEAD.sub("", line, count=1).strip().strip("#").strip()
    for mark in ("**", "__", "*", "_"):
        if text.startswith(mark) and text.endswith(mark) and len(text) > 2 * len(mark):
            text = LEAD.sub("", text[len(mark) : -len(mark)], count=1).strip()
    return text or line.strip()


def _trimmed(lines: list[str]) -> list[str]:
    """Without blank lines at either end."""
    there = [place for place, text in enumerate(lines) if text.strip()]
    return lines[there[0] : there[-1] + 1] if there else []


def _counted(values: Values) -> Values:
    lines = str(values.get("answer") or "").split("\n")
    fences = sum(bool(FENCE.match(text)) for text in lines)
    return values | {
        "code_blocks": fences // 2,
        "tables": sum(bool(TABLE_RULE.match(text)) for text in lines),
    }


def _own_lines(
    whole: list[int], answer: list[str], line: int, document: list[str]
) -> tuple[list[int], list[int]]:
    """The document's lines of each part; both have all of them if the place is not found."""
    first, last = whole
    start = next((at for at in range(line - 1, len(answer)) if answer[at].strip()), None)
    if start is None:
        return whole, whole
    wanted = answer[start].strip()
    earlier = sum(text.strip() == wanted for text in answer[:start])
    places = [n for n in range(first + 1, last + 1) if _says(document[n - 1], wanted)]
    if len(places) <= earlier:
        return whole, whole
    return [first, places[earlier] - 1], [places[earlier], last]


def _says(text: str, wanted: str) -> bool:
    return text.strip() == wanted or text.strip().endswith(f" {wanted}")
