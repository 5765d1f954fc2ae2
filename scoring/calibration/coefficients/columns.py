"""Named columns of a CSV file as text, for questions that ask nothing else of it."""

import csv
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

from scoring.calibration.reading import open_text


def read_columns(
    path: Path, wanted: Mapping[str, Sequence[str]], optional: Collection[str] = ()
) -> dict[str, list[str]]:
    """The wanted columns of a UTF-8 CSV file with a header line, plain or gzip; names in any case.

    Each is called by one name or several, whose texts are joined (empty where one of them is). Those that
    are `optional` and not in the file are absent. Empty lines are passed over. ValueError with the reason,
    OSError where the file cannot be read.
    """
    try:
        with open_text(path) as file:
            reader = csv.reader(file, strict=True)
            header = [name.strip().lower() for name in next(reader, [])]
            places = _places(header, wanted, optional)
            return dict(zip(places, _read(reader, list(places.values())), strict=True))
    except csv.Error as error:
        raise ValueError(f"line {reader.line_num}: not readable as CSV ({error})") from error
    except UnicodeDecodeError as error:
        raise ValueError(f"not UTF-8 text (byte {error.start})") from error


def _places(
    header: list[str], wanted: Mapping[str, Sequence[str]], optional: Collection[str]
) -> dict[str, list[int]]:
    places = {}
    for column, names in wanted.items():
        missing = [name for name in names if name.strip().lower() not in header]
        if not missing:
            places[column] = [header.index(name.strip().lower()) for name in names]
        elif column not in optional:
            found = ", ".join(header) or "no header line"
            raise ValueError(f"line 1: column {', '.join(missing)} is missing; found {found}")
    return places


def _read(reader: Any, places: list[list[int]]) -> list[list[str]]:
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
