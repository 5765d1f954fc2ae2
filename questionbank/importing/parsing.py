"""The way from bytes to a document: open the format, choose a reader, read, do the accounts."""

from collections.abc import Mapping, Sequence

from .claims import claimed, warnings_of
from .combining import combine
from .composing import compose
from .document import Document, LineRange
from .formats.folders import open_files
from .formats.opening import open_file
from .formats.parts import Opened, Part
from .limits import DEFAULT_LIMITS, Limits
from .one_a_file import ReadPart, as_single_questions
from .reading import Reading
from .source import Source

NOTHING_FOUND = (
    "No questions were recognised: there are no numbered or headed prompts, "
    "no question and answer pairs and no list "
    "of questions with a known column or key. Nothing was left out; all lines are listed as unaccounted."
)
COLLECTION = "collection"
Columns = Mapping[str, str]


def parse_document(
    name: str, data: bytes, *, columns: Columns | None = None, limits: Limits = DEFAULT_LIMITS
) -> Document:
    """Read one document of interview questions, or an archive of documents; nothing is written anywhere.

    ``name`` is only shown and never opened. ``columns`` says which column of a table is which field (our
    name -> column's name or number from 1), where the guess was wrong. Bad content never raises: it is listed
    under warnings, unanswered, noise or unaccounted. Raises ImportRefused for what cannot be read at all
    (empty, too big, binary, undecodable, not supported).
    """
    return _document(name, open_file(name, data, limits), columns or {})


def parse_collection(
    name: str,
    files: Sequence[tuple[str, bytes]],
    *,
    columns: Columns | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> Document:
    """Read the files of a folder, given by inner path and bytes, as one document.

    Its text is that of all files in natural order, each below a line that names it. A file that cannot be
    read is named in a warning; ImportRefused is raised if none could be.
    """
    return _document(name, open_files(name, files, limits), columns or {})


def _document(name: str, opened: Opened, columns: Columns) -> Document:
    read = [_read(part, columns) for part in opened.parts]
    if not opened.is_collection:
        said = (*opened.warnings, *opened.parts[0].warnings)
        return _accounted(name, read[0].source, read[0].reading, read[0].reader, said)
    readings = [part.reading for part in as_single_questions(read)]
    combined = combine(zip(opened.parts, readings, strict=True))
    warnings = (*opened.warnings, *combined.warnings)
    return _accounted(name, Source(name, combined.lines), combined.reading, COLLECTION, warnings)


def _read(part: Part, columns: Columns) -> ReadPart:
    source = Source(part.name, part.lines, columns)
    if part.reading is not None:
        return ReadPart(source, part.reading, part.reader, fixed=True)
    return ReadPart(source, *compose(source))


def _accounted(name: str, source: Source, reading: Reading, reader: str, before: tuple[str, ...]) -> Document:
    first = min((question.lines[0] for question in reading.questions), default=len(source) + 1)
    said = claimed(source, first - 1, reading.questions)
    warnings = [*before, *warnings_of(said), *reading.warnings]
    if source.unclosed:
        shown = ", ".join(str(index + 1) for index in sorted(source.unclosed)[:5])
        warnings.append(f"Code fences never closed, on line {shown}: taken to end at the next blank line.")
    if not reading.questions and not reading.unanswered and not reading.warnings:
        warnings.append(NOTHING_FOUND)
    return Document(
        path=name,
        title=reading.title,
        reader=reader,
        claimed=said,
        questions=reading.questions,
        unanswered=tuple(sorted(reading.unanswered, key=lambda prompt: prompt.lines)),
        noise=tuple(sorted(reading.noise, key=lambda passage: passage.lines)),
        headings=reading.headings,
        unaccounted=tuple(_unaccounted(source, reading)),
        warnings=tuple(warnings),
        text=source.text,
    )


def _unaccounted(source: Source, reading: Reading) -> list[LineRange]:
    """Return the runs of lines with text that are in no question, heading, unanswered prompt or noise."""
    accounted = list(source.blank)
    ranges = [question.lines for question in reading.questions] + [
        prompt.lines for prompt in reading.unanswered
    ]
    for first, last in [*ranges, *(passage.lines for passage in reading.noise), *reading.headings]:
        accounted[first - 1 : last] = [True] * (last - first + 1)
    runs: list[LineRange] = []
    for index, done in enumerate(accounted):
        if not done and runs and runs[-1][1] == index:
            runs[-1] = (runs[-1][0], index + 1)
        elif not done:
            runs.append((index + 1, index + 1))
    return runs
