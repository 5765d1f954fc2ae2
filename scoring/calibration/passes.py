"""One pass over the ratings: everything a Newton step needs, in blocks whose arrays stay in the cache."""

from dataclasses import dataclass

import numpy as np

from scoring.calibration.design import Design, Floats
from scoring.calibration.layout import Layout

ROWS = 1 << 13  # of a block
FARTHEST, DEEPEST = 50.0, 200.0  # logits: nine steps of the first and the second stay in double precision


@dataclass(frozen=True, eq=False)
class Place:
    """Where the ratings stand: the linear predictor and its posterior variance, in two parts that add up.

    Both by interview and by item; `thresholds` of the steps.
    """

    interview: Floats
    item: Floats
    interview_spread: Floats
    item_spread: Floats
    thresholds: Floats


@dataclass(eq=False)
class Sums:
    """Sums over the rows, by interview and by item: shape (2 + steps, elements).

    Row 0 the corrected residuals x - E - v/2 kappa3, row 1 the variances V, then the covariances of the
    category with "at or above step k". `information` holds V by row. `slope` and `curvature` are of the
    thresholds. `likelihood` is the sum of log P(x). A short pass leaves out covariances and curvature.
    """

    interview: Floats
    item: Floats
    information: Floats
    slope: Floats
    curvature: Floats
    likelihood: float


def pass_over(design: Design, layout: Layout, place: Place, short: bool = False) -> Sums:
    """One pass. Formulas: moments of the rating-scale model (Andrich 1978, Psychometrika 43)."""
    steps = design.steps
    height = 2 if short else 2 + steps
    sums = Sums(
        interview=np.zeros((height, place.interview.size)),
        item=np.zeros((height, place.item.size)),
        information=np.empty(design.n),
        slope=np.zeros(steps),
        curvature=np.zeros((steps, steps)),
        likelihood=0.0,
    )
    weights = _weights(place.thresholds)
    tally = np.bincount(design.category, minlength=steps + 1).astype(np.float64)
    likelihood = -float(tally[1:] @ np.cumsum(place.thresholds))
    for start in range(0, design.n, ROWS):
        likelihood += _add_block(
            design, layout, place, weights, slice(start, min(start + ROWS, design.n)), sums
        )
    sums.slope -= tally[::-1].cumsum()[::-1][1:]
    return Sums(sums.interview, sums.item, sums.information, sums.slope, sums.curvature, likelihood)


def _weights(thresholds: Floats) -> Floats:
    """What to multiply the powers x, x^2, … of x = exp(location) with, to get unnormalised sums over the
    categories at or above each step of 1, k and k^2, then those over all of k^3 and of 1."""
    steps = np.arange(1, thresholds.size + 1, dtype=np.float64)
    reached = np.triu(np.ones((steps.size, steps.size)))
    rows = [reached, reached * steps, reached * steps**2, steps[None] ** 3, np.ones((1, steps.size))]
    return np.concatenate(rows) * np.exp(-np.clip(np.cumsum(thresholds), -DEEPEST, DEEPEST))


def _add_block(
    design: Design, layout: Layout, place: Place, weights: Floats, rows: slice, sums: Sums
) -> float:
    steps, category = design.steps, design.category[rows]
    first = int(np.searchsorted(layout.starts, rows.start, side="right")) - 1
    last = int(np.searchsorted(layout.starts, rows.stop, side="left"))
    bounds = np.clip(layout.starts[first : last + 1], rows.start, rows.stop) - rows.start
    lengths, item = np.diff(bounds), layout.item[rows]
    location = np.repeat(place.interview[first:last], lengths) + place.item[item]
    half = np.repeat(place.interview_spread[first:last], lengths) + place.item_spread[item]
    half *= 0.5
    found, scale = _tails(np.clip(location, -FARTHEST, FARTHEST), weights)
    above, above_k, above_kk = found[:steps], found[steps : 2 * steps], found[2 * steps : 3 * steps]
    expected = above_k[0]
    part = np.empty((sums.interview.shape[0], location.size))
    np.subtract(above_kk[0], expected * expected, out=part[1])
    third = found[-2] - expected * (3 * above_kk[0] - 2 * expected * expected)
    part[0] = category - expected - half * third
    if part.shape[0] > 2:
        np.subtract(above_k, expected * above, out=part[2:])
        sums.curvature += _joint(above.sum(axis=1)) - above @ above.T
    sums.slope += above.sum(axis=1) + above_kk @ half - 2 * (above_k @ (half * expected))
    sums.slope += above @ (half * (expected * expected - part[1]))
    sums.information[rows] = part[1]
    sums.interview[:, first:last] += np.add.reduceat(part, bounds[:-1], axis=1)
    for row, values in enumerate(part):
        sums.item[row] += np.bincount(item, weights=values, minlength=place.item.size)
    return float(np.einsum("i,i->", category, location)) + float(np.log(scale).sum())


def _tails(location: Floats, weights: Floats) -> tuple[Floats, Floats]:
    """What _weights describes, by row, and P(category 0)."""
    powers = np.empty((weights.shape[1], location.size))
    np.exp(location, out=powers[0])
    for step in range(1, powers.shape[0]):
        np.multiply(powers[step - 1], powers[0], out=powers[step])
    found = weights @ powers
    scale = 1.0 / (1.0 + found[-1])
    found *= scale
    return found, scale


def _joint(above: Floats) -> Floats:
    """Sums of P(at or above both steps): that of the higher one."""
    return np.asarray(np.minimum.outer(above, above))
