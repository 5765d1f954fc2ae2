"""Ratings as the engine takes them: by column, one entry a judgement; labels as codes, whole scores."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scoring.calibration.settings import Settings

FACETS = ("candidate", "interviewer", "question", "criterion")
GROUPS = ("topic", "level")
EPOCH = date(1970, 1, 1)

Label = str | int
Codes = NDArray[np.int32]
Bools = NDArray[np.bool_]


class RatingError(ValueError):
    """A rating that cannot be used; the message names the row (counted from 1) and the value."""


@dataclass(frozen=True, slots=True)
class Rating:
    """One score for one criterion of one question, by one interviewer, of one candidate.

    `day` is a date, or the number of days since any day, the same one for all ratings.
    """

    candidate: Label
    interviewer: Label
    question: Label
    criterion: Label
    score: int
    day: date | int | None = None
    topic: Label | None = None
    level: Label | None = None


@dataclass(frozen=True, eq=False)
class Column:
    """Labels by row: `keys[codes[row]]`. Keys are distinct text in order of text; one may go unused."""

    keys: tuple[str, ...]
    codes: Codes

    @classmethod
    def of(cls, labels: Iterable[object]) -> "Column":
        """Codes the labels; 1 and "1" are the same, None is the empty text."""
        text = ["" if label is None else str(label) for label in labels]
        keys = tuple(sorted(set(text)))
        index = {key: code for code, key in enumerate(keys)}
        return cls(keys, np.fromiter((index[label] for label in text), dtype=np.int32, count=len(text)))

    def labels(self) -> list[str]:
        """The label of every row."""
        return [self.keys[code] for code in self.codes.tolist()]


@dataclass(frozen=True, eq=False)
class Ratings:
    """Ratings by column; about 21 bytes each. Nothing in it may be changed once made.

    `facets` holds candidate and any of interviewer, question and criterion; `groups` topic and level, where
    given, with "" for none. `day` counts days; None where no rating has one. "Not assessed" is no rating and
    simply absent. Raises RatingError for columns of unequal length, no candidates, or an empty label.
    """

    facets: dict[str, Column]
    score: NDArray[np.int16]
    day: NDArray[np.int32] | None = None
    groups: dict[str, Column] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if "candidate" not in self.facets or not set(self.facets) <= set(FACETS):
            raise RatingError(f"ratings need the column candidate and may have {', '.join(FACETS[1:])}")
        lengths = {name: column.codes.size for name, column in {**self.facets, **self.groups}.items()}
        lengths |= {"score": self.score.size} | ({} if self.day is None else {"day": self.day.size})
        if len(set(lengths.values())) > 1:
            raise RatingError(
                "columns of unequal length: " + ", ".join(f"{k} {v}" for k, v in lengths.items())
            )
        for name, column in self.facets.items():
            if "" in column.keys[:1] and (empty := np.flatnonzero(column.codes == 0)).size:
                raise RatingError(f"row {int(empty[0]) + 1}: {name} is empty")

    def __len__(self) -> int:
        return self.score.size

    @classmethod
    def of(
        cls,
        *,
        score: Sequence[object] | NDArray[Any],
        day: Sequence[object] | None = None,
        **labels: Iterable[object] | None,
    ) -> "Ratings":
        """From labels by column: candidate, and any of interviewer, question, criterion, topic and level.

        RatingError for a score that is not a whole number, or a day given for some ratings only.
        """
        given = {name: Column.of(column) for name, column in labels.items() if column is not None}
        facets = {name: given[name] for name in FACETS if name in given}
        groups = {name: given[name] for name in GROUPS if name in given}
        return cls(facets, _whole_numbers(score), None if day is None else _days(day), groups)

    @classmethod
    def from_rows(cls, rows: Iterable[Rating], *, settings: Settings | None = None) -> "Ratings":
        """The rows by column; raises RatingError for a score outside the scale of the settings, too."""
        listed = list(rows)
        extras: dict[str, Any] = {}
        for name in ("day", *GROUPS):
            values = [getattr(row, name) for row in listed]
            extras[name] = values if any(value is not None for value in values) else None
        facets = {name: [getattr(row, name) for row in listed] for name in FACETS}
        ratings = cls.of(score=[row.score for row in listed], **facets, **extras)
        ratings.check_scale(settings or Settings())
        return ratings

    def check_scale(self, settings: Settings) -> None:
        """Raises RatingError naming the first score outside the scale; says nothing otherwise."""
        outside = np.flatnonzero((self.score < settings.lowest) | (self.score > settings.highest))
        if outside.size:
            row = int(outside[0])
            scale = f"{settings.lowest} to {settings.highest}"
            raise RatingError(f"row {row + 1}: score {self.score[row]} is outside the scale {scale}")

    def take(self, rows: Bools | NDArray[np.int64]) -> "Ratings":
        """Those rows alone, in that order; keys that go unused stay."""

        def some(columns: dict[str, Column]) -> dict[str, Column]:
            return {name: replace(column, codes=column.codes[rows]) for name, column in columns.items()}

        day = None if self.day is None else self.day[rows]
        return Ratings(some(self.facets), self.score[rows], day, some(self.groups))

    def until(self, as_of: int) -> "Ratings":
        """What was known at the end of that day. RatingError where the ratings have no days."""
        if self.day is None:
            raise RatingError("without the day of each rating nobody can say what was known when")
        return self.take(self.day <= as_of)


def day_number(day: date) -> int:
    """A date as days since 1970-01-01."""
    return (day - EPOCH).days


def _days(values: Sequence[object]) -> NDArray[np.int32]:
    numbers = [_day(row, value) for row, value in enumerate(values, start=1)]
    return np.array(numbers, dtype=np.int32)


def _day(row: int, value: object) -> int:
    if isinstance(value, date):
        return day_number(value)
    if value is None or isinstance(value, bool) or not isinstance(value, int | np.integer):
        raise RatingError(f"row {row}: day {value!r} is neither a date nor a whole number")
    return int(value)


def _whole_numbers(values: Sequence[object] | NDArray[Any]) -> NDArray[np.int16]:
    # In a list, True beside numbers becomes 1 unseen, so only an array's own type is trusted.
    if isinstance(values, np.ndarray) and np.issubdtype(values.dtype, np.signedinteger):
        outside = np.flatnonzero(np.abs(values.astype(np.int64)) > MOST)
        if outside.size:
            raise RatingError(f"row {int(outside[0]) + 1}: score {values[outside[0]]} is outside every scale")
        return values.astype(np.int16)
    return np.array([_whole_number(row, value) for row, value in enumerate(values, start=1)], dtype=np.int16)


MOST = 10_000


def _whole_number(row: int, value: object) -> int:
    number = value.item() if isinstance(value, np.generic) else value
    if isinstance(number, float) and number.is_integer():
        number = int(number)
    if isinstance(number, bool) or not isinstance(number, int):
        raise RatingError(f"row {row}: score {number!r} is not a whole number")
    if abs(number) > MOST:
        raise RatingError(f"row {row}: score {number} is outside every scale")
    return number
