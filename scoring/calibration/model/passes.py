"""One pass over the ratings: everything a Newton step needs, in blocks whose arrays stay in the cache."""

import itertools
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

import numpy as np

from scoring.calibration.design import Design, Floats
from scoring.calibration.model.layout import Layout

ROWS = 1 << 13  # of a block, at most
PARTS = 2
BLAS_ALONE = 1 << 18  # multiplications
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
    """One pass, in two threads. Formulas: moments of the rating-scale model (Andrich 1978, Psychometrika 43).

    The rows are always parted and summed in the same way, so the same ratings give the same bits.
    """
    height = 2 if short else 2 + design.steps
    total = _nothing(design, place, height)
    weights = _weights(place.thresholds)

    def part(rows: slice) -> Sums:
        # Interviews lie in one part alone, so parts may share that array; the rest is each part's own.
        own = replace(
            _nothing(design, place, height), interview=total.interview, information=total.information
        )
        for block in _blocks(rows, design.steps):
            _add_block(design, layout, place, weights, block, own)
        return own

    with ThreadPoolExecutor(PARTS) as threads:
        for own in threads.map(part, _parts(layout)):
            total.item += own.item
            total.slope += own.slope
            total.curvature += own.curvature
            total.likelihood += own.likelihood
    tally = np.bincount(design.category, minlength=design.steps + 1).astype(np.float64)
    total.slope -= tally[::-1].cumsum()[::-1][1:]
    total.likelihood -= float(tally[1:] @ np.cumsum(place.thresholds))
    return total


def _nothing(design: Design, place: Place, height: int) -> Sums:
    return Sums(
        interview=np.zeros((height, place.interview.size)),
        item=np.zeros((height, place.item.size)),
        information=np.empty(design.n),
        slope=np.zeros(design.steps),
        curvature=np.zeros((design.steps, design.steps)),
        likelihood=0.0,
    )


def _parts(layout: Layout) -> list[slice]:
    """The rows in as many parts as there are threads, each of whole interviews."""
    rows = int(layout.starts[-1])
    if rows < PARTS * ROWS:
        return [slice(0, rows)]
    cuts = np.searchsorted(layout.starts, [rows * part // PARTS for part in range(1, PARTS)])
    ends = [0, *layout.starts[cuts].tolist(), rows]
    return [slice(start, end) for start, end in itertools.pairwise(ends)]


def _blocks(rows: slice, steps: int) -> Iterator[slice]:
    """Some rows at a time: their arrays stay in the cache, their products below what BLAS would share out
    among threads of its own."""
    size = min(ROWS, max(1024, BLAS_ALONE // (steps * (3 * steps + 2))))
    for start in range(rows.start, rows.stop, size):
        yield slice(start, min(start + size, rows.stop))


def _weights(thresholds: Floats) -> Floats:
    """What to multiply the powers x, x^2, … of x = exp(location) with, to get unnormalised sums over the
    categories at or above each step of 1, k and k^2, then those over all of k^3 and of 1."""
    steps = np.arange(1, thresholds.size + 1, dtype=np.float64)
    reached = np.triu(np.ones((steps.size, steps.size)))
    rows = [reached, reached * steps, reached * steps**2, steps[None] ** 3, np.ones((1, steps.size))]
    return np.concatenate(rows) * np.exp(-np.clip(np.cumsum(thresholds), -DEEPEST, DEEPEST))


def _add_block(
    design: Design, layout: Layout, place: Place, weights: Floats, rows: slice, sums: Sums
) -> None:
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
    pulls = np.stack([half * (expected * expected - part[1]), -2 * half * expected, half])
    products = (found[: 3 * steps] @ pulls.T).reshape(3, steps, 3)
    sums.slope += above.sum(axis=1) + np.einsum("aka->k", products)
    sums.information[rows] = part[1]
    sums.interview[:, first:last] += np.add.reduceat(part, bounds[:-1], axis=1)
    for row, values in enumerate(part):
        sums.item[row] += np.bincount(item, weights=values, minlength=place.item.size)
    sums.likelihood += float(np.einsum("i,i->", category, location)) + float(np.log(scale).sum())


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
