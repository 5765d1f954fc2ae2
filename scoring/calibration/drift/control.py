"""Control charts: who or what has changed, month by month, and how sure that is.

Each month of an element gives one standardised residual z: what it scored beyond the model's expectation.
From the series of z, oldest first, come the EWMA (Roberts 1959, Technometrics 1) and the upper and lower
CUSUM (Page 1954, Biometrika 41). Constants as in Montgomery, Introduction to Statistical Quality Control.
At rest the CUSUM runs 465 months on average until it is out, the EWMA 369 (with L 2.814 it would be 500).
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scoring.calibration.design import Design, Floats
from scoring.calibration.drift.months import FEWEST, Months, by_month, gathered
from scoring.calibration.model.fit import Fit

SLACK, DECISION = 0.5, 5.0  # CUSUM k and h, in standard deviations of z
WEIGHT, WIDTH = 0.1, 2.7  # EWMA lambda and L
ENOUGH_MONTHS = 4  # filled months before anything is judged
GRADES = ("none", "watch", "look", "act")
LEVELS = (0.10, 0.05, 0.01)  # false discovery rate of watch, look, act
CELLS = 50  # z values from which their own spread is taken rather than the theory's
SPREADS = (0.5, 3.0)  # what that spread may be at least and at most

Month = dict[str, Any]


@dataclass(frozen=True, eq=False)
class Chart:
    """The three statistics by element and month (as Months); NaN where a month gives no z."""

    ewma: Floats
    up: Floats
    down: Floats


def control_chart(
    design: Design, fit: Fit, facet: str, rows: tuple[Floats, Floats] | None = None
) -> list[list[Month]]:
    """The months of each element of the facet, in order of its keys, ready for JSON.

    Keys: month, n, residual (mean, points above expectation), use (ratings by category from the lowest), z,
    ewma, cusum_up, cusum_down, grade. `z` and what follows from it are None (grade "none") where a month has
    under FEWEST ratings; thin months are counted with the next. The grade holds the false discovery rate over
    all elements and months of the facet, see `grades`. Without days, without the facet: empty lists.
    """
    if facet not in design.facets:
        return []
    if design.day is None or not design.n:
        return [[] for _ in design.facets[facet].keys]
    months = gathered(by_month(design, fit, design.facets[facet], rows))
    z = standardised(months)
    chart = charts(z)
    return _listed(months, z, chart, grades(chart))


def standardised(months: Months) -> Floats:
    """z by element and month: residual over the square root of its variance, NaN for a thin month.

    Divided by the spread that all z really have (an empirical null, Efron 2004, JASA 99): the fit has taken
    part of the residual along, ratings of one interview hang together, and theory knows of neither.
    """
    filled = (months.n >= FEWEST) & (months.variance > 0)
    z = np.where(filled, months.residual, np.nan) / np.sqrt(np.where(filled, months.variance, 1.0))
    known = z[filled]
    if known.size < CELLS:
        return z
    middle = float(np.median(known))
    return np.asarray(z / np.clip(1.4826 * np.median(np.abs(known - middle)), *SPREADS))


def charts(z: Floats) -> Chart:
    """EWMA and both CUSUMs of every row of z; NaN are passed over.

    EWMA: e = lambda z + (1 - lambda) e, from 0. CUSUM: up = max(0, up + z - k), down = max(0, down - z - k).
    """
    ewma, up, down = (np.full(z.shape, np.nan) for _ in range(3))
    level, high, low = (np.zeros(z.shape[0]) for _ in range(3))
    for month in range(z.shape[1]):
        now = z[:, month]
        there = ~np.isnan(now)
        level = np.where(there, WEIGHT * now + (1 - WEIGHT) * level, level)
        high = np.where(there, np.maximum(0.0, high + now - SLACK), high)
        low = np.where(there, np.maximum(0.0, low - now - SLACK), low)
        for drawn, value in ((ewma, level), (up, high), (down, low)):
            drawn[there, month] = value[there]
    return Chart(ewma, up, down)


def ewma_limit(months: NDArray[Any] | int) -> Floats:
    """How far the EWMA of an element at rest may stray after so many months: L sd (Roberts 1959)."""
    steady = WEIGHT / (2 - WEIGHT)
    return np.asarray(WIDTH * np.sqrt(steady * (1 - (1 - WEIGHT) ** (2 * np.asarray(months)))))


def chance(cusum: Floats, months: Floats) -> Floats:
    """How likely an element at rest reaches that CUSUM, on either side, within so many months: at most this.

    Siegmund 1985, Sequential Analysis: a one-sided CUSUM reaches h after (exp(2kb) - 2kb - 1) / 2k^2 steps on
    average, b = h + 1.166, and the time it takes is close to exponential.
    """
    reach = np.minimum(2 * SLACK * (cusum + 1.166), 700.0)
    run_length = (np.exp(reach) - reach - 1) / (2 * SLACK**2)
    return np.asarray(-np.expm1(-2 * months / run_length))


def grades(chart: Chart) -> NDArray[np.int64]:
    """Of every element and month, which of GRADES it has.

    A month is graded where a CUSUM is beyond DECISION and its `chance` passes Benjamini & Hochberg's (1995)
    line over all elements that have ENOUGH_MONTHS, each standing with its worst month: at the level .10 a
    watch, .05 a look, .01 an act. So of the elements graded, that share at most is graded by chance.
    """
    peak = np.fmax(chart.up, chart.down)
    filled = ~np.isnan(peak)
    count = filled.sum(axis=1)
    judged = count >= ENOUGH_MONTHS
    likely = np.where(filled, chance(np.where(filled, peak, 0.0), count[:, None].astype(np.float64)), 1.0)
    beyond = filled & judged[:, None] & (peak > DECISION)
    worst = likely.min(axis=1, initial=1.0)[judged]
    found = np.zeros(peak.shape, dtype=np.int64)
    for grade, level in enumerate(LEVELS, start=1):
        found[beyond & (likely <= _line(worst, level))] = grade
    return found


def _line(chances: Floats, level: float) -> float:
    """The chance up to which Benjamini & Hochberg's rule lets pass at that level; below 0 if none does."""
    steps = level * np.arange(1, chances.size + 1) / max(chances.size, 1)
    passes = np.flatnonzero(np.sort(chances) <= steps)
    return float(steps[passes[-1]]) if passes.size else -1.0


def _listed(months: Months, z: Floats, chart: Chart, grade: NDArray[np.int64]) -> list[list[Month]]:
    filled = months.n > 0
    mean = np.where(filled, months.residual, 0.0) / np.where(filled, months.n, 1)
    figures = np.stack([mean, z, chart.ewma, chart.up, chart.down], axis=2)
    known = ~np.isnan(z)
    listed: list[list[Month]] = [[] for _ in range(z.shape[0])]
    element, month = np.nonzero(filled)
    for e, m, n, use, row, said, g in zip(
        element.tolist(),
        month.tolist(),
        months.n[filled].tolist(),
        months.use[filled].tolist(),
        np.round(figures[filled], 4).tolist(),
        known[filled].tolist(),
        grade[filled].tolist(),
        strict=True,
    ):
        residual, value, ewma, up, down = row if said else (row[0], None, None, None, None)
        listed[e].append(
            {
                "month": months.names[m],
                "n": n,
                "residual": residual,
                "use": use,
                "z": value,
                "ewma": ewma,
                "cusum_up": up,
                "cusum_down": down,
                "grade": GRADES[g],
            }
        )
    return listed
