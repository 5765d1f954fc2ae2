"""Lines that are in no question: prompts without an answer, or noise, each with its reason."""

import re

from .document import Noise, Unanswered
from .noise import reason
from .shapes import LABELLED, asks
from .source import Source

LABELLED_TASK = re.compile(r"^[^\W\d_][^:?!.]{2,70}:\s+(?P<task>\S.*)$")
QUESTION_INSIDE = re.compile(r"\b(?:how|what|why|which|when)\b[^?.!]{3,300}\?", re.IGNORECASE)
MIN_PROMPT_WORDS = 6


def explain(source: Source, indexes: list[int], why: str) -> tuple[list[Unanswered], list[Noise]]:
    """Return the unanswered prompts and the noise among these lines (from 0, "
    "in order); blank lines are neither.

    ``why`` is the reason for lines that do not show one themselves.
    """
    unanswered: list[Unanswered] = []
    noise: list[Noise] = []
    for index in indexes:
        if source.blank[index]:
            continue
        line = source.lines[index].strip()
        if is_unanswered_prompt(line):
            unanswered.append(Unanswered(line, (index + 1, index + 1)))
        else:
            _add(source, noise, index, reason(line) or why)
    return unanswered, noise


def is_unanswered_prompt(line: str) -> bool:
    """Return whether a paragraph outside all answers is a task: 'Topic: what to do', with a question or an
    order.
    """
    match = LABELLED_TASK.match(line) if LABELLED.match(line[:120]) and len(line) < 1000 else None
    if not match or len(match["task"].split()) < MIN_PROMPT_WORDS or line.endswith(("...", "\u2026")):
        return False
    return bool(QUESTION_INSIDE.search(match["task"])) or (
        asks(match["task"]) and match["task"].endswith((".", "?"))
    )


def _add(source: Source, noise: list[Noise], index: int, why: str) -> None:
    """Add a line, or lengthen the passage before it when the reason is the same and only blank lines lie
    between.
    """
    if (
        noise
        and noise[-1].why == why
        and source.last_text(index - 1, noise[-1].lines[1] - 1) == noise[-1].lines[1] - 1
    ):
        noise[-1] = Noise((noise[-1].lines[0], index + 1), why)
    else:
        noise.append(Noise((index + 1, index + 1), why))
