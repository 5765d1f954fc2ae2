"""Plain text: a question alone in its paragraph, its answer in the paragraphs below. No sign marks either."""

from ..answers.bodies import Style
from ..asking import strength
from ..assembling import assemble
from ..headings import is_about_questions
from ..prompts import clean_prompt, split_number
from ..reading import Mark, Reading
from ..sections import find_sections
from ..shapes import MAX_PROMPT, bullet
from ..source import Source

NAME = "lone-questions"
WEIGHT, MIN_QUESTIONS, SHARE = 0.5, 3, 0.15


def score(source: Source) -> float:
    """Return the number of such questions, if the document says that it holds questions."""
    marks = marks_of(source)
    paragraphs = sum(1 for at in range(len(source)) if _begins(source, at))
    enough = len(marks) >= max(MIN_QUESTIONS, SHARE * paragraphs)
    return WEIGHT * len(marks) if enough and is_about_questions(source) else 0.0


def read(source: Source) -> Reading:
    """Read the questions; what follows each up to the next one is its answer."""
    marks = marks_of(source)
    return assemble(source, marks, find_sections(source, marks, False), Style(unfenced=not source.fences))


def marks_of(source: Source) -> list[Mark]:
    """Return the prompts alone: lines that end with a question mark, alone between blank lines."""
    return [_mark(source.lines[at], at) for at in range(len(source)) if _is_question(source, at)]


def _mark(line: str, at: int) -> Mark:
    number, _, prompt = split_number(clean_prompt(line))
    return Mark(at, at, prompt, number)


def _begins(source: Source, at: int) -> bool:
    return not source.blank[at] and not source.fenced[at] and (at == 0 or source.blank[at - 1])


def _is_question(source: Source, at: int) -> bool:
    line = source.lines[at]
    if (
        not _begins(source, at)
        or len(line) > MAX_PROMPT
        or bullet(line)
        or line.startswith((" ", "\t", "|", ">"))
    ):
        return False
    ends = line.rstrip()[-1:] in ("?", "\uff1f") and strength(line) == 2
    return ends and (at + 1 == len(source) or source.blank[at + 1])
