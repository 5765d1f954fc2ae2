"""Many texts read one by one, put together as one document whose lines count in all of them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from .document import LineRange, Noise, ParsedQuestion, Unanswered
from .formats.parts import Part
from .reading import Reading

SEPARATOR = "===== {path} ====="
# What stands in every project and only sometimes holds questions: its lists of links are no prompts.
OVERVIEWS = (
    "readme",
    "index",
    "summary",
    "toc",
    "contents",
    "_index",
    "table-of-contents",
    "overview",
    "home",
)
LINK = re.compile(r"^(?:\s*(?:[-*]\s*)?\[[^\]]*\]\([^)\s]*\)\s*)*$")
NO_QUESTION = "file without a question"


@dataclass(frozen=True)
class Combined:
    """One text of all parts, what was read in it, and the warnings, each with the file that it is about."""

    lines: tuple[str, ...]
    reading: Reading
    warnings: tuple[str, ...]


def combine(parts: Iterable[tuple[Part, Reading]]) -> Combined:
    """Return the parts as one, each below a line that names it; ordinals run through."""
    lines: list[str] = []
    questions: list[ParsedQuestion] = []
    unanswered: list[Unanswered] = []
    noise: list[Noise] = []
    headings: list[LineRange] = []
    warnings: list[str] = []
    for part, read in parts:
        reading = _without_prompts(part, read)
        lines.append(SEPARATOR.format(path=part.path or part.name))
        headings.append((len(lines), len(lines)))
        offset = len(lines)
        lines += part.lines
        questions += [
            _moved(question, part, len(questions) + at, offset)
            for at, question in enumerate(reading.questions, 1)
        ]
        unanswered += [replace(prompt, lines=_shifted(prompt.lines, offset)) for prompt in reading.unanswered]
        noise += [replace(passage, lines=_shifted(passage.lines, offset)) for passage in reading.noise]
        headings += [_shifted(heading, offset) for heading in reading.headings]
        warnings += [
            f"{part.path or part.name}: {warning}" for warning in (*part.warnings, *reading.warnings)
        ]
    together = Reading(tuple(questions), tuple(unanswered), tuple(noise), tuple(headings))
    return Combined(tuple(lines), together, tuple(warnings))


def _without_prompts(part: Part, reading: Reading) -> Reading:
    """Take a file without an answered question for noise, if it has no prompt or is about the others."""
    overview = is_overview(part.path or part.name)
    if any(not (overview and LINK.match(question.answer)) for question in reading.questions):
        return reading
    if reading.unanswered and not overview:
        return reading
    whole = (Noise((1, len(part.lines)), NO_QUESTION),) if part.lines else ()
    return Reading(noise=whole)


def is_overview(path: str) -> bool:
    """Return whether a file is called so that it is about the others: a read-me, an index."""
    return path.rsplit("/", 1)[-1].split(".")[0].lower() in OVERVIEWS


def _moved(question: ParsedQuestion, part: Part, ordinal: int, offset: int) -> ParsedQuestion:
    return replace(
        question,
        ordinal=ordinal,
        lines=_shifted(question.lines, offset),
        part=question.part or part.path,
        section=question.section or part.section,
    )


def _shifted(lines: LineRange, offset: int) -> LineRange:
    return lines[0] + offset, lines[1] + offset
