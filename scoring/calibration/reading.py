"""Reads ratings from a CSV file, a piece at a time; every bad line is named by its number."""

import csv
import gc
import gzip
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path
from typing import TextIO

import numpy as np
from numpy.typing import NDArray

from scoring.calibration.ratings import EPOCH, FACETS, GROUPS, MOST, Codes, Column, RatingError, Ratings

COLUMNS = (*FACETS, "score", "day", *GROUPS)
NEEDED = ("candidate", "score")
ONE_OF = ("interviewer", "question", "criterion")
WHOLE = re.compile(r"[+-]?[0-9]{1,9}(\.0*)?")
DAY = re.compile(r"[+-]?[0-9]{1,9}")
NOT_ASSESSED = ("", "NA")  # NA is how R writes a missing value
PIECE = 1000  # lines read at a time: their cells stay in the cache
SHOWN = 10  # bad lines named before "and 3 more"
GZIP = b"\x1f\x8b"


@dataclass(frozen=True)
class Source:
    """What a file held: its ratings, and how many lines said "not assessed"."""

    ratings: Ratings
    not_assessed: int = 0


class _Coder(dict[str, int]):
    """Texts in order of appearance, each with its number; a new text gets the next one."""

    def __missing__(self, text: str) -> int:
        self[text] = len(self)
        return self[text]


def read_ratings(path: Path, names: Mapping[str, str] | None = None) -> Source:
    """The ratings of a UTF-8 CSV file with a header line, plain or gzip. About 1.5 s a million lines.

    Needs candidate, score and at least one of interviewer, question and criterion; takes day (a whole number
    or YYYY-MM-DD), topic and level; passes over other columns, in any order. `names` says how the file calls
    a column that has another name. Empty lines are skipped; an empty score (or NA) is "not assessed" and
    counted. Raises RatingError naming missing columns or each bad line, OSError where the file cannot be
    read.
    """
    names = names or {}
    try:
        with open_text(path) as file, _no_collector():
            return _read(file, names)
    except _BadLines:
        raise RatingError(name_lines(path, names, why_unusable)) from None
    except UnicodeDecodeError as error:
        raise RatingError(f"not UTF-8 text (byte {error.start})") from error
    except EOFError as error:
        raise RatingError("the compressed file ends too early") from error


class _BadLines(Exception):
    """Some line cannot be used."""


@contextmanager
def _no_collector() -> Iterator[None]:
    """Lists by the million make the cycle collector run without end, and none of them is part of a cycle."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def open_text(path: Path) -> TextIO:
    """The file as text, unpacked where it is gzip."""
    with path.open("rb") as file:
        packed = file.read(2) == GZIP
    if packed:
        return gzip.open(path, "rt", encoding="utf-8-sig", newline="")
    return path.open(encoding="utf-8-sig", newline="")


def find_columns(header: Sequence[str], names: Mapping[str, str]) -> dict[str, int]:
    """Where each of our columns stands. RatingError for one that is missing or stands there twice."""
    found = [name.strip().lower() for name in header]
    if not any(found):
        raise RatingError("line 1: the file has no header line")
    called = {name: names.get(name, name).strip().lower() for name in COLUMNS}
    missing = [
        called[name] for name in COLUMNS if (name in NEEDED or name in names) and called[name] not in found
    ]
    if missing:
        raise RatingError(f"line 1: column {', '.join(missing)} is missing; found {', '.join(found)}")
    twice = [name for name in called.values() if found.count(name) > 1]
    if twice:
        raise RatingError(f"line 1: column {', '.join(twice)} stands there twice")
    if not any(called[name] in found for name in ONE_OF):
        raise RatingError(
            f"line 1: at least one of {', '.join(called[name] for name in ONE_OF)} is needed; "
            f"found {', '.join(found)}"
        )
    return {name: found.index(column) for name, column in called.items() if column in found}


def _read(file: TextIO, names: Mapping[str, str]) -> Source:
    reader = csv.reader(file, strict=True)
    try:
        columns = find_columns(next(reader, []), names)
        coders = {name: _Coder() for name in columns}
        pieces: dict[str, list[Codes]] = {name: [] for name in columns}
        for cells in _by_column(reader):
            for name, place in columns.items():
                if place >= len(cells):
                    raise _BadLines
                numbers = map(coders[name].__getitem__, cells[place])
                pieces[name].append(np.fromiter(numbers, dtype=np.int32, count=len(cells[place])))
    except csv.Error as error:
        raise RatingError(f"line {reader.line_num}: not readable as CSV ({error})") from error
    codes = {name: np.concatenate([np.empty(0, np.int32), *pieces.pop(name)]) for name in columns}
    return _assemble(codes, {name: list(coder) for name, coder in coders.items()})


def _by_column(reader: Iterator[list[str]]) -> Iterator[list[tuple[str, ...]]]:
    """The cells of some lines at a time, column by column; _BadLines where lines differ in length."""
    while rows := list(islice(reader, PIECE)):
        filled = rows if all(rows) else [row for row in rows if row]
        if len(set(map(len, filled))) > 1:
            filled = [row for row in filled if any(cell.strip() for cell in row)]
            shortest = min(map(len, filled))
            filled = [row[:shortest] for row in filled]
        if filled:
            yield list(zip(*filled, strict=True))


def _assemble(codes: dict[str, Codes], texts: dict[str, list[str]]) -> Source:
    stripped = {name: [text.strip() for text in column] for name, column in texts.items()}
    assessed = np.array([text not in NOT_ASSESSED for text in stripped["score"]], dtype=np.bool_)
    kept = assessed[codes["score"]] if assessed.size else np.ones(0, dtype=np.bool_)
    blank = ~kept & _all_empty(codes, stripped)  # a line of separators only
    if not kept.all():
        codes = {name: column[kept] for name, column in codes.items()}
    score = _numbers(codes["score"], stripped["score"], score_of)
    day = _days(codes["day"], stripped["day"]) if "day" in codes else None
    columns = {
        name: _column(codes[name], stripped[name], name) for name in (*FACETS, *GROUPS) if name in codes
    }
    groups = {name: columns[name] for name in GROUPS if name in columns}
    facets = {name: columns[name] for name in FACETS if name in columns}
    ratings = Ratings(facets, score.astype(np.int16), day, groups)
    return Source(ratings, int(kept.size - kept.sum() - blank.sum()))


def _all_empty(codes: dict[str, Codes], texts: dict[str, list[str]]) -> NDArray[np.bool_]:
    empty = [np.array([not text for text in texts[name]], dtype=np.bool_) for name in codes]
    return np.logical_and.reduce(
        [
            blank[codes[name]] if blank.size else np.ones(codes[name].size, dtype=np.bool_)
            for name, blank in zip(codes, empty, strict=True)
        ]
    )


def _column(codes: Codes, texts: list[str], name: str) -> Column:
    """Keys in order of text; _BadLines for an empty label."""
    keys = tuple(sorted(set(texts)))
    index = {key: place for place, key in enumerate(keys)}
    place = np.array([index[text] for text in texts], dtype=np.int32)
    found = place[codes] if codes.size else codes
    if name in FACETS and "" in index and (found == index[""]).any():
        raise _BadLines
    return Column(keys, found)


def _numbers(codes: Codes, texts: list[str], read: Callable[[str], int | None]) -> NDArray[np.int32]:
    """The number of each row; _BadLines where one that is used cannot be read."""
    values = [read(text) for text in texts]
    used = np.bincount(codes, minlength=len(texts)) > 0
    if any(value is None for value, needed in zip(values, used.tolist(), strict=True) if needed):
        raise _BadLines
    return np.array([value or 0 for value in values], dtype=np.int32)[codes] if codes.size else codes


def _days(codes: Codes, texts: list[str]) -> NDArray[np.int32] | None:
    """None where the column is there but nothing in it."""
    if not any(texts):
        return None
    return _numbers(codes, texts, day_of)


def score_of(text: str) -> int | None:
    """The score, a whole number; None where it is none."""
    if not WHOLE.fullmatch(text):
        return None
    value = int(float(text))
    return value if abs(value) <= MOST else None


def day_of(text: str) -> int | None:
    """A whole number as it is, a date as days since 1970-01-01; None where it is neither."""
    if DAY.fullmatch(text):
        return int(text)
    try:
        return (date.fromisoformat(text) - EPOCH).days if len(text) == 10 else None
    except ValueError:
        return None


def name_lines(path: Path, names: Mapping[str, str], why: Callable[[dict[str, str]], str]) -> str:
    """The lines that cannot be used, each with its reason; why() says it of the cells of one line.

    Slow: it is asked only once something is known to be wrong.
    """
    bad: list[str] = []
    count = 0
    with open_text(path) as file:
        reader = csv.reader(file, strict=True)
        columns = find_columns(next(reader, []), names)
        for cells in reader:
            reason = _reason(cells, columns, why)
            count += bool(reason)
            if reason and count <= SHOWN:
                bad.append(f"line {reader.line_num}: {reason}")
    more = [f"and {count - SHOWN} more bad lines"] if count > SHOWN else []
    return "\n".join(bad + more)


def _reason(cells: Sequence[str], columns: Mapping[str, int], why: Callable[[dict[str, str]], str]) -> str:
    if not any(cell.strip() for cell in cells):
        return ""
    if len(cells) <= max(columns.values()):
        return f"{len(cells)} cells, the header asks for more"
    value = {name: cells[place].strip() for name, place in columns.items()}
    return "" if value["score"] in NOT_ASSESSED else why(value)


def why_unusable(value: Mapping[str, str]) -> str:
    """Why a line cannot be used; empty where it can."""
    for name in FACETS:
        if name in value and not value[name]:
            return f"{name} is empty"
    if score_of(value["score"]) is None:
        return f"score {value['score']!r} is not a whole number"
    if "day" in value and day_of(value["day"]) is None:
        return f"day {value['day']!r} is neither a whole number nor a date (YYYY-MM-DD)"
    return ""


def check_scale(path: Path, source: Source, names: Mapping[str, str], lowest: int, highest: int) -> None:
    """Raises RatingError naming the lines whose score is outside the scale."""

    def outside(value: Mapping[str, str]) -> str:
        score = score_of(value["score"])
        inside = score is not None and lowest <= score <= highest
        return "" if inside else f"score {score} is outside the scale {lowest} to {highest}"

    score = source.ratings.score
    if ((score < lowest) | (score > highest)).any():
        raise RatingError(name_lines(path, names, outside))
