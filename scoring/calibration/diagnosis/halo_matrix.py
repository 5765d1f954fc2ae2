"""Whether ratings of one interview rise and fall together beyond what the candidate explains.

By pair of criteria: the correlation of the standardised residuals of all pairs of ratings of one interview:
sum z_a z_b / sqrt(sum z_a^2 sum z_b^2) over the pairs. On the diagonal: the same criterion of two questions.
About 0 (slightly below) without halo (Saal, Downey & Lahey 1980; Myford & Wolfe 2004).
"""

from typing import Any

import numpy as np

from scoring.calibration.design import Design, Floats
from scoring.calibration.diagnosis.residuals import Block

MOST = 40  # criteria: the most used; a larger matrix nobody reads


class HaloMatrix:
    """Adds blocks up over the interviews."""

    def __init__(self, design: Design) -> None:
        facet = design.facets["criterion"]
        chosen = np.sort(np.argsort(-facet.counts, kind="stable")[:MOST])
        self.keys = [facet.keys[place] for place in chosen]
        self.place = np.full(
            facet.size, chosen.size, dtype=np.int64
        )  # the rest share one place, dropped later
        self.place[chosen] = np.arange(chosen.size)
        size = chosen.size
        self.together, self.squares, self.pairs = (np.zeros((size, size)) for _ in range(3))

    def add(self, block: Block) -> None:
        """Takes the interviews of a block in."""
        width = len(self.keys) + 1
        interview = np.zeros(block.size, dtype=np.int64)
        interview[block.interviews[1:]] = 1
        cells = np.cumsum(interview) * width + self.place[block.codes["criterion"]]
        z = block.standardised

        def table(weights: Floats | None) -> Floats:
            summed = np.bincount(cells, weights=weights, minlength=block.interviews.size * width)
            return np.asarray(summed, dtype=np.float64).reshape(-1, width)[:, :-1]

        n, sums, squares = table(None), table(z), table(z * z)
        self.together += sums.T @ sums - np.diag(squares.sum(axis=0))
        self.squares += squares.T @ n - np.diag(squares.sum(axis=0))
        self.pairs += n.T @ n - np.diag(n.sum(axis=0))

    def said(self) -> dict[str, Any]:
        """{keys, matrix, pairs}: None where no interview has such a pair."""
        below = np.sqrt(np.maximum(self.squares * self.squares.T, 0.0))
        known = (self.pairs > 0.5) & (below > 1e-9)
        matrix = np.where(known, self.together / np.where(known, below, 1.0), np.nan)
        clipped = np.clip(matrix, -1.0, 1.0).tolist()
        return {
            "keys": self.keys,
            "matrix": [[None if value != value else value for value in row] for row in clipped],
            "pairs": np.rint(self.pairs).astype(np.int64).tolist(),
        }
