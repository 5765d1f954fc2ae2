"""From ratings to what is fitted: elements that occur, rows in one order, categories from 0."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from scoring.calibration.ratings import FACETS, Codes, Column, Ratings
from scoring.calibration.settings import Settings

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

BLOCK = 1 << 16  # rows worked on at a time: their temporary arrays stay in the cache


@dataclass(frozen=True, eq=False)
class Facet:
    """One way of sorting the ratings: `keys[codes[row]]` is the label of a row; every key occurs."""

    name: str
    keys: tuple[str, ...]
    codes: Codes

    @property
    def size(self) -> int:
        """How many elements."""
        return len(self.keys)

    @cached_property
    def counts(self) -> Floats:
        """Ratings of each element, at least 1."""
        return np.bincount(self.codes, minlength=self.size).astype(np.float64)

    def sums(self, values: Floats) -> Floats:
        """The sum of a value per row over each element."""
        return np.bincount(self.codes, weights=values, minlength=self.size).astype(np.float64)

    def means(self, values: Floats) -> Floats:
        """The mean of a value per row over each element."""
        return self.sums(values) / self.counts

    def indicator(self) -> Any:
        """Rows by elements, 1 where the row belongs to the element (sparse)."""
        rows = np.arange(self.codes.size)
        return sparse.csr_array((np.ones(rows.size), (rows, self.codes)), shape=(rows.size, self.size))


@dataclass(frozen=True, eq=False)
class Design:
    """The coded ratings, ordered by candidate, interviewer, question, criterion, score, whatever order they
    came in: the same ratings give the same sums to the last bit.

    `category` counts from 0 for the scale's `lowest` point to `steps`, its highest. Memory: 17 bytes a rating
    with four facets, 4 more with days.
    """

    facets: dict[str, Facet]
    groups: dict[str, Facet]
    category: NDArray[np.int8]
    day: NDArray[np.int32] | None
    lowest: int
    steps: int
    # The point of the scale that each category stands for, where they do not follow on one another.
    points: tuple[int, ...] = ()

    @property
    def n(self) -> int:
        """How many ratings."""
        return self.category.size

    @cached_property
    def score(self) -> Floats:
        """The ratings in points of the scale."""
        return self.scale[self.category]

    @property
    def scale(self) -> Floats:
        """The point of the scale of each category."""
        return np.asarray(self.points or range(self.lowest, self.lowest + self.steps + 1), dtype=np.float64)

    @cached_property
    def interview_starts(self) -> Ints:
        """The first row of each interview (candidate by interviewer); rows of one lie beside each other."""
        first = np.ones(self.n, dtype=np.bool_)
        first[1:] = np.diff(self.facets["candidate"].codes) != 0
        if "interviewer" in self.facets:
            first[1:] |= np.diff(self.facets["interviewer"].codes) != 0
        return np.flatnonzero(first)

    def blocks(self) -> Iterator[slice]:
        """All rows, some at a time."""
        for start in range(0, self.n, BLOCK):
            yield slice(start, min(start + BLOCK, self.n))


def build_design(ratings: Ratings, settings: Settings) -> Design:
    """The ratings as they are fitted. RatingError for a score outside the scale of the settings."""
    ratings.check_scale(settings)
    order = _order(ratings)
    facets = {name: _facet(name, ratings.facets[name], order) for name in FACETS if name in ratings.facets}
    groups = {name: _facet(name, column, order) for name, column in ratings.groups.items()}
    return Design(
        facets=facets,
        groups=groups,
        category=(ratings.score[order] - settings.lowest).astype(np.int8),
        day=None if ratings.day is None else ratings.day[order],
        lowest=settings.lowest,
        steps=settings.highest - settings.lowest,
    )


def _order(ratings: Ratings) -> Ints:
    """Rows by candidate, interviewer, question, criterion, score, day, groups: one order for one multiset."""
    columns: list[Any] = [ratings.facets[name].codes for name in FACETS if name in ratings.facets]
    columns.append(ratings.score)
    if ratings.day is not None:
        columns.append(ratings.day)
    words = _packed([*columns, *(column.codes for column in ratings.groups.values())])
    return np.argsort(words[0], kind="stable") if len(words) == 1 else np.lexsort(words[::-1])


def _packed(columns: list[Any]) -> list[Ints]:
    """The columns, the weightiest first, in as few 63-bit numbers as hold them: one sorts faster than six."""
    words: list[Ints] = []
    room = 1
    for column in columns:
        lowest, highest = (int(column.min()), int(column.max())) if column.size else (0, 0)
        width = highest - lowest + 1
        if not words or room * width > 2**63 - 1:
            words.append(np.zeros(column.size, dtype=np.int64))
            room = 1
        words[-1] *= width
        words[-1] += column.astype(np.int64) - lowest
        room *= width
    return words


def _facet(name: str, column: Column, order: Ints) -> Facet:
    used = np.bincount(column.codes, minlength=len(column.keys)) > 0
    if used.all():
        return Facet(name, column.keys, column.codes[order])
    place = (np.cumsum(used) - 1).astype(np.int32)
    keys = tuple(key for key, kept in zip(column.keys, used.tolist(), strict=True) if kept)
    return Facet(name, keys, place[column.codes[order]])
