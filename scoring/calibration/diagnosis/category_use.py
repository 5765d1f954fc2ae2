"""How the points of the scale are used, and whether each is worth having.

Per point, as FACETS Table 8.1 prints it: how often it was given; the mean location of the ratings given it
and the mean the model expects there (means should rise from point to point); outfit, the squared standardised
residuals of those ratings as a share of what the model expects of them (about 1; above 2 the point adds more
noise than knowledge, Linacre 2002, Optimizing rating scale category effectiveness); the threshold into it
(Andrich 1978) and whether it lies above the one before ("ordered"). The errors of centred thresholds come
from their information with all elements held: I_kl = sum P(at least the higher) - P(at least k) P(at least
l).
"""

from typing import Any

import numpy as np

from scoring.calibration.design import Design, Floats
from scoring.calibration.diagnosis.residuals import Block

FEWEST = 10  # ratings a point needs before its mean and fit are worth printing (Linacre 2002)


class CategoryUse:
    """Adds blocks up; `rows` says it all, one dict a point of the scale."""

    def __init__(self, design: Design) -> None:
        self.lowest, self.steps = design.lowest, design.steps
        size = design.steps + 1
        self.n, self.location, self.squares, self.chance, self.expected_location, self.expected_squares = (
            np.zeros(size) for _ in range(6)
        )
        self.information = np.zeros((design.steps, design.steps))

    def add(self, block: Block) -> None:
        """Takes the rows of a block in."""
        size = self.steps + 1
        squares = block.standardised**2
        self.n += np.bincount(block.category, minlength=size)
        self.location += np.bincount(block.category, weights=block.location, minlength=size)
        self.squares += np.bincount(block.category, weights=squares, minlength=size)
        self.chance += block.chances.sum(axis=1)
        self.expected_location += block.chances @ block.location
        for category, chance in enumerate(block.chances):
            away = category - block.expected
            self.expected_squares[category] += float((chance * away * away / block.divisor).sum())
        above = block.chances[::-1].cumsum(axis=0)[::-1][1:]
        highest = np.maximum.outer(np.arange(self.steps), np.arange(self.steps))
        self.information += above.sum(axis=1)[highest] - above @ above.T

    def rows(self, thresholds: Floats) -> list[dict[str, Any]]:
        """{point, n, share, mean_measure, expected_measure, outfit, threshold, threshold_se, ordered}."""
        errors = self._errors()
        return [
            self._row(category, thresholds - thresholds.mean(), errors) for category in range(self.n.size)
        ]

    def _row(self, category: int, thresholds: Floats, errors: list[float | None]) -> dict[str, Any]:
        n = int(self.n[category])
        error = errors[category - 1] if category else None
        known = n >= FEWEST
        return {
            "point": self.lowest + category,
            "n": n,
            "share": n / max(float(self.n.sum()), 1.0),
            "mean_measure": float(self.location[category]) / n if n else None,
            "expected_measure": _ratio(self.expected_location[category], self.chance[category]),
            "outfit": _ratio(self.squares[category], self.expected_squares[category]) if known else None,
            "threshold": None if error is None else float(thresholds[category - 1]),
            "threshold_se": error,
            "ordered": self._ordered(category, thresholds, errors),
        }

    def _ordered(self, category: int, thresholds: Floats, errors: list[float | None]) -> bool | None:
        if category < 2 or errors[category - 1] is None or errors[category - 2] is None:
            return None
        return bool(thresholds[category - 1] > thresholds[category - 2])

    def _errors(self) -> list[float | None]:
        """Of the centred thresholds; None beside a point nobody gave, where there is nothing to estimate."""
        used = (self.n[:-1] > 0) & (self.n[1:] > 0)
        kept = np.flatnonzero(used)
        errors: list[float | None] = [None] * self.steps
        if kept.size == 0:
            return errors
        # Orthonormal contrasts of the thresholds that can be estimated: their common level is the location.
        contrasts = np.linalg.svd(np.eye(kept.size) - 1 / kept.size)[0][:, : kept.size - 1]
        middle = contrasts.T @ self.information[np.ix_(kept, kept)] @ contrasts
        covariance = contrasts @ np.linalg.pinv(middle, hermitian=True) @ contrasts.T
        for place, variance in zip(kept.tolist(), np.diag(covariance).tolist(), strict=True):
            errors[place] = float(np.sqrt(max(variance, 0.0)))
        return errors


def _ratio(above: float, below: float) -> float | None:
    return float(above / below) if below > 1e-9 else None


def category_statements(rows: list[dict[str, Any]]) -> list[str]:
    """What is wrong with the scale, in sentences; none where nothing is."""
    never = [str(row["point"]) for row in rows if row["n"] == 0]
    few = [str(row["point"]) for row in rows if 0 < row["n"] < FEWEST]
    said = []
    if never:
        said.append(f"Nobody ever gave {_listed(never)}; nothing can be said of {_it(never)}.")
    if few:
        said.append(
            f"Fewer than {FEWEST} ratings are {_listed(few)}; too few to tell what to make of {_it(few)}."
        )
    for row in rows:
        if row["ordered"] is False:
            said.append(
                f"The steps around {row['point'] - 1} are disordered: {row['point'] - 1} is nowhere on the "
                "ruler the likeliest rating, so it may not stand for a level of its own."
            )
        if (row["outfit"] or 0) > 2:
            said.append(f"Ratings of {row['point']} come where they are not expected (outfit above 2).")
    return said


def _listed(points: list[str]) -> str:
    return points[0] if len(points) == 1 else ", ".join(points[:-1]) + " or " + points[-1]


def _it(points: list[str]) -> str:
    return "it" if len(points) == 1 else "them"
