"""Plain or quoted lines that are questions, one a line, under titles: no bullets, no numbers, no answers."""

from ..answers.bodies import Style
from ..asking import asks, strength
from ..assembling import assemble
from ..noise import reason
from ..prompts import clean_prompt
from ..reading import Mark, Reading, Section
from ..shapes import HEADING, MAX_PROMPT, bullet, is_title
from ..source import Source

NAME = "plain-lines"
MOST, MIN_QUESTIONS, MAX_NAME_WORDS = 0.6, 3, 8


def score(source: Source) -> float:
    """Return the number of lines that end as questions do, if they are most of the document's lines."""
    lines = _lines(source)
    strong = sum(1 for at in lines if strength(_text(source, at)) == 2)
    return 0.55 * strong if strong >= max(MIN_QUESTIONS, MOST * len(lines)) else 0.0


def read(source: Source) -> Reading:
    """Read each line that asks, and each quoted one, as a question; short titles above one are sections."""
    lines = _lines(source)
    asking = [at for at in lines if asks(_text(source, at)) or source.lines[at].startswith(">")]
    marks = [Mark(at, at, clean_prompt(_text(source, at))) for at in asking]
    sections = [Section(at, at, name) for at in range(len(source)) if (name := _section(source, at))]
    return assemble(source, marks, _without_title(source, sections), Style(indented=True))


def _without_title(source: Source, sections: list[Section]) -> list[Section]:
    tops = [section for section in sections if source.lines[section.first].startswith("# ")]
    return sections[1:] if len(tops) == 1 and tops == sections[:1] and len(sections) > 1 else sections


def _text(source: Source, at: int) -> str:
    """Return a line without the sign of a quotation."""
    return source.lines[at].lstrip("> \t")


def _lines(source: Source) -> list[int]:
    """Return the lines of prose: not blank, fenced, in a list, a heading, a short title or noise."""
    return source.once(_find_lines)


def _find_lines(source: Source) -> list[int]:
    found = []
    for at, line in enumerate(source.lines):
        if source.blank[at] or source.fenced[at] or len(line) > MAX_PROMPT or line.lstrip()[0] in "|<":
            continue
        if not bullet(_text(source, at)) and not _section(source, at) and not reason(line):
            found.append(at)
    return found


def _section(source: Source, at: int) -> str | None:
    """Return the words of a heading, or of a short title above a line that asks, else None."""
    line = source.lines[at]
    if source.blank[at] or source.fenced[at] or len(line) > MAX_PROMPT:
        return None
    match = HEADING.match(line)
    if match:
        return clean_prompt(match["text"])
    below = source.next_text(at + 1, min(len(source), at + 3))
    bare = clean_prompt(line).rstrip(":：")
    short = len(bare.split()) <= MAX_NAME_WORDS and is_title(bare) and not asks(bare) and not bullet(line)
    return bare if short and below is not None and strength(_text(source, below)) == 2 else None
