"""The ratings the model least expects, as FACETS Table 4 lists them."""

from typing import Any

import numpy as np

from scoring.calibration.design import Design, Floats
from scoring.calibration.diagnosis.residuals import Block

FAR = 3.0  # standard deviations from what is expected
LISTED = 50


class UnexpectedRatings:
    """Counts all, keeps the LISTED farthest; equally far ones in order of row."""

    def __init__(self, design: Design) -> None:
        self.design = design
        self.count = 0
        self.kept = np.zeros((0, 3))  # row, standardised residual, expected category

    def add(self, block: Block) -> None:
        """Takes the rows of a block in."""
        z = block.standardised
        rows = np.flatnonzero(np.abs(z) >= FAR)
        self.count += rows.size
        found = np.stack([rows + float(block.rows.start), z[rows], block.expected[rows]], axis=1)
        self.kept = _farthest(np.concatenate([self.kept, found]))

    def rows(self) -> list[dict[str, Any]]:
        """{candidate, interviewer, question, criterion, score, expected, z}, the farthest first."""
        return [self._row(int(row), z, expected) for row, z, expected in self.kept.tolist()]

    def _row(self, row: int, z: float, expected: float) -> dict[str, Any]:
        named: dict[str, Any] = dict.fromkeys(("candidate", "interviewer", "question", "criterion"))
        named |= {name: facet.keys[facet.codes[row]] for name, facet in self.design.facets.items()}
        score = int(self.design.category[row]) + self.design.lowest
        return named | {"score": score, "expected": expected + self.design.lowest, "z": z}


def _farthest(found: Floats) -> Floats:
    return found[np.argsort(-np.abs(found[:, 1]), kind="stable")[:LISTED]]
