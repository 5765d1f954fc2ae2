"""How much a question tells strong from weak candidates apart, 1 being as much as questions do in general.

The slope of the ratings on where the model puts them: one Newton step from 1, sum r (h - mean) / sum V (h -
mean)^2, with h the location and its mean weighted by V (FACETS' "estimated discrimination"; Linacre 2007,
Rasch Measurement Transactions 21). What all questions share is taken out, so the typical question has 1.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scoring.calibration.design import Floats
from scoring.calibration.element_sums import ElementSums
from scoring.calibration.empirical_null import judge
from scoring.calibration.false_discoveries import discoveries, two_sided

FEWEST = 50  # ratings before a slope is worth saying
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


def question_discrimination(sums: ElementSums, width: float) -> Discrimination:
    """The slope of every question; `width` is half its interval in standard errors.

    Judged against the theory's null about the shared centre: questions do differ in discrimination as a rule,
    so their spread is knowledge, not chance.
    """
    score, information = slope_scores(sums, "question")
    enough = sums.number("question") >= FEWEST
    found = judge(score, information, enough)
    known = ~np.isnan(found.effect)
    error = np.where(known, 1 / np.sqrt(np.where(known, information, 1.0)), np.nan)
    value, z = 1 + found.effect, found.effect / error
    stands = discoveries(two_sided(z)) & (np.abs(np.nan_to_num(found.effect)) >= WORTH)
    return Discrimination(value, value - width * error, value + width * error, z, stands)
