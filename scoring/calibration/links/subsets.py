"""Who can be compared with whom: connected subsets, found from the design alone, never from the priors.

A fit with priors gives numbers for everybody, whether or not anything links them, and so hides that two
panels never shared a candidate. Two elements of a facet may be compared when their difference can be
estimated without any prior. That needs (1) a path between them in the graph of their facet with every other
facet (union-find; connected components, as FACETS reports) and (2) no direction in which what is expected of
every rating stays the same while the two move apart (estimability, Searle 1971, Linear Models, ch. 5), see
directions.py. The first names the reason; the second settles what several facets confound together.

Questions are compared without regard to criteria: a question rated on criteria of its own keeps them as part
of its difficulty. Every other facet is held against all others.
"""

from collections.abc import Sequence
from itertools import combinations

import numpy as np

from scoring.calibration.design import Design, Facet, Floats, Ints
from scoring.calibration.links.directions import find_directions
from scoring.calibration.links.meetings import Meetings


def find_subsets(design: Design, meetings: Meetings | None = None) -> dict[str, Ints]:
    """The subset of each element by facet: numbers from 1, the one with most ratings first.

    Elements of one facet may be compared where the number is the same. Linear in the ratings.
    """
    meetings = meetings or Meetings(design)
    found = _partition(design, tuple(design.facets), meetings)
    names = tuple(name for name in design.facets if name != "criterion")
    if len(names) < len(design.facets) and "question" in names:
        parts = int(_paths(design, names, meetings)["question"].max(initial=0)) + 1
        if found["question"].max(initial=1) > parts:  # criteria are what keeps some of them apart
            found["question"] = _partition(design, names, meetings)["question"]
    return found


def unshared(design: Design, meetings: Meetings) -> dict[str, tuple[str, ...]]:
    """For each facet, the other facets through which not all of its elements are linked."""
    joined = _components(tuple(design.facets), meetings)
    return {
        name: tuple(other for other, labels in by_other.items() if labels.max(initial=0) > 0)
        for name, by_other in joined.items()
    }


def _partition(design: Design, names: tuple[str, ...], meetings: Meetings) -> dict[str, Ints]:
    labels = _paths(design, names, meetings)
    if len(names) > 2:
        tied = find_directions(design, names, labels["candidate"])
        labels = {name: _both([labels[name], tied[name]], design.facets[name]) for name in names}
    return {name: largest_first(labels[name], design.facets[name].counts) for name in names}


def _paths(design: Design, names: Sequence[str], meetings: Meetings) -> dict[str, Ints]:
    """Labels from 0: together is what a path links in the graph with every other facet."""
    joined = _components(names, meetings)
    return {name: _both(list(by_other.values()), design.facets[name]) for name, by_other in joined.items()}


def _both(partitions: Sequence[Ints], facet: Facet) -> Ints:
    """Elements are together where they are in each of the partitions."""
    labels = np.zeros(facet.size, dtype=np.int64)
    for partition in partitions:
        if partition.max(initial=0) > 0:
            pairs = labels * (int(partition.max()) + 1) + partition
            labels = np.unique(pairs, return_inverse=True)[1].astype(np.int64)
    return labels


def _components(names: Sequence[str], meetings: Meetings) -> dict[str, dict[str, Ints]]:
    """The connected component of each element in the graph of its facet with each other facet, from 0."""
    found: dict[str, dict[str, Ints]] = {name: {} for name in names}
    for one, other in combinations(names, 2):
        found[one][other], found[other][one] = meetings.components(one, other)
    return found


def largest_first(labels: Ints, counts: Floats) -> Ints:
    """Numbers from 1 by falling number of ratings, then by the first element in order of key."""
    totals = np.bincount(labels, weights=counts)
    firsts = np.full(totals.size, labels.size)
    np.minimum.at(firsts, labels, np.arange(labels.size))
    rank = np.empty(totals.size, dtype=np.int64)
    rank[np.lexsort([firsts, -totals])] = np.arange(1, totals.size + 1)
    return rank[labels]
