"""Markdown with one heading per question, at one depth or several; headings above are sections, those
below parts of answers.
"""

import re

from ..answers.bodies import Style
from ..assembling import assemble
from ..headings import PART, Heading, foreign_reason, headings_of, is_about_questions, section_of
from ..outlines import question_headings
from ..prompts import clean_prompt
from ..reading import Mark, Reading, Section
from ..shapes import HEADING, MAX_PROMPT
from ..source import Source

NAME = "markdown-headings"
WEIGHT, ASKING, NUMBERED, KEYWORD = 0.75, 1.0, 0.6, 0.3
# The question itself, below a heading that only names its topic.
QUESTION_LABEL = re.compile(
    r"^\s*(?:[-*+]\s+)?\*\*(?:the |interview )?(?:question|prompt|q|frage|pregunta|pergunta|вопрос|问题|题目)"
    r"\s*[:：]?\*\*\s*[:：]?\s*(?P<prompt>\S.*)$",
    re.IGNORECASE,
)
MAX_TO_PROMPT, MOSTLY = 3, 0.8


def score(source: Source) -> float:
    """Return the number of headings that are questions, those that do not ask counting less."""
    return WEIGHT * sum(_worth(heading) for heading in _questions(source))


def read(source: Source) -> Reading:
    """Read the headings that are questions as prompts, the others above their depth as sections."""
    headings = headings_of(source)
    questions = {heading.line for heading in _questions(source)}
    marks = [_mark(source, heading) for heading in headings if heading.line in questions]
    sections = _sections(headings, questions)
    first = sections[0].first if sections else len(source)
    if marks and first < marks[0].first and _is_title(headings, first):
        sections = sections[1:]
    return assemble(source, marks, sections, Style(unfenced=False))


def marks_of(source: Source) -> list[Mark]:
    """Return the prompts alone."""
    return [_mark(source, heading) for heading in _questions(source)]


def _questions(source: Source) -> list[Heading]:
    return source.once(_find_questions)


def _find_questions(source: Source) -> list[Heading]:
    headings = headings_of(source)
    return [headings[place] for place in question_headings(headings, is_about_questions(source))]


def _worth(heading: Heading) -> float:
    if heading.strong:
        return ASKING
    return NUMBERED if heading.number else KEYWORD


def _mark(source: Source, heading: Heading) -> Mark:
    """Return the prompt; where the heading has only a number it is the first line below."""
    below = source.next_text(heading.line + 1, min(len(source), heading.line + 1 + MAX_TO_PROMPT))
    label = (
        QUESTION_LABEL.match(source.lines[below][:MAX_PROMPT])
        if below is not None and not heading.force
        else None
    )
    if label:
        return Mark(heading.line, below or heading.line, clean_prompt(label["prompt"]), heading.number)
    if heading.prompt:
        return Mark(
            heading.line, heading.line, heading.prompt.rstrip(":： ") or heading.prompt, heading.number
        )
    too_long = below is not None and len(source.lines[below]) > MAX_PROMPT
    if below is None or too_long or source.fenced[below] or HEADING.match(source.lines[below]):
        return Mark(heading.line, heading.line, clean_prompt(source.lines[heading.line]), heading.number)
    return Mark(heading.line, below, clean_prompt(source.lines[below]), heading.number)


def _sections(headings: tuple[Heading, ...], questions: set[int]) -> list[Section]:
    """Return the headings that are in no answer; a heading no deeper than its question ends an answer."""
    found: list[Section] = []
    inside = 7
    last = max(questions, default=0)
    asked = [heading for heading in headings if heading.line in questions]
    numbered = sum(heading.number is not None for heading in asked) >= MOSTLY * len(asked)
    shallowest = min((heading.depth for heading in asked), default=7)
    following = _depths_of_next_question(headings, questions)
    for heading, below in zip(headings, following, strict=True):
        if heading.line in questions:
            inside = shallowest if numbered else heading.depth
            continue
        ends = bool(foreign_reason(heading)) and heading.line > last
        if heading.kind != PART and (heading.depth <= min(inside, below) or ends):
            inside = 7 if heading.depth <= inside else inside
            found.append(section_of(heading))
    return found


def _depths_of_next_question(headings: tuple[Heading, ...], questions: set[int]) -> list[int]:
    """For each heading the depth of the first question after it; a deeper heading cannot be its section."""
    depths: list[int] = []
    depth = 7
    for heading in reversed(headings):
        depths.append(depth)
        depth = heading.depth if heading.line in questions else depth
    return depths[::-1]


def _is_title(headings: tuple[Heading, ...], line: int) -> bool:
    """The document's title: the first heading, alone at the first depth but for what is foreign."""
    tops = [heading for heading in headings if heading.depth == 1 and not foreign_reason(heading)]
    return headings[0].line == line and tops == [headings[0]]
