"""Markdown with bold prompts: 'N. **prompt**' or '**prompt**' alone on a line, answers below, headings as
sections.
"""

import re

from ..answers.bodies import Style
from ..assembling import assemble
from ..reading import Mark, Reading
from ..sections import find_sections
from ..shapes import MAX_PROMPT, asks, clean_prompt
from ..source import Source

NAME = "bold-prompts"
NUMBERED = re.compile(
    r"^ {0,3}(?:[-*+]\s+)?(?P<number>\d{1,4})[.)]\s+(?:\*\*|__)(?P<prompt>[^\s*].*?)(?:\*\*|__)\s*:?\s*$"
)
ALONE = re.compile(
    r"^ {0,3}(?:[-*+]\s+)?(?:\*\*|__)\s*(?:(?:q(?:uestion)?\s*)?(?P<number>\d{1,4})\s*[.):]\s*|"
    r"q(?:uestion)?\s*:\s*)?"
    r"(?P<prompt>[^\s*].*?)(?:\*\*|__)\s*$",
    re.IGNORECASE,
)


def score(source: Source) -> float:
    """Return the number of bold prompts; a single one only counts if it is a question."""
    marks = _marks(source)
    return 0.8 * len(marks) if len(marks) != 1 or marks[0].prompt.endswith("?") else 0.0


def read(source: Source) -> Reading:
    """Read the bold prompts under their headings."""
    marks = _marks(source)
    sections = find_sections(source, marks, restarting=False)
    return assemble(source, marks, sections, Style(unfenced=False))


def _marks(source: Source) -> list[Mark]:
    numbered = _matching(source, NUMBERED)
    return (
        numbered
        if len(numbered) > 1
        else [mark for mark in _matching(source, ALONE) if mark.number or asks(mark.prompt)]
    )


def _matching(source: Source, pattern: re.Pattern[str]) -> list[Mark]:
    marks = []
    for index, line in enumerate(source.lines):
        match = pattern.match(line) if ("**" in line or "__" in line) and len(line) < MAX_PROMPT else None
        if match and not source.fenced[index]:
            marks.append(Mark(index, index, clean_prompt(match["prompt"]), match["number"]))
    return marks
