"""The way from bytes to a document: decode, choose a reader, read, do the accounts."""

from .claims import claimed, warnings_of
from .decoding import decode
from .document import Document, LineRange
from .readers import choose
from .reading import Reading
from .source import Source

NOTHING_FOUND = (
    "No questions were recognised: there are no numbered or headed prompts, "
    "no question and answer pairs and no list "
    "of questions with a known column or key. Nothing was left out; all lines are listed as unaccounted."
)


def parse_document(name: str, data: bytes) -> Document:
    """Read one document of interview questions; nothing is written anywhere.

    ``name`` is only shown and never opened. Bad content never raises: it is listed under warnings,
    unanswered, noise or unaccounted. Raises ImportRefused for what cannot be read at all (empty, too
    big, binary, undecodable).
    """
    decoded = decode(name, data)
    source = Source(name, decoded.lines)
    reader = choose(source)
    reading = reader.read(source) if reader else Reading()
    first = min((question.lines[0] for question in reading.questions), default=len(source) + 1)
    said = claimed(source, first - 1, reading.questions)
    warnings = [*decoded.warnings, *warnings_of(said), *reading.warnings]
    if source.unclosed:
        shown = ", ".join(str(index + 1) for index in sorted(source.unclosed)[:5])
        warnings.append(f"Code fences never closed, on line {shown}: taken to end at the next blank line.")
    if not reading.questions and not reading.unanswered:
        warnings.append(NOTHING_FOUND)
    return Document(
        path=name,
        title=reading.title,
        reader=reader.NAME if reader else "none",
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
