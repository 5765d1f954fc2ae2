"""Columns of a CSV file as text, for the commands that are not about ratings."""

import csv
from collections.abc import Sequence
from pathlib import Path

from scoring.calibration.reading import open_text


def read_columns(path: Path, needed: Sequence[str], optional: Sequence[str] = ()) -> dict[str, list[str]]:
    """The cells, without blanks around them, of the columns of these names; an optional one may not be there.

    UTF-8 with a header line, plain or gzip; empty lines are skipped. ValueError naming a missing column or a
    line that is too short or has an empty cell, OSError where the file cannot be read.
    """
    try:
        with open_text(path) as file:
            reader = csv.reader(file, strict=True)
            header = [name.strip().lower() for name in next(reader, [])]
            places = _places(header, needed, optional)
            columns: dict[str, list[str]] = {name: [] for name in places}
            for cells in reader:
                if any(cells):
                    _add(columns, cells, places, reader.line_num)
    except csv.Error as error:
        raise ValueError(f"line {reader.line_num}: not readable as CSV ({error})") from error
    except UnicodeDecodeError as error:
        raise ValueError(f"not UTF-8 text (byte {error.start})") from error
    except EOFError as error:
        raise ValueError("the compressed file ends too early") from error
    return columns


def _places(header: Sequence[str], needed: Sequence[str], optional: Sequence[str]) -> dict[str, int]:
    missing = [name for name in needed if name not in header]
    if missing:
        raise ValueError(f"line 1: column {', '.join(missing)} is missing; found {', '.join(header)}")
    return {name: header.index(name) for name in (*needed, *optional) if name in header}


def _add(columns: dict[str, list[str]], cells: Sequence[str], places: dict[str, int], line: int) -> None:
    for name, place in places.items():
        cell = cells[place].strip() if place < len(cells) else ""
        if not cell:
            raise ValueError(f"line {line}: {name} is empty")
        columns[name].append(cell)


def chance_words(p: float) -> str:
    """A p-value as it is read: three decimals, and never 0."""
    return "p < 0.001" if p < 0.001 else f"p {p:.3f}"
