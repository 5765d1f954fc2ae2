"""Who met whom as counts: the normal equations of crossed effects, from which every fit is calculated.

The largest facet is set apart, because its own block is diagonal. No row is touched again once the counts
are made.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

Floats = NDArray[np.float64]

# Pairs of a row of counts gathered beforehand; beyond that the product is calculated anew each time.
MOST_PAIRS = 40_000_000


@dataclass(frozen=True, eq=False)
class Counts:
    """Counts and sums of `n` values in the crossing of the facets; `names` begins with the one set apart.

    `sizes` are the ratings of its elements. `cross` is first x rest (sparse), `rest` the dense block of the
    others, a column for the mean before all of them; `slices` says where each facet lies in it. The sums are
    of the values less their mean, `squares` of their squares.
    """

    n: int
    names: tuple[str, ...]
    sizes: Floats
    cross: Any
    rest: Floats
    slices: dict[str, slice]
    first_sums: Floats
    rest_sums: Floats
    mean: float
    squares: float

    @property
    def order(self) -> int:
        """Unknowns left when the first facet is eliminated."""
        return self.rest.shape[0]

    def weighted_square(self, weigh: Callable[[Floats], Floats]) -> "WeightedSquare":
        """cross' diag(w) cross, where an element's weight w depends on its number of ratings alone."""
        if self._gathered is None:
            weights = sparse.diags_array(weigh(self.sizes))
            product = (self.cross.T @ (weights @ self.cross)).tocoo()
            return WeightedSquare(product.coords[0], product.coords[1], product.data)
        rows, columns, by_size, sizes = self._gathered
        return WeightedSquare(rows, columns, by_size @ weigh(sizes))

    @cached_property
    def _gathered(self) -> tuple[Any, Any, Any, Floats] | None:
        """Each pair of columns that meet, and their product by number of ratings; None if there are too many.

        Candidates have few different numbers of ratings: their products are added up once for each number.
        """
        if int((np.diff(self.cross.indptr).astype(np.int64) ** 2).sum()) > MOST_PAIRS:
            return None
        sizes, group = np.unique(self.sizes, return_inverse=True)
        keys, values, owner = [], [], []
        for number in range(sizes.size):
            part = self.cross[np.flatnonzero(group == number)]
            product = (part.T @ part).tocoo()
            keys.append(product.coords[0].astype(np.int64) * self.order + product.coords[1])
            values.append(product.data)
            owner.append(np.full(product.nnz, number, dtype=np.int32))
        pairs, place = np.unique(np.concatenate(keys), return_inverse=True)
        by_size = sparse.csr_array(
            (np.concatenate(values), (place, np.concatenate(owner))), shape=(pairs.size, sizes.size)
        )
        return pairs // self.order, pairs % self.order, by_size, sizes


@dataclass(frozen=True, eq=False)
class WeightedSquare:
    """A square matrix by its entries that may differ from 0, each named once."""

    rows: NDArray[np.int64]
    columns: NDArray[np.int64]
    values: Floats

    def subtract_from(self, matrix: Floats) -> None:
        """Takes it from a dense matrix, in place."""
        matrix[self.rows, self.columns] -= self.values

    def scaled(self, scale: Floats) -> "WeightedSquare":
        """Rows and columns times a scale."""
        return WeightedSquare(self.rows, self.columns, self.values * scale[self.rows] * scale[self.columns])

    def sum_with_lower(self, lower: Floats) -> float:
        """The sum of its entries times those of a symmetric matrix, of which only the lower half is read."""
        high, low = np.maximum(self.rows, self.columns), np.minimum(self.rows, self.columns)
        return float(self.values @ lower[high, low])


def count_crossings(codes: Mapping[str, NDArray[Any]], values: Floats) -> Counts:
    """The counts for facets given as codes from 0, each of which occurs, and one value a row."""
    elements = {name: int(column.max()) + 1 for name, column in codes.items()}
    first = max(elements, key=lambda name: elements[name])
    others = [name for name in codes if name != first]
    slices, start = {}, 1
    for name in others:
        slices[name] = slice(start, start + elements[name])
        start += elements[name]
    mean = float(values.mean())
    centred = values - mean
    return Counts(
        n=values.size,
        names=(first, *others),
        sizes=np.bincount(codes[first]).astype(np.float64),
        cross=_cross(codes, first, slices, start),
        rest=_rest(codes, slices, start),
        slices=slices,
        first_sums=np.bincount(codes[first], weights=centred).astype(np.float64),
        rest_sums=np.concatenate(
            [[centred.sum()], *(np.bincount(codes[name], weights=centred) for name in others)]
        ),
        mean=mean,
        squares=float(centred @ centred),
    )


def _cross(codes: Mapping[str, NDArray[Any]], first: str, slices: dict[str, slice], order: int) -> Any:
    n = codes[first].size
    columns = [np.zeros(n, dtype=np.int32)]
    columns += [codes[name].astype(np.int32) + np.int32(place.start) for name, place in slices.items()]
    rows = np.tile(codes[first].astype(np.int32), len(columns))
    entries = (np.ones(rows.size), (rows, np.concatenate(columns)))
    return sparse.coo_array(entries, shape=(int(codes[first].max()) + 1, order)).tocsr()


def _rest(codes: Mapping[str, NDArray[Any]], slices: dict[str, slice], order: int) -> Floats:
    rest = np.zeros((order, order))
    rest[0, 0] = next(iter(codes.values())).size
    for name, place in slices.items():
        sizes = np.bincount(codes[name])
        rest[place, place] = np.diag(sizes)
        rest[place, 0] = rest[0, place] = sizes
        for other, beside in slices.items():
            if beside.start > place.start:
                width = beside.stop - beside.start
                key = codes[name].astype(np.int64) * width + codes[other]
                met = np.bincount(key, minlength=sizes.size * width).reshape(sizes.size, width)
                rest[place, beside], rest[beside, place] = met, met.T
    return rest
