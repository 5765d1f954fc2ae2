"""Blog posts: 'N. prompt', then 'Answer:', nested bullets and unfenced code, perhaps a last line
of labels.
"""

import re

from ..answers.bodies import ANSWER_LABEL, Style
from ..assembling import CLEAR_MAJORITY, assemble
from ..labels import read_labels
from ..numbering import Candidate, numbered_prompts, restarts
from ..reading import Mark, Reading
from ..sections import find_sections
from ..source import Source

NAME = "answer-labels"
WORD = re.compile(r"\w{2}")


def score(source: Source) -> float:
    """Return the number of prompts followed by a label such as 'Answer:', if most are."""
    chosen = numbered_prompts(source)
    labelled = sum(1 for candidate in chosen if _has_label(source, candidate))
    return 0.85 * labelled if chosen and labelled >= CLEAR_MAJORITY * len(chosen) else 0.0


def marks_of(source: Source) -> list[Mark]:
    """Return the prompts alone."""
    return [candidate.as_mark() for candidate in numbered_prompts(source)]


def read(source: Source) -> Reading:
    """Read prompts and labelled answers; where each ends with a line of labels, that line ends the answer."""
    chosen = numbered_prompts(source)
    marks = marks_of(source)
    sections = find_sections(source, marks, restarting=restarts(chosen))
    lines_of_labels = sum(1 for line in source.lines if read_labels(line))
    style = Style(unfenced=not source.fences, ends_with_labels=lines_of_labels >= CLEAR_MAJORITY * len(marks))
    return assemble(source, marks, sections, style)


def _has_label(source: Source, candidate: Candidate) -> bool:
    following = source.next_text(candidate.last + 1, min(len(source), candidate.last + 4))
    if following is None:
        return False
    match = ANSWER_LABEL.match(source.lines[following].strip())
    return bool(match and WORD.search(match[0]))
