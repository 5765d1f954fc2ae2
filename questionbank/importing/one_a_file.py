"""Collections of files that are one question each: told from files that hold several."""

from collections.abc import Sequence
from dataclasses import dataclass

from .asking import strength
from .combining import is_overview
from .document import ParsedQuestion
from .reading import Reading
from .single import single_question
from .source import Source

SINGLE = "single-question"
MOSTLY = 0.6
PARTS_OF_ONE = 2


@dataclass(frozen=True)
class ReadPart:
    """The text of a file, what was read in it, the readers' names; ``fixed`` if the format itself said it."""

    source: Source
    reading: Reading
    reader: str
    fixed: bool = False


def as_single_questions(read: Sequence[ReadPart]) -> list[ReadPart]:
    """Return the files of a collection, those that are one question read as such.

    A file is one question if its title asks or its front matter says so; where most files are, or where
    nothing else is found at all, a plain title is enough for the others.
    """
    certain = [_single(part, sure=True) for part in read]
    chosen = [_better(part, single) for part, single in zip(read, certain, strict=True)]
    texts = [part for part in read if not part.fixed and not is_overview(part.source.name)]
    singles = sum(1 for part in chosen if part.reader == SINGLE)
    nothing = not any(part.reading.questions or part.reading.unanswered for part in chosen)
    if len(texts) < PARTS_OF_ONE or not (nothing or singles >= MOSTLY * len(texts)):
        return chosen
    return [part if part.reading.questions else _plain(part) for part in chosen]


def _single(part: ReadPart, sure: bool) -> ReadPart | None:
    if part.fixed or is_overview(part.source.name):
        return None
    reading = single_question(part.source, sure=sure)
    return ReadPart(part.source, reading, SINGLE) if reading and reading.questions else None


def _better(part: ReadPart, single: ReadPart | None) -> ReadPart:
    """Return the file as one question unless it holds several of the same depth."""
    if single is None:
        return part
    own = single.reading.questions[0]
    others = [question for question in part.reading.questions if question.lines[0] > own.lines[0]]
    depth = _depth(part.source, own)
    if any(_depth(part.source, question) <= depth for question in others):
        return part
    first = part.reading.questions[0].prompt if part.reading.questions else ""
    return single if len(others) < PARTS_OF_ONE or strength(own.prompt) == 2 or own.prompt == first else part


def _depth(source: Source, question: ParsedQuestion) -> int:
    """Return the depth of the heading that a question starts with, 0 for a prompt that is none."""
    line = source.lines[question.lines[0] - 1].lstrip()
    return len(line) - len(line.lstrip("#"))


def _plain(part: ReadPart) -> ReadPart:
    return _single(part, sure=False) or part
