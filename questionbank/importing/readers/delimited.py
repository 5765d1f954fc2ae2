"""CSV and its kin: a header with a known column for the question, any usual delimiter, quoted cells over
lines.
"""

import csv

from ..document import LineRange
from ..reading import Reading
from ..records import Record, field_of, is_sure_prompt, reading_of
from ..source import Source

NAME = "delimited"
DELIMITERS = (",", ";", "\t", "|")
Rows = list[tuple[list[str], LineRange]]


def score(source: Source) -> float:
    """Return the number of rows with a question, if the first line is a header that names such a column."""
    delimiter = _delimiter(source)
    return 0.98 * len(_records(source, delimiter)[0]) if delimiter else 0.0


def read(source: Source) -> Reading:
    """Read the rows; columns with unknown names are named in a warning."""
    records, header, warnings = _records(source, _delimiter(source) or ",")
    return reading_of(records, (header,), warnings)


def _delimiter(source: Source) -> str | None:
    """Return the delimiter that makes a header of the first line, or None."""
    first = source.next_text(0)
    if (
        first is None
        or len(source.lines[first]) > 2000
        or source.lines[first].lstrip().startswith(("#", "|", "{", "["))
    ):
        return None
    for delimiter in DELIMITERS:
        header = next(csv.reader([source.lines[first]], delimiter=delimiter), [])
        fields = {field for name in header if (field := field_of(name))}
        sure = "answer" in fields or any(map(is_sure_prompt, header))
        if "prompt" in fields and sure and (len(header) > 1 or _is_named_so(source)):
            return delimiter
    return None


def _is_named_so(source: Source) -> bool:
    return source.name.lower().endswith((".csv", ".tsv"))


def _records(source: Source, delimiter: str) -> tuple[list[Record], LineRange, tuple[str, ...]]:
    rows, broken = _rows(source, delimiter)
    (header, lines), body = rows[0], rows[1:]
    fields = [field_of(name) for name in header]
    records = []
    for row, where in body:
        found: dict[str, str] = {}
        for field, cell in zip(fields, row, strict=False):
            if field and cell.strip():
                found.setdefault(field, cell)
        if found.get("prompt", "").strip():
            records.append(Record(found, where))
    unknown = [name for name, field in zip(header, fields, strict=True) if not field and name.strip()]
    said = (f"Columns not taken over: {', '.join(unknown[:10])}.",) if unknown else ()
    return records, lines, said + broken


def _rows(source: Source, delimiter: str) -> tuple[Rows, tuple[str, ...]]:
    """Return the rows with their lines; reading stops at a row that is no CSV, and the warning says where."""
    reader = csv.reader((f"{line}\n" for line in source.lines), delimiter=delimiter)
    rows: Rows = []
    before = 0
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                rows.append(([cell.rstrip("\n") for cell in row], (before + 1, reader.line_num)))
            before = reader.line_num
    except csv.Error as error:
        return rows, (
            f"Rows from line {before + 1} on cannot be read as CSV ({error}); is a quotation mark left open?",
        )
    return rows, ()
