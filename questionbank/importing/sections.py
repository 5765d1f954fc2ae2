"""Section headings: Markdown headings, titles with a count, titles above a new start of the numbers."""

import re

from .headings import PART, foreign_reason, headings_of, section_of
from .keys import is_key_line
from .noise import reason
from .reading import Mark, Section
from .shapes import HEADING, asks, bullet, is_title
from .source import Source

COUNTED = re.compile(
    r"^(?P<name>\S.{0,100}?)\s*[(\[]\s*(?P<count>\d{1,4})\s*\+?\s*"
    r"(?:questions?|q&as?|items?|fragen|preguntas|perguntas|\u0432\u043e\u043f\u0440\u043e\u0441\w*)\s*[)\]]:?$",
    re.IGNORECASE,
)
MAX_INTRO = 300
MIN_SHOUTED = 4
MAX_LINES_TO_PROMPT = 3


def heading_above(source: Source, line: int) -> Section | None:
    """Return the plain heading above a line, with at most one sentence between them, or None."""
    above = source.last_text(line - 1, max(0, line - 8))
    if above is None:
        return None
    if _is_plain_heading(source, above):
        return Section(above, above, source.lines[above].strip())
    if not _is_intro(source, above):
        return None
    higher = source.last_text(above - 1, max(0, above - 4))
    if higher is not None and higher < above - 1 and _is_plain_heading(source, higher):
        return Section(higher, higher, source.lines[higher].strip(), (above, above))
    return None


def _is_plain_heading(source: Source, index: int) -> bool:
    line = source.lines[index]
    alone = index == 0 or source.blank[index - 1]
    titled = is_title(line) and not reason(line) and not asks(line) and not is_key_line(line)
    return alone and not source.fenced[index] and titled


def _is_intro(source: Source, index: int) -> bool:
    line = source.lines[index].strip()
    alone = index == 0 or source.blank[index - 1]
    return (
        alone
        and len(line) <= MAX_INTRO
        and line.endswith(".")
        and not bullet(line)
        and not source.fenced[index]
    )


def counted(line: str) -> tuple[str, int] | None:
    """Return name and number of a heading such as 'Basics (6 Questions)', else None."""
    match = COUNTED.match(line.strip().lstrip("#").strip()) if len(line) < 200 else None
    return (match["name"].strip(" *"), int(match["count"])) if match else None


def find_sections(source: Source, marks: list[Mark], restarting: bool) -> list[Section]:
    """Return the section headings among the lines of a document whose prompts are known.

    A plain title is a heading only where the numbers start again (``restarting``); titles with a count are
    headings wherever a prompt follows soon, Markdown headings down to the depth at which one mostly does.
    What opens a foreword, a licence or the like is a section too, marked as foreign.
    """
    found: dict[int, Section] = {}
    prompts = {line for mark in marks for line in range(mark.first, mark.last + 1)}
    near = _near_prompt(source, prompts)
    for index in range(len(source)):
        if not near[index] or index in prompts or source.fenced[index]:
            continue
        said = counted(source.lines[index])
        if said or _is_shouted(source, index, prompts):
            found[index] = Section(index, index, said[0] if said else source.lines[index].strip())
    for section in _markdown_sections(source, near, prompts):
        found.setdefault(section.first, section)
    for mark in marks if restarting else []:
        plain = heading_above(source, mark.first) if mark.number == "1" else None
        if plain and plain.first not in found:
            found[plain.first] = plain
    return _without_title(source, [found[index] for index in sorted(found)], marks)


def _is_shouted(source: Source, index: int, prompts: set[int]) -> bool:
    """Tell a title in capitals that stands alone right above a prompt."""
    text = source.lines[index].strip()
    if (
        text.startswith("#")
        or not text.isupper()
        or not is_title(text)
        or len(text) < MIN_SHOUTED
        or reason(text)
        or is_key_line(text)
    ):
        return False
    alone = index == 0 or source.blank[index - 1]
    return alone and source.next_text(index + 1) in prompts


def _markdown_sections(source: Source, near: list[bool], prompts: set[int]) -> list[Section]:
    """Headings at depths that mostly stand above a prompt, all that are less deep, and what is foreign."""
    usable = [
        heading for heading in headings_of(source) if heading.kind != PART and heading.line not in prompts
    ]
    last = max(prompts, default=0)
    deepest = 0
    for depth in range(1, 7):
        members = [heading for heading in usable if heading.depth == depth and not foreign_reason(heading)]
        if members and 2 * sum(near[heading.line] for heading in members) >= len(members):
            deepest = depth
    return [
        section_of(heading)
        for heading in usable
        if heading.depth <= deepest or (foreign_reason(heading) and heading.line > last)
    ]


def _near_prompt(source: Source, prompts: set[int]) -> list[bool]:
    """For each line, whether at most a few lines of text stand between it and the next prompt."""
    near = [False] * len(source)
    between = MAX_LINES_TO_PROMPT + 1
    for index in range(len(source) - 1, -1, -1):
        near[index] = between <= MAX_LINES_TO_PROMPT
        if index in prompts:
            between = 0
        elif not source.blank[index] and not HEADING.match(source.lines[index]):
            between += 1
    return near


def _without_title(source: Source, sections: list[Section], marks: list[Mark]) -> list[Section]:
    """Drop the document's title: a single heading of the first depth, above all others."""
    depths = [0 if section.foreign else _depth(source.lines[section.first]) for section in sections]
    if sections and depths[0] == 1 and depths.count(1) == 1 and sections[0].first < marks[0].first:
        return sections[1:]
    return sections


def _depth(line: str) -> int:
    match = HEADING.match(line)
    return len(match["depth"]) if match else 0
