"""Sums over the ratings of every element, for all the statistics at once."""

from collections.abc import Iterable

import numpy as np
from scipy import sparse

from scoring.calibration.design import Design, Floats, Ints
from scoring.calibration.diagnosis.residuals import Block
from scoring.calibration.ratings import Codes

# r residual, v variance, z standardised residual, h location, e expected category; c fourth moment.
# spread: c - v^2, the variance of r^2; tail: c / v^2, from which the variance of z^2.
COLUMNS = ("r", "rr", "v", "zz", "spread", "tail", "h", "hh", "ee", "eh", "rh", "vh", "vhh")


class ElementSums:
    """Adds blocks up. `of(facet, name)` is one column of COLUMNS by element; `counts[facet]` the use of each
    category, shape (elements, steps + 1).
    """

    def __init__(self, design: Design) -> None:
        self.categories = design.steps + 1
        self.counts = {
            name: np.zeros((facet.size, self.categories), dtype=np.int64)
            for name, facet in design.facets.items()
        }
        self.sums = {name: np.zeros((facet.size, len(COLUMNS))) for name, facet in design.facets.items()}

    def add(self, block: Block) -> None:
        """Takes the rows of a block in."""
        values = stacked(_columns(block))
        for name, codes in block.codes.items():
            add_by_code(self.sums[name], codes, values)
            lowest, highest = int(codes.min()), int(codes.max())
            cells = (codes.astype(np.int64) - lowest) * self.categories + block.category
            used = np.bincount(cells, minlength=(highest - lowest + 1) * self.categories)
            self.counts[name][lowest : highest + 1] += used.reshape(-1, self.categories)

    def of(self, facet: str, column: str) -> Floats:
        """One sum by element."""
        return np.asarray(self.sums[facet][:, COLUMNS.index(column)])

    def number(self, facet: str) -> Floats:
        """Ratings by element."""
        return np.asarray(self.counts[facet].sum(axis=1), dtype=np.float64)

    def observed(self, facet: str, power: int = 1) -> Floats:
        """The sum of the category, or of its square, by element."""
        return np.asarray(self.counts[facet] @ np.arange(self.categories, dtype=np.float64) ** power)

    def expected(self, facet: str) -> Floats:
        """The sum of the expected category by element."""
        return self.observed(facet) - self.of(facet, "r")


def _columns(block: Block) -> Iterable[Floats]:
    r, v, h, e = block.residual, block.variance, block.location, block.expected
    z, divisor = block.standardised, block.divisor
    yield from (r, r * r, v, z * z, block.fourth - v * v, block.fourth / (divisor * divisor))
    vh = v * h
    yield from (h, h * h, e * e, e * h, r * h, vh, vh * h)


def stacked(columns: Iterable[Floats]) -> Floats:
    """The columns beside each other, row by row."""
    return np.ascontiguousarray(np.stack(list(columns)).T)


def add_by_code(target: Floats, codes: Codes | Ints, values: Floats) -> None:
    """Adds each row of values to the row of target its code names."""
    lowest, highest = int(codes.min()), int(codes.max())
    rows = codes.size
    place = sparse.csc_array(
        (np.ones(rows), codes - lowest, np.arange(rows + 1, dtype=np.int32)),
        shape=(highest - lowest + 1, rows),
    )
    target[lowest : highest + 1] += place @ values
