"""Markdown tables of questions: with a column for the answer, for level or link, or for the question alone.

The columns are told by their names in several languages; where the names say nothing, a column whose cells
nearly all end as questions do holds them. What stands in columns of other names follows the answer.
"""

import re
from dataclasses import dataclass

from ..answers.tables import markdown_table_end
from ..asking import asks, strength
from ..document import LineRange
from ..labels import Labels, explained, legend
from ..leftovers import explain
from ..places import Place
from ..prompts import clean_prompt, split_number
from ..reading import Reading
from ..records import Record, field_of, is_sure_prompt, reading_of
from ..shapes import HEADING
from ..source import Source
from ..titles import find_title

NAME = "markdown-tables"
CELL = re.compile(r"(?<!\\)\|")
WORD = re.compile(r"\w")
LINK = re.compile(r"^\W{0,3}\[[^\]]*\]\([^)]*\)\W{0,3}$")
MOST, NEARLY_ALL, MIN_ROWS, MAX_LINE = 0.5, 0.7, 3, 20_000
OTHER = "other"


@dataclass(frozen=True)
class Table:
    """A table of questions: its first line and the line after it (from 0), header, what each column means."""

    first: int
    end: int
    header: tuple[str, ...]
    fields: tuple[str | None, ...]

    @property
    def has_answers(self) -> bool:
        """Whether a column holds answers."""
        return "answer" in self.fields or "key" in self.fields


def score(source: Source) -> float:
    """Return the number of rows with a question; tables without answers weigh a little less."""
    found = 0.0
    for table in _tables(source):
        prompts = [prompt for at in _rows(table) if (prompt := _prompt(source, table, at))]
        asking = sum(1 for prompt in prompts if asks(prompt))
        found += 0.9 * len(prompts) if table.has_answers else 0.8 * asking
    return found


def read(source: Source) -> Reading:
    """Read the rows; headings above a table are sections, all other lines are explained."""
    title = find_title(source, len(source))
    records, structure = _records(source)
    reading = reading_of(records, (*structure, *title.lines))
    taken = {at for first, last in reading.headings for at in range(first - 1, last)}
    taken |= {record.lines[0] - 1 for record in records}
    others = [at for at in range(len(source)) if at not in taken]
    unanswered, noise = explain(source, others, "passage outside the tables of questions")
    return Reading(reading.questions, tuple(unanswered), tuple(noise), reading.headings, title.text)


def _tables(source: Source) -> tuple[Table, ...]:
    return source.once(_find_tables)


def _find_tables(source: Source) -> tuple[Table, ...]:
    found = []
    index = 0
    while index < len(source):
        end = None
        if "|" in source.lines[index] and not source.fenced[index]:
            end = markdown_table_end(source.lines, index, len(source))
        table = _table(source, index, end) if end else None
        if table:
            found.append(table)
        index = end or index + 1
    return tuple(found)


def _table(source: Source, first: int, end: int) -> Table | None:
    """Return a table of questions, or None for a table of anything else."""
    header = tuple(_cells(source.lines[first]))
    fields = tuple(field_of(clean_prompt(cell)) for cell in header)
    rows = [_cells(source.lines[at]) for at in range(first + 2, end)]
    if "prompt" not in fields:
        return _guessed(first, end, header, rows)
    place = fields.index("prompt")
    cells = [row[place] for row in rows if place < len(row) and row[place]]
    sure = is_sure_prompt(clean_prompt(header[place])) and (len(header) > 1 or _most_ask(cells, MOST))
    known = "answer" in fields or sure or _most_ask(cells, MOST)
    return Table(first, end, header, fields) if known and cells else _guessed(first, end, header, rows)


def _guessed(first: int, end: int, header: tuple[str, ...], rows: list[list[str]]) -> Table | None:
    """A table whose header says nothing: the column that asks, the one with the longest cells beside it."""
    if len(rows) < MIN_ROWS or len(header) < 2:
        return None
    columns = [[row[at] for row in rows if at < len(row) and row[at]] for at in range(len(header))]
    asking = next((at for at, cells in enumerate(columns) if len(cells) >= MIN_ROWS and _strong(cells)), None)
    if asking is None:
        return None
    others = [at for at in range(len(header)) if at != asking and columns[at]]
    longest = max(others, key=lambda at: sum(map(len, columns[at])), default=None)
    fields: list[str | None] = [None] * len(header)
    fields[asking] = "prompt"
    if longest is not None and sum(map(len, columns[longest])) > sum(map(len, columns[asking])):
        fields[longest] = "answer"
    return Table(first, end, header, tuple(fields))


def _strong(cells: list[str]) -> bool:
    return sum(strength(cell) == 2 for cell in cells) >= NEARLY_ALL * len(cells)


def _most_ask(cells: list[str], share: float) -> bool:
    return bool(cells) and sum(map(asks, cells)) >= share * len(cells)


def _rows(table: Table) -> range:
    return range(table.first + 2, table.end)


def _records(source: Source) -> tuple[list[Record], tuple[LineRange, ...]]:
    starts = {table.first: table for table in _tables(source)}
    records: list[Record] = []
    structure: list[LineRange] = []
    place = Place()
    for index, line in enumerate(source.lines):
        heading = HEADING.match(line) if not source.fenced[index] else None
        if heading:
            place.enter(clean_prompt(heading["text"]), line)
            structure.append((index + 1, index + 1))
        table = starts.get(index)
        if table:
            structure.append((index + 1, index + 2))
            rows = [at for at in _rows(table) if _prompt(source, table, at)]
            records += [_record(source, at, table, place) for at in rows]
    return records, tuple(structure)


def _cells(line: str) -> list[str]:
    if "|" not in line or len(line) > MAX_LINE:
        return []
    bare = line.strip()
    bare = bare[1:] if bare.startswith("|") else bare
    bare = bare[:-1] if bare.endswith("|") and not bare.endswith("\\|") else bare
    return [cell.strip().replace("\\|", "|") for cell in CELL.split(bare)]


def _prompt(source: Source, table: Table, at: int) -> str:
    cells = _cells(source.lines[at])
    place = table.fields.index("prompt")
    prompt = split_number(clean_prompt(cells[place]))[2] if place < len(cells) else ""
    return prompt if WORD.search(prompt) else ""


def _record(source: Source, at: int, table: Table, place: Place) -> Record:
    """Return a row as a record; headings give section and level where the row does not."""
    cells = _cells(source.lines[at])
    found = {
        name: cell for name, cell in zip(table.fields, cells, strict=False) if name and WORD.search(cell)
    }
    found |= {
        name: cell
        for name, cell in zip(table.fields, cells, strict=False)
        if name in ("level", "difficulty") and cell
    }
    number = split_number(clean_prompt(found["prompt"]))[0]
    link = found["prompt"] if LINK.match(found["prompt"]) else ""
    found["prompt"] = _prompt(source, table, at)
    found["number"] = found.get("number") or number or ""
    others = _other_columns(table, cells)
    found["answer"] = "\n\n".join(part for part in (found.get("answer", ""), link, *others) if part)
    above = explained(Labels(found.get("level"), found.get("difficulty")).over(place.labels), legend(source))
    defaults = {"section": place.section, "level": above.level, "difficulty": above.difficulty}
    found |= {
        name: value
        for name, value in defaults.items()
        if value and (name != "section" or not found.get(name))
    }
    return Record(found, (at + 1, at + 1))


def _other_columns(table: Table, cells: list[str]) -> list[str]:
    """What stands below a name that is no field, with that name in front."""
    named = zip(table.header, table.fields, cells, strict=False)
    return [
        f"**{clean_prompt(name)}:** {cell}" if WORD.search(name) else cell
        for name, field, cell in named
        if field is None and len(cell) > 1 and WORD.search(cell)
    ]
