"""Definition lists: a prompt on a line of its own, below it ': answer'. A list of terms is none of these."""

import re

from ..answers.bodies import Style
from ..asking import asks
from ..assembling import assemble
from ..prompts import clean_prompt, split_number
from ..reading import Mark, Reading
from ..sections import find_sections
from ..shapes import HEADING, MAX_PROMPT, bullet
from ..source import Source

NAME = "definition-lists"
DEFINITION = re.compile(r"^ {0,3}:\s+(?P<text>\S.*)$")
NOT_PLAIN = (" ", "\t", "|", ">", "<", ":")
WEIGHT, MIN_PROMPTS, MOSTLY = 0.75, 3, 0.6


def score(source: Source) -> float:
    """Return the number of prompts with a definition below, if most of them ask."""
    marks = marks_of(source)
    asking = sum(1 for mark in marks if asks(mark.prompt))
    return WEIGHT * len(marks) if asking >= max(MIN_PROMPTS, MOSTLY * len(marks)) else 0.0


def read(source: Source) -> Reading:
    """Read the prompts under their headings; the definition begins the answer."""
    marks = marks_of(source)
    return assemble(source, marks, find_sections(source, marks, restarting=False), Style())


def marks_of(source: Source) -> list[Mark]:
    """Return the prompts alone, each with the text of its first definition."""
    return source.once(_find)


def _find(source: Source) -> list[Mark]:
    marks = []
    for at in range(1, len(source)):
        match = DEFINITION.match(source.lines[at]) if source.lines[at][:4].lstrip().startswith(":") else None
        term = at - 2 if at > 1 and source.blank[at - 1] else at - 1
        if match and not source.fenced[at] and _is_term(source, term):
            number, _, prompt = split_number(clean_prompt(source.lines[term]))
            marks.append(Mark(term, at, prompt, number, rest=match["text"].strip()))
    return marks


def _is_term(source: Source, at: int) -> bool:
    """Tell a line of plain words that begins a paragraph, or stands below a heading."""
    line = source.lines[at]
    if source.blank[at] or source.fenced[at] or len(line) > MAX_PROMPT or line.startswith(NOT_PLAIN):
        return False
    begins = at == 0 or source.blank[at - 1] or bool(HEADING.match(source.lines[at - 1]))
    return begins and not HEADING.match(line) and not bullet(line)
