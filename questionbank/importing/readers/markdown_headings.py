"""Markdown with one heading per question; headings above it in depth are sections, those below parts of
answers.
"""

import re

from ..answers.bodies import Style
from ..assembling import assemble
from ..reading import Mark, Reading, Section
from ..sections import is_comment
from ..shapes import HEADING, MAX_PROMPT, asks, clean_prompt
from ..source import Source

NAME = "markdown-headings"
NUMBER = re.compile(
    r"^(?:\*\*)?(?:(?:q(?:uestion)?|frage|pregunta|pergunta|\u0432\u043e\u043f\u0440\u043e\u0441)\s*[#.]?\s*)?"
    r"(?P<number>\d{1,4})\s*[.):\u2013-]\s*(?P<prompt>\S.*)$|^q(?:uestion)?\s*:\s*(?P<bare>\S.*)$",
    re.IGNORECASE,
)
MIN_SHARE = 0.5
Heading = tuple[int, int, str]  # line, depth, text


def score(source: Source) -> float:
    """Return the number of headings at the depth of the questions that read like prompts."""
    headings = _headings(source)
    depth = _question_depth(headings)
    return 0.75 * sum(1 for heading in headings if heading[1] == depth and _is_prompt(heading[2]))


def read(source: Source) -> Reading:
    """Read the headings of the questions' depth as prompts."""
    headings = _headings(source)
    depth = _question_depth(headings)
    marks = [_mark(line, text) for line, at, text in headings if at == depth]
    sections = [Section(line, line, text.strip("* ")) for line, at, text in headings if at < (depth or 0)]
    if sections and sections[0].first < marks[0].first and _is_title(headings, sections[0]):
        sections = sections[1:]
    return assemble(source, marks, sections, Style(unfenced=False))


def _headings(source: Source) -> list[Heading]:
    found = []
    for index, line in enumerate(source.lines):
        match = (
            HEADING.match(line)
            if "#" in line[:10] and len(line) < MAX_PROMPT and not source.fenced[index]
            else None
        )
        if match and not is_comment(source, index):
            found.append((index, len(match["depth"]), match["text"]))
    return found


def _question_depth(headings: list[Heading]) -> int | None:
    """Return the shallowest depth at which most headings read like prompts, more than one or with a question
    mark.
    """
    for depth in range(1, 7):
        texts = [text for _, at, text in headings if at == depth]
        prompts = sum(1 for text in texts if _is_prompt(text))
        single = prompts == 1 and any(text.rstrip("*").endswith("?") for text in texts)
        if (prompts > 1 or single) and prompts >= MIN_SHARE * len(texts):
            return depth
    return None


def _is_prompt(text: str) -> bool:
    return bool(NUMBER.match(text)) or asks(text)


def _mark(line: int, text: str) -> Mark:
    match = NUMBER.match(text)
    prompt = (match["prompt"] or match["bare"]) if match else text
    return Mark(
        line,
        line,
        clean_prompt(prompt.rstrip("*") if text.startswith("**") else prompt),
        match["number"] if match else None,
    )


def _is_title(headings: list[Heading], section: Section) -> bool:
    return (
        headings[0][0] == section.first and headings[0][1] == 1 and sum(1 for h in headings if h[1] == 1) == 1
    )
