"""How often two interviewers give a candidate the same score, and how often the model expects them to.

All pairs of ratings by different interviewers of one candidate, question and criterion; where panels divide
the questions among themselves so that fewer than FEWEST such pairs exist, of one candidate and criterion
(`unit` says which). Expected: the sum over pairs of sum_k P_a(k) P_b(k). Rasch kappa = (observed - expected)
/ (1 - expected) (Linacre, FACETS manual, Table 7, agreement statistics): 0 for independent raters, clearly
above 0 for raters who agree by more than the candidate.
"""

from typing import Any

import numpy as np

from scoring.calibration.design import Design, Floats, Ints
from scoring.calibration.diagnosis.element_sums import add_by_code
from scoring.calibration.diagnosis.residuals import Block

FEWEST = 30


class UnitAgreement:
    """Pairs that rated the same thing. `pairs`, `observed` and `expected` are counts by interviewer, each
    pair counted for both.
    """

    def __init__(self, design: Design, unit: tuple[str, ...]) -> None:
        self.unit = unit
        self.sizes = {name: facet.size for name, facet in design.facets.items()}
        self.pairs, self.observed, self.expected = (np.zeros(self.sizes["interviewer"]) for _ in range(3))

    def add(self, block: Block) -> None:
        """Takes the pairs of a block in; candidates are never split between blocks."""
        units = self._units(block)
        if "question" in self.unit and not _repeated(units):
            return  # as usual where panels divide the questions: sorting alone is quicker than the rest
        key = units * self.sizes["interviewer"] + block.codes["interviewer"]
        order = np.argsort(key)
        key = key[order]
        new = np.append(True, key[1:] != key[:-1])
        cell, first = np.cumsum(new) - 1, np.flatnonzero(new)
        unit_of_cell, interviewer = np.divmod(key[first], self.sizes["interviewer"])
        unit_of_cell = np.cumsum(np.append(False, np.diff(unit_of_cell) != 0))
        points = block.chances.shape[0]
        given = np.bincount(cell * points + block.category[order], minlength=first.size * points)
        expected = np.zeros((first.size, points))
        add_by_code(expected, cell, block.chances.T[order])
        alike, pairs = _alike(given.reshape(-1, points).astype(np.float64), unit_of_cell)
        self.pairs += self._by_interviewer(interviewer, pairs)
        self.observed += self._by_interviewer(interviewer, alike)
        self.expected += self._by_interviewer(interviewer, _alike(expected, unit_of_cell)[0])

    def _by_interviewer(self, interviewer: Ints, values: Floats) -> Floats:
        return np.bincount(interviewer, weights=values, minlength=self.pairs.size).astype(np.float64)

    def _units(self, block: Block) -> Ints:
        units = block.codes["candidate"].astype(np.int64)
        units -= units[0]
        for name in self.unit:
            units = units * self.sizes[name] + block.codes[name]
        return units

    def total(self) -> dict[str, Any]:
        """{pairs, observed, expected, kappa, unit}; shares are None where there is no pair."""
        pairs = float(self.pairs.sum()) / 2
        observed = float(self.observed.sum()) / 2 / pairs if pairs else None
        expected = float(self.expected.sum()) / 2 / pairs if pairs else None
        return {
            "pairs": round(pairs),
            "observed": observed,
            "expected": expected,
            "kappa": rasch_kappa(observed, expected),
            "unit": " and ".join(("candidate", *self.unit)),
        }

    def by_interviewer(self) -> list[dict[str, Any] | None]:
        """{pairs, observed, expected} of each interviewer, None without a pair."""
        return [
            {"pairs": round(pairs), "observed": seen / pairs, "expected": expected / pairs} if pairs else None
            for pairs, seen, expected in zip(
                self.pairs.tolist(), self.observed.tolist(), self.expected.tolist(), strict=True
            )
        ]


class RaterAgreement:
    """Agreement on the same question, and beside it on the same criterion whatever the question."""

    def __init__(self, design: Design) -> None:
        named = tuple(name for name in ("question", "criterion") if name in design.facets)
        units = {named, tuple(name for name in named if name == "criterion")}
        self.ways = [UnitAgreement(design, unit) for unit in sorted(units, key=len, reverse=True)]

    def add(self, block: Block) -> None:
        """Takes the rows of a block in."""
        for way in self.ways:
            way.add(block)

    @property
    def best(self) -> UnitAgreement:
        """On the same question where that gives pairs enough, otherwise on the same criterion."""
        return self.ways[0] if self.ways[0].pairs.sum() >= 2 * FEWEST else self.ways[-1]


def _repeated(units: Ints) -> bool:
    ordered = np.sort(units)
    return bool((ordered[1:] == ordered[:-1]).any())


def _alike(cell: Floats, unit: Ints) -> tuple[Floats, Floats]:
    """Of what each cell (a unit's interviewer) holds by category: how much agrees with the other cells of
    the unit, and how many pairs there are.
    """
    others = np.zeros((int(unit[-1]) + 1, cell.shape[1]))
    add_by_code(others, unit, cell)
    others = others[unit] - cell
    ones = np.ones(cell.shape[1])
    return np.einsum("ij,ij->i", cell, others), (cell @ ones) * (others @ ones)


def rasch_kappa(observed: float | None, expected: float | None) -> float | None:
    """Agreement beyond the model's, as a share of what was open; None where nothing was."""
    if observed is None or expected is None or expected > 1 - 1e-9:
        return None
    return (observed - expected) / (1 - expected)
