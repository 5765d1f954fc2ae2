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
            columns = _read(reader, list(places.values()))
    except csv.Error as error:
        raise ValueError(f"line {reader.line_num}: not readable as CSV ({error})") from error
    except UnicodeDecodeError as error:
        raise ValueError(f"not UTF-8 text (byte {error.start})") from error
    return tabulate(*columns)


def _places(header: list[str], names: str) -> list[int]:
    wanted = [name.strip().lower() for name in names.split(",")]
    missing = [name for name in wanted if name not in header]
    if missing:
        raise ValueError(f"line 1: column {', '.join(missing)} is missing; found {', '.join(header)}")
    return [header.index(name) for name in wanted]


def _read(reader: Any, places: list[list[int]]) -> list[list[str]]:
    """Unit, rater and value by column; a unit of several columns is missing where one of them is."""
    columns: list[list[str]] = [[] for _ in places]
    width = max(place for column in places for place in column)
    for cells in reader:
        if len(cells) > width:
            for column, own in zip(columns, places, strict=True):
                column.append(cells[own[0]] if len(own) == 1 else _joined([cells[place] for place in own]))
        elif any(cells):
            raise ValueError(f"line {reader.line_num}: {len(cells)} cells, the header asks for more")
    return columns


def _joined(parts: list[str]) -> str:
    return " · ".join(parts) if all(part.strip() for part in parts) else ""
