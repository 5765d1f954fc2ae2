"""Faults of rating, looked for in every interviewer (Saal, Downey & Lahey 1980; Myford & Wolfe 2003, 2004).

Each is a score statistic S with information I, from residuals r = x - E with variance V (C, K their fourth
and third moments), the interviewer's own level free:
- drift: sum r (t - mean t), I = sum V (t - mean t)^2, the mean weighted by V; in points a year, harsher
  positive;
- halo: sum z_a z_b over pairs of ratings of one interview, freed of what estimation, a flat slope and a
  drift do to it, I = pairs;
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
from scoring.calibration.diagnosis.diagnostics import FitStatistics, Signal
from scoring.calibration.diagnosis.discrimination import slope_scores
from scoring.calibration.diagnosis.element_sums import ElementSums
from scoring.calibration.diagnosis.empirical_null import Judged, judge
from scoring.calibration.diagnosis.false_discoveries import discoveries, two_sided
from scoring.calibration.diagnosis.interviewer_sums import InterviewerSums

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
UNITS = {
    "drift": "points a year",
    "halo": "correlation",
    "central_tendency": "slope",
    "range_restriction": "points",
    "inaccuracy": "mean square",
}
NAMES = tuple(UNITS)

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
        """A sum over the interviewer's ratings, as every element has it."""
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
    slope = judge(*slope_scores(sums, "interviewer"), parts.enough)
    halo = _halo(parts, slope, _trend(parts, np.zeros(n.size)))
    found = {"drift": _drift(parts, np.where(halo.flagged, halo.value, 0.0))} if timed else {}
    return found | {
        "halo": halo,
        "central_tendency": _central_tendency(slope),
        "range_restriction": _range_restriction(parts),
        "inaccuracy": _inaccuracy(parts),
    }


def _drift(parts: Parts, halo: Floats) -> Signal:
    found = _trend(parts, halo)
    value = found.effect * parts.mean("v")
    worth = np.abs(value) >= WORTH["drift"]
    return _signal("drift", value, found, two_sided(found.z_empirical), worth)


def _halo(parts: Parts, slope: Judged, drift: Judged) -> Signal:
    pairs = parts.own.of("pairs")
    products = parts.own.of("products") + parts.own.of("shared") - _explained(parts, slope, drift)
    found = judge(products, pairs, pairs >= FEWEST)
    worth = found.effect >= WORTH["halo"]
    return _signal("halo", found.effect, found, _upper(found.z_empirical), worth)


def _trend(parts: Parts, halo: Floats) -> Judged:
    """The drift of every interviewer in logits a year, harsher positive, given the correlation within their
    interviews.
    """
    own = parts.own
    v, vt = parts.of("v"), own.of("vt")
    mean = vt / np.maximum(v, 1e-12)
    score = mean * parts.of("r") - own.of("rt")  # minus: rating lower is being harsher
    information = np.maximum(own.of("vtt") - mean * vt, 0.0)
    long_enough = parts.enough & (information > SPAN**2 * v)
    # Residuals of one interview lie on one day; where they hang together, days tell less than they seem to.
    both = own.of("BBtt") - 2 * mean * own.of("BBt") + mean**2 * own.of("BB")
    clustered = information + halo * np.maximum(both - information, 0.0)
    return judge(score, information, long_enough, clustered)


def _explained(parts: Parts, slope: Judged, drift: Judged) -> Floats:
    """What a flat slope or a drift adds to the products of residuals within an interview: no halo of its own.

    With a slope wrong by b, z_a is off by b (h_a - mean) sqrt V_a, and a product by b^2 times two of those;
    b^2 is estimated less the square of its error. A drift likewise.
    """
    own, v = parts.own, parts.of("v")
    total = np.zeros(v.size)
    pairs = (
        (slope, "vh", "vhh", ("AA", "AB")),
        (drift, "vt", "vtt", ("BBtt", "BBt")),
    )
    for found, first, second, (squares, products) in pairs:
        source = own if first == "vt" else parts
        mean = source.of(first) / np.maximum(v, 1e-12)
        both = own.of(squares) - 2 * mean * own.of(products) + mean**2 * own.of("BB")
        information = source.of(second) - mean * source.of(first)
        error = 1 / np.maximum(information, 1e-12)
        size = np.maximum(np.nan_to_num(found.effect) ** 2 - found.scale**2 * error, 0.0)
        total += size * np.maximum(both - information, 0.0) / 2
    return total


def _central_tendency(found: Judged) -> Signal:
    value = 1 + found.effect
    worth = value <= WORTH["central_tendency"]
    return _signal("central_tendency", value, found, _upper(-found.z_empirical), worth)


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
    found = judge(score, information, parts.enough)
    expected = np.maximum(squares + v, 0.0)
    observed = np.maximum(expected + np.nan_to_num(found.effect) * information, 0.0)
    value = np.where(np.isnan(found.effect), np.nan, np.sqrt(observed / n) - np.sqrt(expected / n))
    worth = value <= WORTH["range_restriction"]
    return _signal("range_restriction", value, found, _upper(-found.z_empirical), worth)


def _inaccuracy(parts: Parts) -> Signal:
    found = judge(parts.of("rr") - parts.of("v"), parts.of("spread"), parts.enough)
    value = np.where(np.isnan(found.effect), np.nan, parts.fit.infit)
    low = parts.fit.point_measure < parts.fit.point_measure_expected  # NaN is not low
    worth = (value > WORTH["inaccuracy"]) & low
    return _signal("inaccuracy", value, found, _upper(found.z_empirical), worth)


def _upper(z: Floats) -> Floats:
    """The chance of a standard normal deviate above z."""
    return np.asarray(special.ndtr(-z))


def _signal(name: str, value: Floats, found: Judged, p: Floats, worth: Bools) -> Signal:
    return Signal(name, UNITS[name], value, found.z, found.z_empirical, discoveries(p) & worth)
