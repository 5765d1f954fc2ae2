"""What the signals of interviewers are made of: sums over their ratings and over their interviews."""

import numpy as np

from scoring.calibration.design import Design, Floats
from scoring.calibration.element_sums import add_by_code, stacked
from scoring.calibration.fit import Fit
from scoring.calibration.residuals import Block

# r residual, v variance, t years since the middle day, e expected category, k third moment
RATING = ("re", "ve", "vee", "k", "ke", "rt", "vt", "vtt")
INTERVIEW = ("pairs", "products", "shared")
DAYS_A_YEAR = 365.25


class InterviewerSums:
    """Adds blocks up; a column by name is `of(name)`. Without days, those of t stay 0.

    Of an interview: `pairs` of ratings, `products` the sum of z_a z_b over them, and `shared` what those
    products lose because the candidate's and the interviewer's measure are estimated from the same ratings:
    with p their squared errors, E(z_a z_b) = -p sqrt(V_a V_b).
    """

    def __init__(self, design: Design, fit: Fit) -> None:
        size = design.facets["interviewer"].size
        self.rating = np.zeros((size, len(RATING)))
        self.interview = np.zeros((size, len(INTERVIEW)))
        self.squared_errors = {name: fit.errors[name] ** 2 for name in ("candidate", "interviewer")}
        self.day = None if design.day is None else design.day
        self.middle = 0 if self.day is None else int(self.day.min()) // 2 + int(self.day.max()) // 2

    def add(self, block: Block) -> None:
        """Takes the rows of a block in."""
        r, v, e, k = block.residual, block.variance, block.expected, block.third
        ve = v * e
        columns = [r * e, ve, ve * e, k, k * e]
        if self.day is not None:
            t = (self.day[block.rows] - float(self.middle)) / DAYS_A_YEAR
            vt = v * t
            columns += [r * t, vt, vt * t]
        codes = block.codes["interviewer"]
        add_by_code(self.rating[:, : len(columns)], codes, stacked(columns))
        self._add_interviews(block)

    def _add_interviews(self, block: Block) -> None:
        starts, z, deviation = block.interviews, block.standardised, np.sqrt(block.variance)
        n = np.diff(np.append(starts, block.size)).astype(np.float64)
        products = np.add.reduceat(z, starts) ** 2 - np.add.reduceat(z * z, starts)
        shared = np.add.reduceat(deviation, starts) ** 2 - np.add.reduceat(block.variance, starts)
        lost = np.zeros(starts.size)
        for name, squared in self.squared_errors.items():
            lost += squared[block.codes[name][starts]]
        pairs = stacked([n * (n - 1) / 2, products / 2, shared * lost / 2])
        add_by_code(self.interview, block.codes["interviewer"][starts], pairs)

    def of(self, name: str) -> Floats:
        """One sum by interviewer."""
        if name in RATING:
            return np.asarray(self.rating[:, RATING.index(name)])
        return np.asarray(self.interview[:, INTERVIEW.index(name)])
