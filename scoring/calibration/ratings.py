"""Ratings as the engine takes them: one row a judgement, labels as text, scores as whole numbers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scoring.calibration.settings import Settings

FACETS = ("candidate", "interviewer", "question", "criterion")
GROUPS = ("topic", "level")
EXTRAS = ("day", *GROUPS)

Label = str | int
Labels = NDArray[Any]


class RatingError(ValueError):
    """A rating that cannot be used; the message names the row (counted from 1) and the value."""


@dataclass(frozen=True, slots=True)
class Rating:
    """One score for one criterion of one question, by one interviewer, of one candidate."""

    candidate: Label
    interviewer: Label
    question: Label
    criterion: Label
    score: int
    day: object = None
    topic: Label | None = None
    level: Label | None = None


@dataclass(frozen=True, eq=False)
class Ratings:
    """Ratings by column, one entry a rating; everything is read-only once made.

    Labels may be given as text or ids and are kept as text (1 and "1" are the same element). `day`, `topic`
    and `level` may be left out or hold None for a row. "Not assessed" is no rating and simply absent. Raises
    RatingError for columns of unequal length, an empty label, or a score that is not a whole number.
    """

    candidate: Labels
    interviewer: Labels
    question: Labels
    criterion: Labels
    score: NDArray[np.int64]
    day: Labels | None = None
    topic: Labels | None = None
    level: Labels | None = None

    def __post_init__(self) -> None:
        lengths = {name: len(getattr(self, name)) for name in (*FACETS, "score", *EXTRAS) if self._has(name)}
        if len(set(lengths.values())) > 1:
            raise RatingError(
                "columns of unequal length: " + ", ".join(f"{k} {v}" for k, v in lengths.items())
            )
        for name in FACETS:
            self._freeze(name, _text(name, getattr(self, name), required=True))
        self._freeze("score", _whole_numbers(self.score))
        for name in EXTRAS:
            if self._has(name):
                self._freeze(name, _text(name, getattr(self, name), required=False))

    def __len__(self) -> int:
        return len(self.score)

    def _has(self, name: str) -> bool:
        return getattr(self, name) is not None

    def _freeze(self, name: str, value: NDArray[Any]) -> None:
        value.setflags(write=False)
        object.__setattr__(self, name, value)

    @classmethod
    def from_rows(cls, rows: Iterable[Rating], *, settings: Settings | None = None) -> "Ratings":
        """The rows by column; raises RatingError for a score outside the scale of the settings, too."""
        listed = list(rows)
        columns: dict[str, Any] = {
            name: [getattr(row, name) for row in listed] for name in (*FACETS, "score")
        }
        for name in EXTRAS:
            values = [getattr(row, name) for row in listed]
            columns[name] = values if any(value is not None for value in values) else None
        ratings = cls(**columns)
        ratings.check_scale(settings or Settings())
        return ratings

    def check_scale(self, settings: Settings) -> None:
        """Raises RatingError naming the first score outside the scale; says nothing otherwise."""
        outside = np.flatnonzero((self.score < settings.lowest) | (self.score > settings.highest))
        if outside.size:
            row = int(outside[0])
            scale = f"{settings.lowest} to {settings.highest}"
            raise RatingError(f"row {row + 1}: score {self.score[row]} is outside the scale {scale}")


def _text(name: str, values: Sequence[object] | Labels, *, required: bool) -> Labels:
    out = np.empty(len(values), dtype=object)
    for row, value in enumerate(values):
        text = "" if value is None else str(value)
        if required and not text:
            raise RatingError(f"row {row + 1}: {name} is empty")
        out[row] = text
    return out


def _whole_numbers(values: Sequence[object] | NDArray[Any]) -> NDArray[np.int64]:
    array = np.asarray(values)
    # In a list, True beside numbers becomes 1 unseen, so only an array's own type is trusted.
    if isinstance(values, np.ndarray) and np.issubdtype(array.dtype, np.signedinteger):
        return array.astype(np.int64)
    whole = [_whole_number(row, value) for row, value in enumerate(values, start=1)]
    return np.array(whole, dtype=np.int64)


def _whole_number(row: int, value: object) -> int:
    number = value.item() if isinstance(value, np.generic) else value
    if isinstance(number, float) and number.is_integer():
        number = int(number)
    if isinstance(number, bool) or not isinstance(number, int):
        raise RatingError(f"row {row}: score {number!r} is not a whole number")
    if abs(number) > 10**9:
        raise RatingError(f"row {row}: score {number} is outside every scale")
    return number
