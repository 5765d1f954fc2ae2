"""Reads ratings from a CSV file; every bad row is named by its line."""

import csv
import re
from collections.abc import Iterable
from pathlib import Path
from typing import TextIO

from scoring.calibration.ratings import FACETS, GROUPS, Rating, RatingError
from scoring.calibration.settings import Settings

REQUIRED = (*FACETS, "score")
WHOLE = re.compile(r"[+-]?[0-9]{1,9}(\.0*)?")
SHOWN = 10  # bad lines named before "and 3 more"

Lines = dict[int, Rating]


def read_ratings(path: Path) -> Lines:
    """The ratings of a UTF-8 CSV file with a header line, each under its line number.

    Needs candidate, interviewer, question, criterion and score, takes day, topic and level, in any order, and
    passes over other columns. Empty lines are skipped. Raises RatingError naming missing columns or each bad
    line, and OSError where the file cannot be read.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return _read(file)
    except UnicodeDecodeError as error:
        raise RatingError(f"not UTF-8 text (byte {error.start})") from error


def _read(file: TextIO) -> Lines:
    reader = csv.reader(file, strict=True)
    rows: Lines = {}
    bad: list[str] = []
    try:
        columns = _columns([name.strip().lower() for name in next(reader, [])])
        for cells in reader:
            if any(cell.strip() for cell in cells):
                try:
                    rows[reader.line_num] = _row(cells, columns)
                except RatingError as error:
                    bad.append(f"line {reader.line_num}: {error}")
    except csv.Error as error:
        raise RatingError(f"line {reader.line_num}: not readable as CSV ({error})") from error
    _refuse(bad)
    return rows


def check_lines(rows: Lines, settings: Settings) -> None:
    """Raises RatingError naming the lines whose score is outside the scale."""
    scale = f"{settings.lowest} to {settings.highest}"
    _refuse(
        f"line {line}: score {row.score} is outside the scale {scale}"
        for line, row in rows.items()
        if not settings.lowest <= row.score <= settings.highest
    )


def _refuse(lines: Iterable[str]) -> None:
    bad = list(lines)
    if bad:
        more = [f"and {len(bad) - SHOWN} more bad lines"] if len(bad) > SHOWN else []
        raise RatingError("\n".join(bad[:SHOWN] + more))


def _columns(header: list[str]) -> dict[str, int]:
    if not any(header):
        raise RatingError("line 1: the file has no header line")
    missing = [name for name in REQUIRED if name not in header]
    if missing:
        raise RatingError(f"line 1: column {', '.join(missing)} is missing; found {', '.join(header)}")
    twice = [name for name in (*REQUIRED, *("day", *GROUPS)) if header.count(name) > 1]
    if twice:
        raise RatingError(f"line 1: column {', '.join(twice)} stands there twice")
    return {name: header.index(name) for name in (*REQUIRED, *("day", *GROUPS)) if name in header}


def _row(cells: list[str], columns: dict[str, int]) -> Rating:
    if len(cells) <= max(columns.values()):
        raise RatingError(f"{len(cells)} cells, the header asks for more")
    values = {name: cells[place].strip() for name, place in columns.items()}
    for name in FACETS:
        if not values[name]:
            raise RatingError(f"{name} is empty")
    score = values.pop("score")
    if not WHOLE.fullmatch(score):
        raise RatingError(f"score {score!r} is not a whole number")
    return Rating(
        candidate=values["candidate"],
        interviewer=values["interviewer"],
        question=values["question"],
        criterion=values["criterion"],
        score=int(float(score)),
        day=None,
        topic=values.get("topic") or None,
        level=values.get("level") or None,
    )
