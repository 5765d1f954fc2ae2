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
        return int(self.n - np.unique(self.unit * self.raters + self.rater).size)

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
    kept = [
        (str(u), str(r), str(v).strip())
        for u, r, v in zip(unit, rater, value, strict=True)
        if not (_missing(u) or _missing(r) or _missing(v))
    ]
    texts = [row[2] for row in kept]
    points, labels, category = _categories(texts)
    return RatingTable(
        unit=_codes([row[0] for row in kept]),
        rater=_codes([row[1] for row in kept]),
        category=category,
        labels=labels,
        points=points,
    )


def _missing(value: object) -> bool:
    return value is None or str(value).strip() in ("", "NA", "nan")


def _codes(labels: list[str]) -> Ints:
    index = {label: code for code, label in enumerate(sorted(set(labels)))}
    return np.fromiter((index[label] for label in labels), dtype=np.int64, count=len(labels))


def _categories(texts: list[str]) -> tuple[Floats | None, tuple[str, ...], Ints]:
    numbers = {text: number(text) for text in set(texts)}
    if None in numbers.values():
        return None, tuple(sorted(numbers)), _codes(texts)
    points = sorted({point for point in numbers.values() if point is not None})
    place = {point: code for code, point in enumerate(points)}
    code = {text: place[point] for text, point in numbers.items() if point is not None}
    category = np.fromiter((code[text] for text in texts), dtype=np.int64, count=len(texts))
    return np.array(points), tuple(f"{point:g}" for point in points), category


def number(text: str) -> float | None:
    """The finite number a text spells, or None."""
    try:
        value = float(text)
    except ValueError:
        return None
    return value if np.isfinite(value) else None
