"""How rows hang together: interviews (candidate, interviewer) lie in runs, items are question, criterion."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scoring.calibration.design import Design, Floats, Ints

INTERVIEW_FACETS = ("candidate", "interviewer")
ITEM_FACETS = ("question", "criterion")


@dataclass(frozen=True, eq=False)
class Layout:
    """Every row belongs to one interview, the rows of which lie beside each other, and to one item.

    `starts` is the first row of each interview and, last, the number of rows. `interviews` and `items` give
    the code of each facet by interview and by item; `item` is the item of a row. `candidate_starts` is the
    first interview of each candidate. A facet that is absent is absent here; without questions and criteria
    there is one item.
    """

    starts: Ints
    interviews: dict[str, Ints]
    item: NDArray[np.int32]
    items: dict[str, Ints]
    candidate_starts: Ints
    item_count: int

    def by_interview(self, effects: dict[str, Floats], signs: dict[str, float]) -> Floats:
        """The signed sum of an element's value over the facets of each interview."""
        return _spread(self.interviews, effects, signs, self.starts.size - 1)

    def by_item(self, effects: dict[str, Floats], signs: dict[str, float]) -> Floats:
        """The same of each item."""
        return _spread(self.items, effects, signs, self.item_count)


def _spread(codes: dict[str, Ints], effects: dict[str, Floats], signs: dict[str, float], size: int) -> Floats:
    total = np.zeros(size)
    for name, places in codes.items():
        total += signs[name] * effects[name][places]
    return total


def lay_out(design: Design) -> Layout:
    """The layout of a design with at least one row."""
    starts = design.interview_starts
    interviews = {
        name: design.facets[name].codes[starts].astype(np.intp)
        for name in INTERVIEW_FACETS
        if name in design.facets
    }
    item, items, count = _items(design)
    candidates = interviews["candidate"]
    first = np.flatnonzero(np.diff(candidates, prepend=-1))
    return Layout(np.append(starts, design.n), interviews, item, items, first, count)


def _items(design: Design) -> tuple[NDArray[np.int32], dict[str, Ints], int]:
    present = [design.facets[name] for name in ITEM_FACETS if name in design.facets]
    if not present:
        return np.zeros(design.n, dtype=np.int32), {}, 1
    if len(present) == 1:
        return present[0].codes, {present[0].name: np.arange(present[0].size)}, present[0].size
    question, criterion = present
    pair = question.codes.astype(np.int64) * criterion.size + criterion.codes
    if question.size * criterion.size <= 4 * design.n + 1024:  # counting beats sorting
        met = np.flatnonzero(np.bincount(pair, minlength=question.size * criterion.size))
        place = np.zeros(question.size * criterion.size, dtype=np.int32)
        place[met] = np.arange(met.size, dtype=np.int32)
        item = place[pair]
    else:
        met, inverse = np.unique(pair, return_inverse=True)
        item = inverse.astype(np.int32)
    return item, {"question": met // criterion.size, "criterion": met % criterion.size}, met.size
