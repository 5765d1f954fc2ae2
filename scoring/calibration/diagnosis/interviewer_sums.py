"""What the signals of interviewers are made of: sums over their ratings and over their interviews."""

import numpy as np

from scoring.calibration.design import Design, Floats
from scoring.calibration.diagnosis.element_sums import add_by_code, stacked
from scoring.calibration.diagnosis.residuals import Block
from scoring.calibration.model.fit import Fit

# r residual, v variance, t years since the middle day, e expected category, k third moment
RATING = ("re", "ve", "vee", "k", "ke", "rt", "vt", "vtt")
# B the sum of sqrt V of an interview, A of h sqrt V
INTERVIEW = ("pairs", "products", "shared", "BB", "AB", "AA", "BBt", "BBtt")
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
        self.day = design.day
        self.middle = 0 if self.day is None else int(self.day.min()) // 2 + int(self.day.max()) // 2

    def add(self, block: Block) -> None:
        """Takes the rows of a block in."""
        r, v, e, k = block.residual, block.variance, block.expected, block.third
        ve = v * e
        t = self._years(block)
        vt = v * t
        columns = stacked([r * e, ve, ve * e, k, k * e, r * t, vt, vt * t])
        add_by_code(self.rating, block.codes["interviewer"], columns)
        self._add_interviews(block, t)

    def _years(self, block: Block) -> Floats:
        if self.day is None:
            return np.zeros(block.size)
        return np.asarray((self.day[block.rows] - float(self.middle)) / DAYS_A_YEAR)

    def _add_interviews(self, block: Block, t: Floats) -> None:
        starts, z, deviation = block.interviews, block.standardised, np.sqrt(block.variance)
        values = stacked([z, z * z, block.variance, deviation, deviation * block.location])
        z1, z2, v, b, a = np.add.reduceat(values, starts, axis=0).T
        n = np.diff(np.append(starts, block.size)).astype(np.float64)
        lost = np.zeros(starts.size)
        for name, squared in self.squared_errors.items():
            lost += squared[block.codes[name][starts]]
        when = t[starts]
        bb = b * b
        columns = [n * (n - 1) / 2, (z1 * z1 - z2) / 2, (bb - v) * lost / 2]
        columns += [bb, a * b, a * a, bb * when, bb * when**2]
        add_by_code(self.interview, block.codes["interviewer"][starts], stacked(columns))

    def of(self, name: str) -> Floats:
        """One sum by interviewer."""
        if name in RATING:
            return np.asarray(self.rating[:, RATING.index(name)])
        return np.asarray(self.interview[:, INTERVIEW.index(name)])
