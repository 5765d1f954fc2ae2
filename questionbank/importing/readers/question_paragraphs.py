"""Plain text without marks: each paragraph begins with a line that is a question, its answer is the rest."""

from ..answers.bodies import Style
from ..asking import QUESTION_MARKS, strength
from ..assembling import assemble
from ..prompts import clean_prompt, split_number
from ..reading import Mark, Reading
from ..sections import find_sections
from ..shapes import HEADING, MAX_PROMPT, bullet
from ..source import Source

NAME = "question-paragraphs"
WEIGHT, MIN_QUESTIONS, MOSTLY = 0.6, 3, 0.6
NOT_PLAIN = (" ", "\t", "|", ">", "<")


def score(source: Source) -> float:
    """Return the number of such paragraphs, if they are most of the document's."""
    marks = marks_of(source)
    paragraphs = sum(1 for at in range(len(source)) if _begins(source, at))
    return WEIGHT * len(marks) if len(marks) >= max(MIN_QUESTIONS, MOSTLY * paragraphs) else 0.0


def read(source: Source) -> Reading:
    """Read the questions; what follows each up to the next one is its answer."""
    marks = marks_of(source)
    return assemble(source, marks, find_sections(source, marks, False), Style(unfenced=not source.fences))


def marks_of(source: Source) -> list[Mark]:
    """Return the prompts alone."""
    return source.once(_find)


def _find(source: Source) -> list[Mark]:
    marks = []
    for at in range(len(source) - 1):
        answered = not source.blank[at + 1] and not source.fenced[at + 1]
        if answered and _begins(source, at) and _is_question(source.lines[at]):
            number, _, prompt = split_number(clean_prompt(source.lines[at]))
            marks += [] if _is_question(source.lines[at + 1]) else [Mark(at, at, prompt, number)]
    return marks


def _begins(source: Source, at: int) -> bool:
    """Tell the first line of a paragraph; headings are none."""
    if source.blank[at] or source.fenced[at] or HEADING.match(source.lines[at][:MAX_PROMPT]):
        return False
    return at == 0 or source.blank[at - 1] or bool(HEADING.match(source.lines[at - 1][:MAX_PROMPT]))


def _is_question(line: str) -> bool:
    if len(line) > MAX_PROMPT or bullet(line) or line.startswith(NOT_PLAIN):
        return False
    return line.rstrip()[-1:] in tuple(QUESTION_MARKS) and strength(line) == 2
