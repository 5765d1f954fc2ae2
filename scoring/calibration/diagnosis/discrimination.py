"""How much a question tells strong from weak candidates apart, 1 being as much as questions do in general.

The slope of the ratings on where the model puts them, the question's own level free: two Newton steps from 1
for both, candidates held (the first is FACETS' "estimated discrimination"; Linacre 2007, Rasch Measurement
Transactions 21; the second halves what a slope far from 1 is out by). The scale of all slopes together cannot
be told from the candidates' spread, so their median is divided out.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scoring.calibration.design import Design, Floats
from scoring.calibration.diagnosis.element_sums import ElementSums, add_by_code, stacked
from scoring.calibration.diagnosis.false_discoveries import discoveries, two_sided
from scoring.calibration.diagnosis.residuals import chances_of
from scoring.calibration.model.fit import Fit
from scoring.calibration.model.moments import locate

FEWEST = 50  # ratings before a slope is worth saying
LEAST_SLOPE, MOST_TURN = 0.05, 0.8  # a slope stays positive, and moves by no more in a step
NORMAL = ("r", "rh", "v", "vh", "vhh")
WORTH = 0.2  # a slope nearer to 1 than that is no reason to touch a question


@dataclass(frozen=True, eq=False)
class Discrimination:
    """By question; NaN where too little is known. `low` and `high` at the level of the settings."""

    value: Floats
    low: Floats
    high: Floats
    z: Floats
    flagged: NDArray[np.bool_]


def slope_scores(sums: ElementSums, facet: str) -> tuple[Floats, Floats]:
    """The score and the information of a slope other than 1, by element, the element's own level free."""
    v, h = sums.of(facet, "v"), sums.of(facet, "vh")
    mean = h / np.maximum(v, 1e-12)
    score = sums.of(facet, "rh") - mean * sums.of(facet, "r")
    return score, np.maximum(sums.of(facet, "vhh") - mean * h, 0.0)


def question_discrimination(design: Design, fit: Fit, sums: ElementSums, width: float) -> Discrimination:
    """The slope of every question; `width` is half its interval in standard errors.

    Tested against the theory's null about the median slope: questions do differ in discrimination as a rule,
    so their spread is knowledge, not chance.
    """
    enough = sums.number("question") >= FEWEST
    line = Line(np.ones(enough.size), np.zeros(enough.size), np.zeros(enough.size))
    line = line.step([sums.of("question", name) for name in NORMAL], enough)
    line = line.step(_sums_along(design, fit, line), enough)
    known = line.information > 0
    typical = float(np.median(line.slope[known])) if known.any() else 1.0
    value = np.where(known, line.slope / typical, np.nan)
    error = 1 / np.sqrt(np.where(known, line.information, np.nan)) / typical
    z = (value - 1) / error
    stands = discoveries(two_sided(z)) & (np.abs(np.nan_to_num(value - 1)) >= WORTH)
    return Discrimination(value, value - width * error, value + width * error, z, stands)


@dataclass(frozen=True, eq=False)
class Line:
    """By question: ratings are expected as at slope x location + level; the information on the slope."""

    slope: Floats
    level: Floats
    information: Floats

    def step(self, sums: list[Floats], enough: NDArray[np.bool_]) -> "Line":
        """One Newton step from sums of r, rh, v, vh, vhh along this line; none where too little is known."""
        r, rh, v, vh, vhh = sums
        information = np.maximum(vhh - vh**2 / np.maximum(v, 1e-12), 0.0)
        known = enough & (information > 1e-9 * vhh) & (v > 1e-9)
        safe = np.where(known, information, 1.0)
        turn = np.where(known, (rh - vh * r / np.maximum(v, 1e-12)) / safe, 0.0)
        turn = np.clip(turn, -MOST_TURN, MOST_TURN)
        lift = np.where(known, (r - turn * vh) / np.maximum(v, 1e-12), 0.0)
        slope = np.maximum(self.slope + turn, LEAST_SLOPE)
        return Line(slope, self.level + lift, np.where(known, information, 0.0))


def _sums_along(design: Design, fit: Fit, line: Line) -> list[Floats]:
    """Sums of r, rh, v, vh, vhh by question, with every rating expected along the question's own line."""
    question = design.facets["question"]
    total = np.zeros((question.size, len(NORMAL)))
    points = np.arange(design.steps + 1, dtype=np.float64)
    for rows in design.blocks():
        codes, h = question.codes[rows], locate(design, fit, rows)
        chances = chances_of(line.slope[codes] * h + line.level[codes], fit.thresholds)
        expected = points @ chances
        r, v = design.category[rows] - expected, points**2 @ chances - expected**2
        add_by_code(total, codes, stacked([r, r * h, v, v * h, v * h * h]))
    return list(total.T)
