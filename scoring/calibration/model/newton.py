"""One Newton step for all elements and thresholds at once: conjugate gradients, candidates eliminated."""

from typing import Any

import numpy as np
from scipy import sparse

from scoring.calibration.design import Floats, Ints
from scoring.calibration.model.fit import SIGNS
from scoring.calibration.model.layout import Layout
from scoring.calibration.model.passes import Sums

MOST_PRODUCTS = 200
Parts = dict[str, Floats]
STEPS = "thresholds"
# Thresholds carry a prior of their own, sd 10 logits about their mean: a category never used then has
# finite thresholds. It is worth a twentieth of one rating.
STEP_PRECISION = 0.01


def threshold_prior(steps: int) -> Floats:
    """The precision of the thresholds' prior: none for their mean, which is the location of the whole."""
    return STEP_PRECISION * (np.eye(steps) - 1 / steps)


class Normal:
    """The penalised information of all elements and thresholds, to be multiplied with, and its gradient.

    Eliminating the candidates exactly halves the number of products (the block of the candidates is
    diagonal). A product costs about 4 ns a rating: the variances V by row, as interviews by items, are a
    sparse matrix as they lie. `gradient`, `information` (without the prior) and `reach` (how it leans on the
    thresholds) are by facet and element; `curvature` is that of the thresholds.
    """

    def __init__(
        self,
        layout: Layout,
        sums: Sums,
        effects: Parts,
        thresholds: Floats,
        precisions: dict[str, float],
        near: "Normal | None" = None,
    ) -> None:
        self.layout, self.precisions, self.likelihood = layout, precisions, sums.likelihood
        self.prior = threshold_prior(thresholds.size)
        shape = (layout.starts.size - 1, layout.item_count)
        starts = layout.starts if layout.starts[-1] >= 2**31 else layout.starts.astype(np.int32)
        self.cross: Any = sparse.csr_array((sums.information, layout.item, starts), shape=shape)
        self.transposed: Any = self.cross.T
        self.interview, self.item = sums.interview[1].copy(), sums.item[1]
        self.gradient = {STEPS: sums.slope - self.prior @ thresholds}
        self.information: Parts = {}
        self.reach: Parts = {} if near is None else near.reach
        for name, places in [*layout.interviews.items(), *layout.items.items()]:
            found = sums.interview if name in layout.interviews else sums.item
            by_element = _gather(layout, name, places, found, effects[name].size)
            self.gradient[name] = SIGNS[name] * by_element[0] - precisions[name] * effects[name]
            self.information[name] = by_element[1]
            if near is None:
                self.reach[name] = SIGNS[name] * by_element[2:]
        self.curvature: Floats = sums.curvature + self.prior if near is None else near.curvature
        self.pivot = self.information["candidate"] + precisions["candidate"]

    def solve(self, names: list[str], tolerance: float) -> Parts:
        """The step of these facets (or thresholds) and of the candidates, all else held.

        Until the residual is that share of the gradient, both measured by the diagonal.
        """
        carried = self.gradient["candidate"] / self.pivot
        pushed = self._multiply({"candidate": carried})
        residual = {name: self.gradient[name] - pushed[name] for name in names}
        diagonal = self._diagonal()
        step = {name: np.zeros_like(residual[name]) for name in names}
        direction = {name: residual[name] / diagonal[name] for name in names}
        size = start = _dot(residual, direction)
        products = 0
        while products < MOST_PRODUCTS and size > tolerance**2 * start and size > 0:
            products += 1
            product = self._multiply(direction, back=True)
            share = size / _dot(direction, product)
            for name in names:
                step[name] += share * direction[name]
                residual[name] -= share * product[name]
            scaled = {name: residual[name] / diagonal[name] for name in names}
            before, size = size, _dot(residual, scaled)
            direction = {name: scaled[name] + size / before * direction[name] for name in names}
        step["candidate"] = carried - self._multiply(step)["candidate"] / self.pivot
        return step

    def forget_rows(self) -> None:
        """Gives back the memory that grows with the ratings; nothing can be solved any more."""
        self.cross = self.transposed = None

    def _diagonal(self) -> Parts:
        found = {name: values + self.precisions[name] for name, values in self.information.items()}
        return found | {STEPS: np.diag(self.curvature)}

    def _multiply(self, parts: Parts, back: bool = False) -> Parts:
        """The information times a vector of which some parts may be absent (zero).

        With `back`, the candidates follow the others as their own equations make them: the product of the
        reduced system.
        """
        parts = {STEPS: np.zeros(self.curvature.shape[0])} | parts
        left, right = np.zeros(self.interview.size), np.zeros(self.item.size)
        for total, codes in ((left, self.layout.interviews), (right, self.layout.items)):
            for name in [name for name in codes if name in parts]:
                total += SIGNS[name] * parts[name][codes[name]]
        by_interview = self.cross @ right + self.interview * left
        if back:
            pull = np.add.reduceat(by_interview, self.layout.candidate_starts)
            parts["candidate"] = (parts[STEPS] @ self.reach["candidate"] - pull) / self.pivot
            spread = parts["candidate"][self.layout.interviews["candidate"]]
            left += spread
            by_interview += self.interview * spread
        by_item = self.transposed @ left + self.item * right
        return self._collect(parts, by_interview, by_item)

    def _collect(self, parts: Parts, by_interview: Floats, by_item: Floats) -> Parts:
        """Sums by interview and by item, of V times the location's move, taken together by element."""
        out = {STEPS: self.curvature @ parts[STEPS]}
        for side, found in ((self.layout.interviews, by_interview), (self.layout.items, by_item)):
            for name, places in side.items():
                reach = self.reach[name]
                together = np.bincount(places, weights=found, minlength=reach.shape[1])
                out[name] = np.asarray(SIGNS[name] * together - parts[STEPS] @ reach)
                if name in parts:
                    out[name] += self.precisions[name] * parts[name]
                    out[STEPS] -= reach @ parts[name]
        return out


def _gather(layout: Layout, name: str, places: Ints, found: Floats, size: int) -> Floats:
    if name == "candidate":
        return np.add.reduceat(found, layout.candidate_starts, axis=1)
    return np.array([np.bincount(places, weights=row, minlength=size) for row in found])


def _dot(first: Parts, second: Parts) -> float:
    return sum(dot(values, second[name]) for name, values in first.items())


def dot(first: Floats, second: Floats) -> float:
    """The scalar product, summed in one thread: BLAS would share it out, and the last bit with it."""
    return float(np.einsum("i,i->", first, second))
