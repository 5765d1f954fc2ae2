"""Every rating beside what the model expected of it, some rows at a time."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from scoring.calibration.design import Design, Floats, Ints
from scoring.calibration.model.fit import Fit
from scoring.calibration.model.moments import locate
from scoring.calibration.ratings import Codes

ROWS = 1 << 15  # at a time: their temporary arrays stay in the cache
HIGHEST = 300.0  # of an exponent: nothing overflows, and no chance of a category becomes exactly 0
SMALLEST_VARIANCE = 1e-6  # what is divided by: beyond it a rating is as good as certain


@dataclass(frozen=True, eq=False)
class Block:
    """Rows of whole candidates. `chances[k]` holds P(category k) by row; the moments are of the category,
    all central but `expected`. `interviews` are the first rows of the interviews, counted from 0.
    """

    rows: slice
    codes: dict[str, Codes]
    category: NDArray[np.int8]
    interviews: Ints
    location: Floats
    chances: Floats
    expected: Floats
    variance: Floats
    third: Floats
    fourth: Floats

    @cached_property
    def residual(self) -> Floats:
        """Observed less expected, in points."""
        return np.asarray(self.category - self.expected)

    @cached_property
    def divisor(self) -> Floats:
        """The variance, never 0."""
        return np.maximum(self.variance, SMALLEST_VARIANCE)

    @cached_property
    def standardised(self) -> Floats:
        """The residual in standard deviations (Wright & Masters 1982)."""
        return np.asarray(self.residual / np.sqrt(self.divisor))

    @property
    def size(self) -> int:
        """How many rows."""
        return self.rows.stop - self.rows.start


def blocks(design: Design, fit: Fit) -> Iterator[Block]:
    """All rows in order, no candidate in two blocks."""
    for rows in candidate_slices(design):
        first, last = np.searchsorted(design.interview_starts, [rows.start, rows.stop])
        location = locate(design, fit, rows)
        chances = chances_of(location, fit.thresholds)
        expected = np.arange(chances.shape[0], dtype=np.float64) @ chances
        variance, third, fourth = _central(chances, expected)
        yield Block(
            rows=rows,
            codes={name: facet.codes[rows] for name, facet in design.facets.items()},
            category=design.category[rows],
            interviews=design.interview_starts[first:last] - rows.start,
            location=location,
            chances=chances,
            expected=expected,
            variance=variance,
            third=third,
            fourth=fourth,
        )


def candidate_slices(design: Design) -> Iterator[slice]:
    """Rows in runs of about ROWS that end where a candidate ends."""
    starts = np.flatnonzero(np.diff(design.facets["candidate"].codes, prepend=-1))
    ends = np.append(starts[1:], design.n)
    start = 0
    while start < design.n:
        place = min(int(np.searchsorted(ends, start + ROWS)), ends.size - 1)
        yield slice(start, int(ends[place]))
        start = int(ends[place])


def chances_of(location: Floats, thresholds: Floats) -> Floats:
    """P(category k), shape (steps + 1, rows): one exponential a row, the rest by multiplying."""
    middle = float(thresholds.mean())
    limit = HIGHEST / thresholds.size
    odds = np.exp(np.clip(location - middle, -limit, limit))
    offsets = np.clip(np.cumsum(thresholds - middle), -HIGHEST, HIGHEST)
    chances = np.empty((thresholds.size + 1, location.size))
    chances[0] = 1.0
    for step in range(thresholds.size):
        np.multiply(chances[step], odds, out=chances[step + 1])
    chances[1:] *= np.exp(-offsets)[:, None]
    chances /= chances.sum(axis=0)
    return chances


def _central(chances: Floats, expected: Floats) -> tuple[Floats, Floats, Floats]:
    variance, third, fourth = (np.zeros(expected.size) for _ in range(3))
    for category, chance in enumerate(chances):
        away = category - expected
        part = chance * away * away
        variance += part
        part *= away
        third += part
        part *= away
        fourth += part
    return variance, third, fourth
