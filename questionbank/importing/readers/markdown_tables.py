"""Markdown tables with a column for the question and one for the answer; a document may hold several."""

import re

from ..answers.tables import markdown_table_end
from ..document import LineRange
from ..leftovers import explain
from ..reading import Reading
from ..records import Record, field_of, reading_of
from ..shapes import HEADING
from ..source import Source
from ..titles import find_title

NAME = "markdown-tables"
CELL = re.compile(r"(?<!\\)\|")


def score(source: Source) -> float:
    """Return the number of rows with a question in tables that have columns for question and answer."""
    return 0.9 * len(_records(source)[0])


def read(source: Source) -> Reading:
    """Read the rows; headings above a table are sections, all other lines are explained."""
    records, structure = _records(source)
    title = find_title(source, len(source))
    reading = reading_of(records, (*structure, *title.lines))
    taken = {at for first, last in reading.headings for at in range(first - 1, last)}
    taken |= {record.lines[0] - 1 for record in records}
    others = [at for at in range(len(source)) if at not in taken]
    unanswered, noise = explain(source, others, "passage outside the tables of questions")
    return Reading(
        reading.questions,
        (*reading.unanswered, *unanswered),
        tuple(noise),
        reading.headings,
        title.text,
    )


def _records(source: Source) -> tuple[list[Record], tuple[LineRange, ...]]:
    records: list[Record] = []
    structure: list[LineRange] = []
    section: str | None = None
    index = 0
    while index < len(source):
        heading = HEADING.match(source.lines[index]) if not source.fenced[index] else None
        if heading:
            section = heading["text"].strip("* ")
            structure.append((index + 1, index + 1))
        fields = [] if source.fenced[index] else [field_of(cell) for cell in _cells(source.lines[index])]
        end = (
            markdown_table_end(source.lines, index, len(source))
            if {"prompt", "answer"} <= set(fields)
            else None
        )
        if end:
            structure.append((index + 1, index + 2))
            records += [_record(source, at, fields, section) for at in range(index + 2, end)]
        index = end or index + 1
    return [record for record in records if record.fields.get("prompt")], tuple(structure)


def _cells(line: str) -> list[str]:
    if "|" not in line or len(line) > 20_000:
        return []
    return [cell.strip().replace("\\|", "|") for cell in CELL.split(line.strip().strip("|"))]


def _record(source: Source, index: int, fields: list[str | None], section: str | None) -> Record:
    found = {"section": section} if section else {}
    found |= {
        name: cell for name, cell in zip(fields, _cells(source.lines[index]), strict=False) if name and cell
    }
    return Record(found, (index + 1, index + 1))
