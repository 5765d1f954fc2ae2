"""Web pages copied as text: 'Q1' on a line of its own, the prompt below with its level stuck to the end.

Answers have bullets, titles, code and tables that lost their marks, and labelled asides; 'Section 01'
with a name opens a section.
"""

import re

from ..answers.bodies import Style
from ..assembling import assemble
from ..labels import split_label
from ..reading import Mark, Reading, Section
from ..shapes import MAX_PROMPT, clean_prompt
from ..source import Source

NAME = "web-page"
NUMBER = re.compile(
    r"^\s*(?:q|question|frage|pregunta|pergunta)\s*[#.]?\s*(?P<number>\d{1,4})\s*[.:)]?\s*$", re.IGNORECASE
)
SECTION = re.compile(
    r"^\s*(?:section|part|chapter|topic|abschnitt|teil|secci\u00f3n)\s+(?P<number>\d{1,3}|[IVX]{1,6})\s*[.:]?\s*$",
    re.I,
)


def score(source: Source) -> float:
    """Return the number of lone question numbers with a prompt below them."""
    return 0.9 * len(_marks(source))


def read(source: Source) -> Reading:
    """Read the numbered prompts under their sections."""
    marks = _marks(source)
    return assemble(source, marks, _sections(source), Style(unfenced=not source.fences, titles=True))


def _marks(source: Source) -> list[Mark]:
    marks = []
    for index, line in enumerate(source.lines):
        match = NUMBER.match(line) if len(line) < 40 and not source.fenced[index] else None
        below = source.next_text(index + 1, min(len(source), index + 3)) if match else None
        if (
            match
            and below is not None
            and len(source.lines[below]) < MAX_PROMPT
            and not NUMBER.match(source.lines[below])
        ):
            prompt, level, difficulty = split_label(clean_prompt(source.lines[below]))
            marks.append(Mark(index, below, prompt, match["number"], level, difficulty))
    return marks


def _sections(source: Source) -> list[Section]:
    sections = []
    for index, line in enumerate(source.lines):
        if len(line) < 40 and SECTION.match(line) and not source.fenced[index]:
            below = source.next_text(index + 1, min(len(source), index + 4))
            if below is not None and not NUMBER.match(source.lines[below][:60]):
                sections.append(Section(index, below, source.lines[below].strip()))
            else:
                sections.append(Section(index, index, line.strip()))
    return sections
