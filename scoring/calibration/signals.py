"""Faults of rating, looked for in every interviewer (Saal, Downey & Lahey 1980; Myford & Wolfe 2003, 2004).

Each is a score statistic S with information I, from residuals r = x - E with variance V (C, K their fourth
and third moments), the interviewer's own level free:
- drift: sum r (t - mean t), I = sum V (t - mean t)^2, the mean weighted by V; in points a year, harsher
  positive;
- halo: sum z_a z_b over pairs of ratings of one interview, freed of what estimation takes away, I = pairs;
- central tendency: sum r (h - mean h), I = sum V (h - mean h)^2, h the location: a slope below 1;
- range restriction: sum (x - M)^2 less its expectation, with M the mean expectation and d = E - M:
  sum r^2 - V + 2 d r, I = sum C - V^2 + 4 d K + 4 d^2 V; in points of standard deviation;
- inaccuracy: sum r^2 - V, I = sum C - V^2; the infit mean square, beside a low point-measure correlation.
Judged against the null that the bulk of the interviewers shows (empirical_null). Flagged is what stands after
Benjamini & Hochberg (1995) at 5 %, in the faulty direction, and is large enough to matter (WORTH): of the
people a page names, 95 % are named rightly however many there are, which a fixed |z| > 3 does not hold.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import special

from scoring.calibration.design import Floats
from scoring.calibration.diagnostics import FitStatistics, Signal
from scoring.calibration.discrimination import slope_scores
from scoring.calibration.element_sums import ElementSums
from scoring.calibration.empirical_null import Tested, tested
from scoring.calibration.false_discoveries import discoveries, two_sided
from scoring.calibration.interviewer_sums import InterviewerSums

FEWEST = 50  # ratings of an interviewer, or pairs of ratings for halo
SPAN = 0.06  # years: the least standard deviation of an interviewer's days (ratings over about ten weeks)
MEAN_SQUARE = 1.5  # infit above it is unproductive (Wright & Linacre 1994)
# Smaller faults than these are not worth a talk: points a year, correlation, slope, points, mean square.
WORTH = {
    "drift": 0.1,
    "halo": 0.1,
    "central_tendency": 0.8,
    "range_restriction": -0.1,
    "inaccuracy": MEAN_SQUARE,
}

Bools = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Parts:
    """Everything a signal is computed from, by interviewer."""

    sums: ElementSums
    own: InterviewerSums
    fit: FitStatistics
    n: Floats
    enough: Bools

    def of(self, name: str) -> Floats:
        """A sum over the interviewer's ratings."""
        return self.sums.of("interviewer", name)

    def mean(self, name: str) -> Floats:
        """A sum, a rating."""
        return self.of(name) / np.maximum(self.n, 1.0)


def find_signals(
    sums: ElementSums, own: InterviewerSums, fit: FitStatistics, *, timed: bool
) -> dict[str, Signal]:
    """Every signal by name; drift only where the ratings have days. NaN where too little is known."""
    n = sums.number("interviewer")
    parts = Parts(sums, own, fit, n, n >= FEWEST)
    found = {"drift": _drift(parts)} if timed else {}
    return found | {
        "halo": _halo(parts),
        "central_tendency": _central_tendency(parts),
        "range_restriction": _range_restriction(parts),
        "inaccuracy": _inaccuracy(parts),
    }


def _drift(parts: Parts) -> Signal:
    v, vt = parts.of("v"), parts.own.of("vt")
    mean = vt / np.maximum(v, 1e-12)
    score = mean * parts.of("r") - parts.own.of("rt")  # minus: rating lower is being harsher
    information = np.maximum(parts.own.of("vtt") - mean * vt, 0.0)
    long_enough = parts.enough & (information > SPAN**2 * v)
    found = tested(score, information, long_enough)
    value = found.effect * parts.mean("v")
    return _signal(
        "drift", "points a year", value, found, two_sided(found.z_empirical), np.abs(value) >= WORTH["drift"]
    )


def _halo(parts: Parts) -> Signal:
    pairs = parts.own.of("pairs")
    found = tested(parts.own.of("products") + parts.own.of("shared"), pairs, pairs >= FEWEST)
    value = found.effect
    return _signal("halo", "correlation", value, found, _upper(found.z_empirical), value >= WORTH["halo"])


def _central_tendency(parts: Parts) -> Signal:
    found = tested(*slope_scores(parts.sums, "interviewer"), parts.enough)
    value = 1 + found.effect
    worth = value <= WORTH["central_tendency"]
    return _signal("central_tendency", "slope", value, found, _upper(-found.z_empirical), worth)


def _range_restriction(parts: Parts) -> Signal:
    n = np.maximum(parts.n, 1.0)
    v, ee, e = parts.of("v"), parts.of("ee"), parts.sums.expected("interviewer")
    middle = e / n
    away = parts.own.of("re") - middle * parts.of("r")
    squares = ee - middle * e
    score = parts.of("rr") - v + 2 * away
    skew = parts.own.of("ke") - middle * parts.own.of("k")
    weighted = parts.own.of("vee") - 2 * middle * parts.own.of("ve") + middle**2 * v
    information = np.maximum(parts.of("spread") + 4 * skew + 4 * weighted, 0.0)
    found = tested(score, information, parts.enough)
    expected = np.maximum(squares + v, 0.0)
    observed = np.maximum(expected + np.nan_to_num(found.effect) * information, 0.0)
    value = np.where(np.isnan(found.effect), np.nan, np.sqrt(observed / n) - np.sqrt(expected / n))
    worth = value <= WORTH["range_restriction"]
    return _signal("range_restriction", "points", value, found, _upper(-found.z_empirical), worth)


def _inaccuracy(parts: Parts) -> Signal:
    found = tested(parts.of("rr") - parts.of("v"), parts.of("spread"), parts.enough)
    value = np.where(np.isnan(found.effect), np.nan, parts.fit.infit)
    low = parts.fit.point_measure < parts.fit.point_measure_expected  # NaN is not low
    worth = (value > WORTH["inaccuracy"]) & low
    return _signal("inaccuracy", "mean square", value, found, _upper(found.z_empirical), worth)


def _upper(z: Floats) -> Floats:
    """The chance of a standard normal deviate above z."""
    return np.asarray(special.ndtr(-z))


def _signal(name: str, unit: str, value: Floats, found: Tested, p: Floats, worth: Bools) -> Signal:
    return Signal(name, unit, value, found.z, found.z_empirical, discoveries(p) & worth)
