"""Markdown with folded answers: '<details>', the prompt in '<summary>', the answer up to '</details>'."""

import re

from ..answers.bodies import Style
from ..assembling import assemble
from ..reading import Mark, Reading
from ..sections import find_sections
from ..shapes import MAX_PROMPT, clean_prompt
from ..source import Source

NAME = "folded-details"
SUMMARY = re.compile(
    r"^\s*(?:<details[^>]{0,80}>\s*)?<summary[^>]{0,80}>(?P<prompt>.+?)</summary>(?P<rest>.*)$",
    re.IGNORECASE,
)
TAG = re.compile(r"<[^<>]{1,80}>")
NUMBER = re.compile(r"^(?:q(?:uestion)?\s*)?(?P<number>\d{1,4})\s*[.):]\s+", re.IGNORECASE)


def score(source: Source) -> float:
    """Return the number of folded blocks with a prompt."""
    return 0.95 * len(_marks(source))


def read(source: Source) -> Reading:
    """Read the folded blocks; the tags around them are noise."""
    marks = _marks(source)
    return assemble(source, marks, find_sections(source, marks, restarting=False), Style())


def _marks(source: Source) -> list[Mark]:
    marks = []
    for index, line in enumerate(source.lines):
        match = SUMMARY.match(line) if "<summary" in line.lower() and len(line) < MAX_PROMPT else None
        if match and not source.fenced[index]:
            text = clean_prompt(TAG.sub("", match["prompt"]))
            number = NUMBER.match(text)
            prompt = text[number.end() :] if number else text
            if prompt:
                rest = TAG.sub("", match["rest"]).strip()
                marks.append(Mark(index, index, prompt, number["number"] if number else None, rest=rest))
    return marks
