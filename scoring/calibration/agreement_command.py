"""`python -m scoring.calibration FILE --agreement`: coefficients of agreement from a CSV file."""

import argparse
import csv
from pathlib import Path
from typing import Any

from scoring.calibration.agreement import agreement_of
from scoring.calibration.rating_table import RatingTable, tabulate
from scoring.calibration.reading import open_text

COLUMNS = ("unit", "rater", "value")


def run(arguments: argparse.Namespace) -> dict[str, Any]:
    """The answer as plain values; its keys stand in agreement.py.

    Takes `file`, the names of the columns `unit`, `rater` and `value` (None: of that name; `unit` may name
    several, with commas, that make a unit together) and `level`. ValueError or OSError with the reason where
    the file cannot be used.
    """
    names = {column: getattr(arguments, column) or column for column in COLUMNS}
    return agreement_of(read_table(arguments.file, names), arguments.level)


def read_table(path: Path, names: dict[str, str]) -> RatingTable:
    """The values of a UTF-8 CSV file with a header line, plain or gzip; an empty cell or NA is missing."""
    try:
        with open_text(path) as file:
            reader = csv.reader(file, strict=True)
            header = [name.strip().lower() for name in next(reader, [])]
            places = {column: _places(header, name) for column, name in names.items()}
            rows = [_row(cells, places, reader.line_num) for cells in reader if any(cells)]
    except csv.Error as error:
        raise ValueError(f"line {reader.line_num}: not readable as CSV ({error})") from error
    except UnicodeDecodeError as error:
        raise ValueError(f"not UTF-8 text (byte {error.start})") from error
    columns = [[row[place] for row in rows] for place in range(len(COLUMNS))]
    return tabulate(*columns)


def _places(header: list[str], names: str) -> list[int]:
    wanted = [name.strip().lower() for name in names.split(",")]
    missing = [name for name in wanted if name not in header]
    if missing:
        raise ValueError(f"line 1: column {', '.join(missing)} is missing; found {', '.join(header)}")
    return [header.index(name) for name in wanted]


def _row(cells: list[str], places: dict[str, list[int]], line: int) -> list[str]:
    """Unit, rater and value of a line; a unit of several columns is missing where one of them is."""
    if len(cells) <= max(place for column in places.values() for place in column):
        raise ValueError(f"line {line}: {len(cells)} cells, the header asks for more")
    row = []
    for column in COLUMNS:
        parts = [cells[place].strip() for place in places[column]]
        row.append(" · ".join(parts) if all(parts) else "")
    return row
