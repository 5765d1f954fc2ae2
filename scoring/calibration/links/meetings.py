"""Who met whom in a design: the distinct pairs of elements of two facets, and what they link."""

from dataclasses import dataclass, field

import numpy as np
from scipy import sparse

from scoring.calibration.design import Design, Facet, Ints

CELLS_A_ROW = 4  # a table of pairs larger than this many cells a rating is not laid out

Pairs = tuple[Ints, Ints]


@dataclass(eq=False)
class Meetings:
    """The distinct pairs, found once for each two facets or groups."""

    design: Design
    found: dict[tuple[str, str], Pairs] = field(default_factory=dict)
    linked: dict[tuple[str, str], Pairs] = field(default_factory=dict)

    def pairs(self, one: str, other: str) -> Pairs:
        """Codes of the two in each distinct pair."""
        if (other, one) in self.found:
            return self.found[other, one][::-1]
        if (one, other) not in self.found:
            columns = self.design.facets | self.design.groups
            self.found[one, other] = _pairs(self.design, columns[one], columns[other])
        return self.found[one, other]

    def components(self, one: str, other: str) -> Pairs:
        """The connected component of each element of the two, in the graph of who met whom, from 0."""
        if (one, other) not in self.linked:
            first, second = self.design.facets[one].size, self.design.facets[other].size
            rows, columns = self.pairs(one, other)
            ends = (np.ones(rows.size, np.int8), (rows, columns + first))
            graph = sparse.coo_array(ends, (first + second, first + second)).tocsr()
            labels = sparse.csgraph.connected_components(graph, directed=False)[1].astype(np.int64)
            self.linked[one, other] = labels[:first], labels[first:]
        return self.linked[one, other]

    def distinct(self, one: str, other: str) -> Ints:
        """How many elements of the other each element of the one met; 0 where there is no such facet."""
        columns = self.design.facets | self.design.groups
        if other not in columns:
            return np.zeros(columns[one].size, dtype=np.int64)
        return np.bincount(self.pairs(one, other)[0], minlength=columns[one].size)


def _pairs(design: Design, first: Facet, second: Facet) -> Pairs:
    cells = first.size * second.size
    if cells <= CELLS_A_ROW * design.n + 1024:
        met = np.zeros(cells, dtype=np.bool_)
        for rows in design.blocks():
            met[first.codes[rows].astype(np.int64) * second.size + second.codes[rows]] = True
        pairs = np.flatnonzero(met)
        return pairs // second.size, pairs % second.size
    change = np.ones(design.n, dtype=np.bool_)  # rows of a pair lie beside each other, or nearly so
    change[1:] = (np.diff(first.codes) != 0) | (np.diff(second.codes) != 0)
    pairs = first.codes[change].astype(np.int64) * second.size + second.codes[change]
    if (np.diff(pairs) <= 0).any():
        pairs = np.unique(pairs)
    return pairs // second.size, pairs % second.size
