"""Values that raters gave to units, as every coefficient of agreement takes them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Counts = NDArray[Any] | Sequence[Sequence[float]]

LEVELS = ("nominal", "ordinal", "interval", "ratio")
MISSING = {"", "NA", "nan"}
MOST_CATEGORIES = 100  # beyond that values are measurements and not categories


@dataclass(frozen=True, eq=False)
class RatingTable:
    """One row a value: `unit`, `rater` and `category` are codes from 0, each of which occurs.

    `points` are the values of the categories in rising order where all values are numbers, None where some
    are labels; `labels` name the categories either way. Missing values are simply absent.
    """

    unit: Ints
    rater: Ints
    category: Ints
    labels: tuple[str, ...]
    points: Floats | None

    @property
    def n(self) -> int:
        """How many values."""
        return self.unit.size

    @property
    def units(self) -> int:
        """How many units have a value."""
        return int(self.unit.max(initial=-1)) + 1

    @property
    def raters(self) -> int:
        """How many raters gave one."""
        return int(self.rater.max(initial=-1)) + 1

    @cached_property
    def values(self) -> Floats:
        """The value of each row; ValueError where values are labels."""
        if self.points is None:
            raise ValueError("the values are labels, not numbers")
        return np.asarray(self.points[self.category])

    @cached_property
    def counts(self) -> Floats:
        """How often each unit (row) got each category (column)."""
        width = len(self.labels)
        flat = np.bincount(self.unit * width + self.category, minlength=self.units * width)
        return flat.reshape(self.units, width).astype(np.float64)

    @cached_property
    def twice(self) -> int:
        """How many values repeat a rater on a unit."""
        return int(self.n - distinct(self.unit * self.raters + self.rater).size)

    @property
    def complete(self) -> bool:
        """Whether every rater rated every unit exactly once."""
        return self.n == self.units * self.raters and self.twice == 0

    @cached_property
    def matrix(self) -> Floats:
        """Units by raters; ValueError unless complete and of numbers."""
        if not self.complete:
            raise ValueError("not every rater rated every unit exactly once")
        matrix = np.empty((self.units, self.raters))
        matrix[self.unit, self.rater] = self.values
        return matrix


def tabulate(unit: Sequence[Any], rater: Sequence[Any], value: Sequence[Any]) -> RatingTable:
    """A table from three columns of equal length; None and "" in any of them make the row a missing value.

    Values are numbers where every one of them reads as a finite number, and labels otherwise. ValueError for
    columns of unequal length.
    """
    if not len(unit) == len(rater) == len(value):
        raise ValueError(f"columns of unequal length: {len(unit)}, {len(rater)}, {len(value)}")
    coded = [_coded(column) for column in (unit, rater, value)]
    present = np.logical_and.reduce([codes >= 0 for _, codes in coded])
    units, raters, values = (np.unique(codes[present], return_inverse=True) for _, codes in coded)
    points, labels, place = _categories([coded[2][0][key] for key in values[0].tolist()])
    return RatingTable(
        unit=units[1], rater=raters[1], category=place[values[1]], labels=labels, points=points
    )


def _coded(column: Sequence[Any]) -> tuple[list[str], Ints]:
    """The distinct texts in order, and each row's place among them: -1 where it is missing."""
    index: dict[str, int] = {}
    texts = ("" if cell is None else str(cell).strip() for cell in column)
    first = np.fromiter((index.setdefault(text, len(index)) for text in texts), np.int64, count=len(column))
    keys = sorted(set(index) - MISSING)
    place = np.full(len(index), -1, dtype=np.int64)
    place[[index[key] for key in keys]] = np.arange(len(keys))
    return keys, place[first]


def _categories(texts: list[str]) -> tuple[Floats | None, tuple[str, ...], Ints]:
    """The values of the categories, their labels, and which of them each text is."""
    numbers = [number(text) for text in texts]
    known = [point for point in numbers if point is not None]
    if len(known) < len(texts):
        return None, tuple(texts), np.arange(len(texts))
    points, place = np.unique(np.array(known, dtype=np.float64), return_inverse=True)
    return points, tuple(f"{point:g}" for point in points.tolist()), place


def distinct(codes: Ints) -> Ints:
    """The distinct codes, rising. Sorting them is several times quicker than hashing, numpy's own way."""
    ordered = np.sort(codes)
    return np.asarray(ordered[np.append(True, ordered[1:] != ordered[:-1])[: ordered.size]])


def number(text: str) -> float | None:
    """The finite number a text spells, or None."""
    try:
        value = float(text)
    except ValueError:
        return None
    return value if np.isfinite(value) else None
