"""Sections with a plain or Markdown heading, 'N. prompt' starting again from 1 in each, answers in Markdown.

Typical of a PDF turned into Markdown: numbered steps inside answers look like prompts, code is cut
over two fences.
"""

from ..answers.bodies import Style
from ..assembling import assemble
from ..numbering import likely, numbered_prompts, restarts
from ..reading import Mark, Reading
from ..sections import find_sections
from ..source import Source

NAME = "numbered-sections"


def score(source: Source) -> float:
    """Return the number of likely prompts if the numbers start again somewhere."""
    chosen = numbered_prompts(source)
    return 0.7 * likely(chosen) if restarts(chosen) else 0.0


def marks_of(source: Source) -> list[Mark]:
    """Return the prompts alone."""
    return [candidate.as_mark() for candidate in numbered_prompts(source)]


def read(source: Source) -> Reading:
    """Read the numbered prompts under their headings."""
    marks = marks_of(source)
    sections = find_sections(source, marks, restarting=True)
    return assemble(source, marks, sections, Style(unfenced=not source.fences))
