"""One document read by several readers: the best one first, then others on what it left over.

A document may hold questions under headings in one part, folds in another and a table in a third.
Readers of data (JSON, CSV and the like) see the document as it is, readers of outlines see it prepared.
"""

from dataclasses import replace

from .asking import strength
from .collections_of_questions import why_not
from .document import Noise
from .headings import FOREIGN
from .preparing import prepare, with_left_out
from .readers import DATA, LAST, OUTLINES, Outline, Reader, best_of
from .reading import Mark, Reading
from .single import says_question, single_question
from .source import Source

MAX_ROUNDS, MIN_MORE, MOSTLY = 4, 2, 0.7
OUTER_SHARE, SPREAD = 0.6, 0.3
FEWER = 12  # an outer reader may have so many times fewer prompts than what stands in its answers
MAX_INSIDE = 3  # so many headings that ask may stand in the answer of a file that says it is one question
NONE, SINGLE = "none", "single-question"


def compose(source: Source) -> tuple[Reading, str]:
    """Return all that is understood of a document, and the names of the readers that did."""
    data_score, data = best_of(DATA, source)
    prepared = prepare(source)
    score, reader = best_of(OUTLINES, prepared.source)
    if reader is None:
        score, reader = best_of(LAST, prepared.source)
    if data is not None and data_score >= score:
        return data.read(source), data.NAME
    said = prepared.front is not None and says_question(prepared.front)
    single = single_question(source, sure=True) if said or reader is None else None
    if reader is None:
        return (single, SINGLE) if single else (Reading(), NONE)
    reader = _outermost(prepared.source, reader)
    reading, names = reader.read(prepared.source), [reader.NAME]
    if single and len(reading.questions) <= MAX_INSIDE:
        return single, SINGLE
    doubt = why_not(prepared.source, reading, reader.NAME)
    if doubt:
        return Reading(title=reading.title, warnings=(doubt,)), NONE
    for _ in range(MAX_ROUNDS):
        more = _read_left_over(prepared.source, reading, names)
        if more is None:
            break
        reading = _merged(prepared.source, reading, more[0])
        names.append(more[1])
    return with_left_out(prepared, reading), " + ".join(names)


def _outermost(source: Source, best: Reader) -> Reader:
    """Return the reader whose answers hold the prompts of the best one, if there is such a one."""
    if not isinstance(best, Outline):
        return best
    inner = best.marks_of(source)
    for reader in OUTLINES:
        if (
            reader is not best
            and isinstance(reader, Outline)
            and _hold(source, reader.marks_of(source), inner)
        ):
            return reader
    return best


def _hold(source: Source, outer: list[Mark], inner: list[Mark]) -> bool:
    """Tell prompts with a text of their own from sections: text stands between them and the inner prompts."""
    if len(outer) < 2 or len(outer) * FEWER < len(inner) or not inner or outer[0].first >= inner[0].first:
        return False
    if sum(strength(mark.prompt) > 0 for mark in outer) < OUTER_SHARE * len(outer):
        return False
    starts = {mark.first for mark in inner}
    if any(mark.first in starts for mark in outer):
        return False
    stops = [*(mark.first for mark in outer[1:]), len(source)]
    own = holding = 0
    for mark, stop in zip(outer, stops, strict=True):
        below = source.next_text(mark.last + 1, stop)
        own += below is not None and below not in starts
        holding += any(at in starts for at in range(mark.last + 1, stop))
    return own >= OUTER_SHARE * len(outer) and holding >= max(2, SPREAD * len(outer))


def _read_left_over(source: Source, reading: Reading, used: list[str]) -> tuple[Reading, str] | None:
    """Return what a reader not yet used finds in the lines that are in no question, if it is worth having."""
    rest = _left_over(source, reading)
    if rest is None:
        return None
    whole = _with_headings(source, reading, rest)
    scored = sorted(
        ((reader.score(whole), reader.NAME, reader) for reader in OUTLINES if reader.NAME not in used),
        key=lambda each: -each[0],
    )
    for score, name, reader in scored:
        found = reader.read(whole) if score >= 1 else Reading()
        answered = [question for question in found.questions if question.answer or question.options]
        asking = sum(strength(question.prompt) > 0 for question in answered)
        if len(answered) >= MIN_MORE and asking >= MOSTLY * len(found.questions):
            return found, name
    return None


def _left_over(source: Source, reading: Reading) -> Source | None:
    """The document with nothing but the passages that no question has; None if there are none."""
    lines = [""] * len(source)
    for passage in reading.noise:
        if passage.why not in FOREIGN:
            first, last = passage.lines
            lines[first - 1 : last] = source.lines[first - 1 : last]
    for question in reading.questions:
        first, last = question.lines
        lines[first - 1 : last] = [""] * (last - first + 1)
    return Source(source.name, tuple(lines), source.columns) if any(lines) else None


def _with_headings(source: Source, reading: Reading, rest: Source) -> Source:
    """Give the left-over passages back the headings that they stand below."""
    lines = list(rest.lines)
    for first, last in reading.headings:
        below = next((at for at in range(last, len(lines)) if not source.blank[at]), None)
        if below is not None and rest.lines[below].strip():
            lines[first - 1 : last] = source.lines[first - 1 : last]
    return Source(source.name, tuple(lines), source.columns)


def _merged(source: Source, reading: Reading, more: Reading) -> Reading:
    """Return both readings as one, in the order of lines; what is a question now is noise no longer."""
    questions = sorted((*reading.questions, *more.questions), key=lambda question: question.lines)
    taken = {line for question in more.questions for line in range(question.lines[0], question.lines[1] + 1)}
    taken |= {line for first, last in more.headings for line in range(first, last + 1)}
    taken |= {line for prompt in more.unanswered for line in range(prompt.lines[0], prompt.lines[1] + 1)}
    kept = [prompt for prompt in reading.unanswered if prompt.lines[0] not in taken]
    return replace(
        reading,
        questions=tuple(replace(question, ordinal=at) for at, question in enumerate(questions, 1)),
        unanswered=(*kept, *more.unanswered),
        noise=tuple(_without(source, reading.noise, taken)),
        headings=tuple(dict.fromkeys((*reading.headings, *more.headings))),
        sections=(*reading.sections, *more.sections),
        warnings=(*reading.warnings, *more.warnings),
    )


def _without(source: Source, noise: tuple[Noise, ...], taken: set[int]) -> list[Noise]:
    left: list[Noise] = []
    for passage in noise:
        run: list[int] = []
        for line in [*range(passage.lines[0], passage.lines[1] + 1), -1]:
            if line > 0 and line not in taken:
                run += [] if source.blank[line - 1] else [line]
            elif run:
                left.append(Noise((run[0], run[-1]), passage.why))
                run = []
    return left
