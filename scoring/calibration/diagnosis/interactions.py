"""Who rates whom or what in particular higher or lower: bias beyond severity and difficulty.

For every pair of elements with FEWEST ratings: bias = sum r / sum V in logits (positive: rated higher than
expected), t = sum r / sqrt(sum V) (Linacre 1989, Many-Facet Rasch Measurement; FACETS Tables 12-14), in
points the mean residual. All pairs of all tables are tested together and those flagged that stand after
Benjamini & Hochberg (1995). Months are the rating's calendar months.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from scoring.calibration.design import Design, Floats, Ints
from scoring.calibration.diagnosis.false_discoveries import discoveries, two_sided
from scoring.calibration.drift.months import months_of
from scoring.calibration.ratings import Codes

PAIRS = (
    ("interviewer", "question"),
    ("interviewer", "criterion"),
    ("interviewer", "month"),
    ("question", "month"),
)
FEWEST = 5  # ratings of a pair
LISTED = 50
DENSE = 2  # cells a rating up to which every possible pair gets a cell, used or not


@dataclass(frozen=True, eq=False)
class Sorting:
    """One way of sorting the ratings: `keys[codes[row]]`."""

    keys: tuple[str, ...]
    codes: Codes


@dataclass(frozen=True, eq=False)
class Cells:
    """Sums by pair of elements that occurs: where each stands in its sorting, ratings, residual, variance."""

    first: Ints
    second: Ints
    n: Ints
    residual: Floats
    variance: Floats


def interactions(design: Design, residual: Floats, variance: Floats) -> list[dict[str, Any]]:
    """The LISTED most certain: {first_facet, first, second_facet, second, n, bias, points, t, p, flagged}."""
    held = set(design.facets) | ({"month"} if design.day is not None else set())
    # One pair at a time, months made when their turn comes: no more is in memory than one needs.
    tables = [
        (pair, _enough(cells(_sorting(design, pair[0]), _sorting(design, pair[1]), residual, variance)))
        for pair in PAIRS
        if set(pair) <= held
    ]
    if not tables:
        return []
    t = np.concatenate([found.residual / np.sqrt(found.variance) for _, found in tables])
    p = two_sided(t)
    flagged = discoveries(p)
    table = np.repeat(np.arange(len(tables)), [found.n.size for _, found in tables])
    first_of = np.cumsum([0] + [found.n.size for _, found in tables])
    keys = {name: _sorting(design, name).keys for name in {name for pair, _ in tables for name in pair}}
    said = []
    for place in np.argsort(-np.abs(t), kind="stable")[:LISTED].tolist():
        pair, found = tables[int(table[place])]
        cell = _row(pair, keys, found, place - int(first_of[table[place]]))
        said.append(cell | {"t": float(t[place]), "p": float(p[place]), "flagged": bool(flagged[place])})
    return said


def _sorting(design: Design, name: str) -> Sorting:
    if name != "month":
        return Sorting(design.facets[name].keys, design.facets[name].codes)
    names, month = months_of(design)
    return Sorting(names, month.astype(np.int32))


def cells(first: Sorting, second: Sorting, residual: Floats, variance: Floats) -> Cells:
    """The sums of every pair that occurs, in order of the first and then the second."""
    width = len(second.keys)
    key = first.codes.astype(np.int64)
    key *= width
    key += second.codes
    possible = len(first.keys) * width
    pairs = None
    if possible > DENSE * key.size + 1000:
        pairs, key = np.unique(key, return_inverse=True)
        possible = pairs.size
    n = np.bincount(key, minlength=possible)
    kept = np.flatnonzero(n)
    pair = kept if pairs is None else pairs[kept]

    def sums(values: Floats) -> Floats:
        return np.bincount(key, weights=values, minlength=possible)[kept].astype(np.float64)

    return Cells(
        first=pair // width,
        second=pair % width,
        n=n[kept],
        residual=sums(residual),
        variance=sums(variance),
    )


def _enough(found: Cells) -> Cells:
    kept = (found.n >= FEWEST) & (found.variance > 1e-9)
    return Cells(
        found.first[kept], found.second[kept], found.n[kept], found.residual[kept], found.variance[kept]
    )


def _row(pair: tuple[str, str], keys: dict[str, tuple[str, ...]], found: Cells, place: int) -> dict[str, Any]:
    n, residual = int(found.n[place]), float(found.residual[place])
    return {
        "first_facet": pair[0],
        "first": keys[pair[0]][found.first[place]],
        "second_facet": pair[1],
        "second": keys[pair[1]][found.second[place]],
        "n": n,
        "bias": residual / float(found.variance[place]),
        "points": residual / n,
    }
