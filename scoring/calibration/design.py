"""From labels to numbers: who met whom, as codes, counts and the blocks of the normal equations."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from scoring.calibration.ratings import FACETS, GROUPS, Ratings

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

MOST_KEPT = 8_000_000  # numbers, 64 MB: enough for 100,000 ratings of the usual shape


@dataclass(frozen=True, eq=False)
class Facet:
    """One way of sorting the ratings: `keys[codes[row]]` is the label of a row; keys are in order of text."""

    name: str
    keys: tuple[str, ...]
    codes: Ints

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
        """The mean of a value per row over each element; every element has at least one row."""
        return self.sums(values) / self.counts

    def indicator(self) -> Any:
        """Rows by elements, 1 where the row belongs to the element (sparse)."""
        rows = np.arange(self.codes.size)
        return sparse.csr_array((np.ones(rows.size), (rows, self.codes)), shape=(rows.size, self.size))


@dataclass(frozen=True, eq=False)
class Design:
    """The coded ratings, in an order that does not depend on the order they came in."""

    facets: dict[str, Facet]
    groups: dict[str, Facet]
    score: Floats

    @property
    def n(self) -> int:
        """How many ratings."""
        return self.score.size


def build_design(ratings: Ratings) -> Design:
    """Codes every facet and sorts the rows, so that the same ratings give the same sums to the last bit."""
    coded = {name: code_labels(getattr(ratings, name).tolist()) for name in FACETS}
    grouped = {
        name: code_labels(column.tolist())
        for name in GROUPS
        if (column := getattr(ratings, name)) is not None
    }
    keys = [codes for _, codes in (*grouped.values(), *reversed(coded.values()))]
    order = np.lexsort([ratings.score, *keys])
    facets = {name: Facet(name, labels, codes[order]) for name, (labels, codes) in coded.items()}
    groups = {name: Facet(name, labels, codes[order]) for name, (labels, codes) in grouped.items()}
    return Design(facets=facets, groups=groups, score=ratings.score[order].astype(np.float64))


def code_labels(labels: list[str]) -> tuple[tuple[str, ...], Ints]:
    """The distinct labels in order of text, and each label's place among them."""
    keys = tuple(sorted(set(labels)))
    index = {key: code for code, key in enumerate(keys)}
    return keys, np.fromiter((index[label] for label in labels), dtype=np.int64, count=len(labels))


@dataclass(frozen=True, eq=False)
class Blocks:
    """The normal equations with the largest facet (`first`) set apart, because its own block is diagonal.

    `cross` is first x rest (sparse counts), `rest` the dense block of the others, `slices` where each of them
    lies in it; with an intercept, its column comes first. `first_sums` and `rest_sums` are the right-hand
    sides for the scores less their mean, `squares` their sum of squares.
    """

    first: Facet
    slices: dict[str, slice]
    cross: Any
    rest: Floats
    first_sums: Floats
    rest_sums: Floats
    squares: float

    @property
    def order(self) -> int:
        """Unknowns left when the first facet is eliminated."""
        return self.rest.shape[0]

    def weighted_square(self, weigh: Callable[[Floats], Floats]) -> Floats:
        """cross' diag(w) cross, dense, where an element's weight w depends on its number of ratings alone."""
        counts, stack = self._by_count
        if stack is not None:
            # Not a matrix product of BLAS: its threads wait for each other when others use the cores.
            return np.einsum("k,kij->ij", weigh(counts), stack)
        weights = sparse.diags_array(weigh(self.first.counts))
        return np.asarray((self.cross.T @ (weights @ self.cross)).toarray())

    @cached_property
    def _by_count(self) -> tuple[Floats, Floats | None]:
        """The distinct numbers of ratings, and cross' cross over each one's elements (None: too large)."""
        counts, group = np.unique(self.first.counts, return_inverse=True)
        if counts.size * self.order**2 > MOST_KEPT:
            return counts, None
        parts = [self.cross[group == number] for number in range(counts.size)]
        return counts, np.stack([(part.T @ part).toarray() for part in parts])


def build_blocks(design: Design, names: Sequence[str], *, intercept: bool) -> Blocks:
    """The blocks for the named facets; the largest is the one set apart (the earlier one of equals)."""
    facets = [design.facets[name] for name in names]
    first = max(facets, key=lambda facet: facet.size)
    centred = design.score - design.score.mean()
    start = 1 if intercept else 0
    parts = [sparse.csr_array(np.ones((design.n, 1)))] if intercept else []
    slices = {}
    for facet in facets:
        if facet is not first:
            slices[facet.name] = slice(start, start + facet.size)
            start += facet.size
            parts.append(facet.indicator())
    others = sparse.hstack(parts, format="csr") if parts else sparse.csr_array((design.n, 0))
    return Blocks(
        first=first,
        slices=slices,
        cross=(first.indicator().T @ others).tocsr(),
        rest=(others.T @ others).toarray(),
        first_sums=first.sums(centred),
        rest_sums=others.T @ centred,
        squares=float(centred @ centred),
    )
