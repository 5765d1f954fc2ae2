"""Markdown with bold prompts: 'N. **prompt**', '**N. prompt**', '**Q: prompt**' or '**prompt**' alone on a
line, or in italics a question or '*N. prompt*'; answers below, headings as sections.
"""

import re
from collections import Counter
from dataclasses import dataclass

from ..answers.bodies import Style
from ..asking import strength
from ..assembling import assemble
from ..foreign import is_answer_label
from ..prompts import LABELS, clean_prompt, key_of, split_number
from ..reading import Mark, Reading
from ..sections import find_sections
from ..shapes import HEADING, MAX_PROMPT
from ..source import Source

NAME = "bold-prompts"
LEAD = r"^ {0,3}(?:>\s*)?(?:(?P<outer>\d{1,4})\\?[.)]\s+|(?P<sign>[-*+])\s+(?:\[[ xX]\]\s+)?)?"
BOLD = re.compile(
    LEAD + r"(?P<text>\W*(?:\*\*|__)[^\s*_].*?(?:\*\*|__)\s*[:?？]?(?P<after>\W*|[^\w*]{0,6}:\w+:\s*))$"
)
ITALIC = re.compile(LEAD + r"(?P<text>\*(?:[^\s*][^*]*[?？]|\d{1,4}[.)]\s+[^\s*][^*]*)\*)$")
# Only the number is bold: '**Q1.** prompt', '**1)** prompt'.
BOLD_NUMBER = re.compile(
    rf"^ {{0,3}}(?:\*\*|__)(?P<number>(?:(?:{LABELS})\s*#?\s*)?\d{{1,4}}|{LABELS})\s*[.:)：]?"
    r"(?:\*\*|__)\s*[.:)：]?\s+(?P<text>\S.*)$",
    re.IGNORECASE,
)
WEIGHT, NUMBERED = 0.8, 0.3
MOSTLY, MIN_WORDS, MIN_REPEATED = 0.7, 3, 3
QUESTION, NUMBER_OUTSIDE, NUMBER_INSIDE, BULLET, BARE = "question", "outside", "inside", "bullet", "bare"
NUMBER_ITALIC = "italic"


@dataclass(frozen=True)
class _Line:
    """A bold line, how it is written, and how surely it asks."""

    at: int
    style: str
    prompt: str
    number: str | None
    force: int
    last: int


def score(source: Source) -> float:
    """Return the number of bold prompts, those with a number alone counting less; one must be a question."""
    chosen = source.once(_chosen)
    if len(chosen) == 1 and chosen[0].force < 2:
        return 0.0
    return WEIGHT * sum(_worth(line) for line in chosen)


def read(source: Source) -> Reading:
    """Read the bold prompts under their headings."""
    marks = marks_of(source)
    return assemble(source, marks, find_sections(source, marks, restarting=False), Style(unfenced=False))


def marks_of(source: Source) -> list[Mark]:
    """Return the prompts alone; below a line with nothing but a number the prompt is the next one."""
    return [Mark(line.at, line.last, line.prompt, line.number) for line in source.once(_chosen)]


def _worth(line: _Line) -> float:
    return 1.0 if line.force or line.style == QUESTION else NUMBERED if line.number else 0.0


def _chosen(source: Source) -> list[_Line]:
    """Return the bold lines written in the way that most prompts are."""
    lines = _lines(source)
    repeated = Counter(key_of(line.prompt) for line in lines if not line.force)
    by_style: dict[str, list[_Line]] = {}
    for line in lines:
        if line.force or repeated[key_of(line.prompt)] < MIN_REPEATED:
            by_style.setdefault(line.style, []).append(line)
    best = max(by_style.values(), key=lambda found: sum(map(_worth, found)), default=[])
    if not best or best[0].style not in (BARE, BULLET):
        return best
    mostly = sum(1 for line in best if line.force) >= MOSTLY * len(best)
    return [line for line in best if line.force or (mostly and _is_statement(source, line))]


def _is_statement(source: Source, line: _Line) -> bool:
    """Tell a prompt that does not ask from a label inside an answer: several words, alone, text below."""
    alone = line.at == 0 or source.blank[line.at - 1]
    words = len(line.prompt.split()) >= MIN_WORDS and line.prompt[-1:] not in ":：,;"
    return alone and words and line.at + 1 < len(source)


def _lines(source: Source) -> list[_Line]:
    found: list[_Line] = []
    for at, text in enumerate(source.lines):
        if found and at <= found[-1].last:
            continue
        if ("*" in text or "__" in text) and len(text) < MAX_PROMPT and not source.fenced[at]:
            line = _line(at, text)
            line = _with_prompt_below(source, line) if line and not line.prompt else line
            if line and line.prompt and not is_answer_label(line.prompt):
                found.append(line)
    return found


def _with_prompt_below(source: Source, line: _Line) -> _Line | None:
    below = source.next_text(line.at + 1, min(len(source), line.at + 3))
    if (
        below is None
        or line.style != QUESTION
        or source.fenced[below]
        or len(source.lines[below]) > MAX_PROMPT
    ):
        return None
    prompt = split_number(clean_prompt(source.lines[below]))[2]
    if not prompt or HEADING.match(source.lines[below]) or is_answer_label(prompt):
        return None
    return _Line(line.at, line.style, prompt, line.number, strength(prompt), below)


def _line(at: int, text: str) -> _Line | None:
    counted = BOLD_NUMBER.match(text)
    if counted and not BOLD.match(text):
        number, labelled, _ = split_number(f"{counted['number']}. x")
        prompt = clean_prompt(counted["text"])
        return _Line(at, QUESTION if labelled else NUMBER_INSIDE, prompt, number, strength(prompt), at)
    bold = BOLD.match(text)
    match = bold or ITALIC.match(text)
    if not match:
        return None
    cleaned = clean_prompt(match["text"])
    number, labelled, prompt = (None, False, cleaned) if match["outer"] else split_number(cleaned)
    inside = NUMBER_INSIDE if bold else NUMBER_ITALIC
    style = QUESTION if labelled else NUMBER_OUTSIDE if match["outer"] else inside if number else BARE
    style = BULLET if match["sign"] and style == BARE else style
    return _Line(at, style, prompt.removesuffix(":"), match["outer"] or number, strength(prompt), at)
