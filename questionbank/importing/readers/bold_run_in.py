"""Bold prompts whose answer goes on in the same line: '**What is a keel?** A fin.', perhaps in a list."""

import re

from ..answers.bodies import Style
from ..assembling import assemble
from ..prompts import clean_prompt, split_number
from ..reading import Mark, Reading
from ..sections import find_sections
from ..shapes import MAX_PROMPT
from ..source import Source

NAME = "bold-run-in"
PROMPT = re.compile(
    r"^ {0,3}(?:[-*+\u2022]\s+|(?P<number>\d{1,4})[.)]\s+)?(?P<bold>\*\*|__)"
    r"(?P<prompt>[^*_\s][^*]{1,500}?[?\uff1f])\s*(?P=bold)\s*[:\u2013\u2014-]?\s*(?P<rest>.*)$"
)
SHARE, MIN_RUN_IN, MAX_LINE = 0.3, 2, 5_000


def score(source: Source) -> float:
    """Return the number of bold questions, if the answers of a good part of them go on in the same line."""
    marks = marks_of(source)
    run_in = sum(1 for mark in marks if mark.rest)
    return 0.81 * len(marks) if run_in >= max(MIN_RUN_IN, SHARE * len(marks)) else 0.0


def read(source: Source) -> Reading:
    """Read the bold questions under their headings."""
    marks = marks_of(source)
    return assemble(source, marks, find_sections(source, marks, restarting=False), Style())


def marks_of(source: Source) -> list[Mark]:
    """Return the bold questions, each with what follows it in its line."""
    return source.once(_find)


def _find(source: Source) -> list[Mark]:
    marks = []
    for at, line in enumerate(source.lines):
        if len(line) > MAX_LINE or source.fenced[at] or ("**" not in line and "__" not in line):
            continue
        match = PROMPT.match(line)
        if match and len(match["prompt"]) <= MAX_PROMPT:
            number, _, prompt = split_number(clean_prompt(match["prompt"]))
            marks.append(Mark(at, at, prompt, match["number"] or number, rest=match["rest"].strip()))
    return marks
