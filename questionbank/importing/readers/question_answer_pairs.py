"""Pairs: a line 'Q: ...' or 'Question 3: ...', then 'A: ...' or 'Answer: ...', in several languages."""

import re

from ..answers.bodies import ANSWER_LABEL, Style
from ..assembling import CLEAR_MAJORITY, assemble
from ..reading import Mark, Reading
from ..sections import find_sections
from ..shapes import MAX_PROMPT, clean_prompt
from ..source import Source

NAME = "question-answer-pairs"
QUESTION = re.compile(
    r"^ {0,3}(?:[-*+]\s+)?\**(?:question|q|frage|pregunta|pergunta|\u0432\u043e\u043f\u0440\u043e\u0441|"
    r"\u95ee(?:\u9898)?)"
    r"\s*(?P<number>\d{1,4})?\s*\)?[.:\uff1a]\**\s*(?P<prompt>\S.*)$",
    re.IGNORECASE,
)


def score(source: Source) -> float:
    """Return the number of questions that an answer follows, if most have one."""
    marks = _marks(source)
    starts = [mark.first for mark in marks] + [len(source)]
    paired = sum(
        1
        for mark, stop in zip(marks, starts[1:], strict=True)
        if _answer_line(source, mark, stop) is not None
    )
    return 0.9 * paired if marks and paired >= CLEAR_MAJORITY * len(marks) else 0.0


def read(source: Source) -> Reading:
    """Read the pairs; a question may run over several lines, up to its answer."""
    marks = _marks(source)
    starts = [mark.first for mark in marks] + [len(source)]
    whole = [_with_whole_prompt(source, mark, stop) for mark, stop in zip(marks, starts[1:], strict=True)]
    sections = find_sections(source, whole, restarting=False)
    return assemble(source, whole, sections, Style(unfenced=not source.fences))


def _marks(source: Source) -> list[Mark]:
    marks = []
    for index, line in enumerate(source.lines):
        match = QUESTION.match(line) if line and len(line) < MAX_PROMPT and not source.fenced[index] else None
        if match:
            marks.append(Mark(index, index, clean_prompt(match["prompt"].rstrip("* ")), match["number"]))
    return marks


def _answer_line(source: Source, mark: Mark, stop: int) -> int | None:
    for index in range(mark.last + 1, min(stop, mark.last + 12)):
        if ANSWER_LABEL.match(source.lines[index].strip()):
            return index
    return None


def _with_whole_prompt(source: Source, mark: Mark, stop: int) -> Mark:
    answer = _answer_line(source, mark, stop)
    last = source.last_text(answer - 1, mark.last) if answer is not None else mark.last
    if last is None or last == mark.last or any(source.fenced[mark.last : last + 1]):
        return mark
    more = " ".join(source.lines[at].strip() for at in range(mark.last + 1, last + 1))
    prompt = clean_prompt(f"{mark.prompt} {more}")
    return Mark(mark.first, last, prompt, mark.number) if len(prompt) <= MAX_PROMPT else mark
