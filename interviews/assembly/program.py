"""A mixed-integer programme put together column by column and row by row, and solved by HiGHS."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Terms = Mapping[int, float]  # column -> coefficient
INFINITY = math.inf


@dataclass(frozen=True)
class Answer:
    """What the solver found. `found` is None where it found nothing in time, or where there is nothing.

    state: "optimal", "infeasible" (proven), or "cut" (time ran out). No answer is worth more than `bound`.
    """

    state: str
    found: Floats | None
    bound: float


@dataclass
class Program:
    """Maximise worth · x, each row between its limits, 0 <= x <= upper, whole where said."""

    worth: list[float] = field(default_factory=list)
    upper: list[float] = field(default_factory=list)
    whole: list[bool] = field(default_factory=list)
    rows: list[Terms] = field(default_factory=list)
    least: list[float] = field(default_factory=list)
    most: list[float] = field(default_factory=list)

    def column(self, worth: float = 0.0, *, upper: float = 1.0, whole: bool = False) -> int:
        """A variable more; its number."""
        self.worth.append(worth)
        self.upper.append(upper)
        self.whole.append(whole)
        return len(self.worth) - 1

    def row(self, terms: Terms, least: float = -INFINITY, most: float = INFINITY) -> int:
        """A constraint more; its number."""
        self.rows.append(terms)
        self.least.append(least)
        self.most.append(most)
        return len(self.rows) - 1

    def maximise(self, seconds: float, worth: Floats | None = None) -> Answer:
        """Solves it; by other worths than its own where given. Proves to an absolute gap of 1e-6."""
        from scipy.optimize import (
            Bounds,
            LinearConstraint,
            milp,
        )  # here: half a second that most pages never need

        aim = np.array(self.worth) if worth is None else worth
        if not len(aim):
            return self._constant()
        limits = LinearConstraint(self._matrix(), np.array(self.least), np.array(self.most))
        result = milp(
            -aim,
            integrality=np.array(self.whole, dtype=np.uint8),
            bounds=Bounds(np.zeros(len(aim)), np.array(self.upper)),
            constraints=limits if self.rows else None,
            options={"time_limit": max(seconds, 0.001), "mip_rel_gap": 0.0},
        )
        if result.status == 2:
            return Answer("infeasible", None, -INFINITY)
        ceiling = float(np.maximum(aim, 0) @ np.array(self.upper))
        bound = result.get("mip_dual_bound")
        if bound is not None and math.isfinite(bound):
            ceiling = min(ceiling, -bound)
        return Answer("optimal" if result.status == 0 else "cut", result.x, ceiling)

    def relaxed(self, seconds: float) -> tuple[float, Floats] | None:
        """Without "whole": what it is worth at most, and by how much taking one of a column lowers that.

        None where that has no optimum, or was not found in the time.
        """
        from scipy.optimize import linprog
        from scipy.sparse import vstack

        matrix, least, most = self._matrix(), np.array(self.least), np.array(self.most)
        same, low, high = (
            least == most,
            np.isfinite(least) & (least < most),
            np.isfinite(most) & (least < most),
        )
        result = linprog(
            -np.array(self.worth),
            A_ub=vstack([matrix[high], -matrix[low]]),
            b_ub=np.concatenate([most[high], -least[low]]),
            A_eq=matrix[same],
            b_eq=least[same],
            bounds=np.column_stack([np.zeros(len(self.upper)), np.array(self.upper)]),
            method="highs",
            options={"time_limit": max(seconds, 0.001)},
        )
        if result.status != 0:
            return None
        return float(-result.fun), np.asarray(result.lower.marginals, dtype=float)

    def _constant(self) -> Answer:
        """Without a column, every sum is 0."""
        kept = all(least <= 0 <= most for least, most in zip(self.least, self.most, strict=True))
        return Answer("optimal", np.zeros(0), 0.0) if kept else Answer("infeasible", None, -INFINITY)

    def _matrix(self) -> Any:
        from scipy.sparse import csr_array

        starts = np.cumsum([0, *(len(terms) for terms in self.rows)])
        columns = np.array([column for terms in self.rows for column in terms], dtype=np.int32)
        values = np.array([value for terms in self.rows for value in terms.values()], dtype=float)
        return csr_array((values, columns, starts), shape=(len(self.rows), len(self.worth)))
