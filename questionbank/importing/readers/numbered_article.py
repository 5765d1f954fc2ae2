"""Articles: 'N. prompt' running through the text, answers as lists or paragraphs, no sections, no marks.

Typical of pages saved as text: between and after the questions stand headings, picture credits and menus.
"""

from ..answers.bodies import Style
from ..assembling import answers_are_lists, assemble
from ..numbering import likely, numbered_prompts, restarts
from ..reading import Mark, Reading
from ..sections import find_sections
from ..source import Source

NAME = "numbered-article"


def score(source: Source) -> float:
    """Return the number of likely prompts, weighed low: any numbered list has this shape."""
    chosen = numbered_prompts(source)
    return 0.0 if restarts(chosen) else 0.7 * likely(chosen)


def marks_of(source: Source) -> list[Mark]:
    """Return the prompts alone."""
    return [candidate.as_mark() for candidate in numbered_prompts(source)]


def read(source: Source) -> Reading:
    """Read the numbered prompts; where answers are lists throughout, what follows a list belongs to no
    question.
    """
    marks = marks_of(source)
    sections = find_sections(source, marks, restarting=False)
    lists = answers_are_lists(source, marks, sections)
    return assemble(source, marks, sections, Style(unfenced=not source.fences, ends_with_list=lists))
