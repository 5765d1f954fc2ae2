"""Pairs that exclude each other, gathered into sets of which one at most is chosen."""

from collections.abc import Mapping
from uuid import UUID


def cliques(pairs: Mapping[UUID, set[UUID]]) -> list[list[UUID]]:
    """Sets that are all paired with each other, so that every pair is in one of them.

    `pairs` are symmetric. One row for a set is a tighter limit than one for each of its pairs. Each pair not
    yet in a set is widened by whatever goes with all that is in it so far: simple, and as good as the few
    and small sets of a question bank need.
    """
    found: list[list[UUID]] = []
    covered: set[tuple[UUID, UUID]] = set()
    for one in sorted(pairs):
        for other in sorted(pairs[one]):
            if other < one or (one, other) in covered:
                continue
            clique = [one, other]
            for node in sorted(pairs[one] & pairs[other]):
                if all(node in pairs[member] for member in clique):
                    clique.append(node)
            covered.update((a, b) for a in clique for b in clique if a < b)
            found.append(clique)
    return found
