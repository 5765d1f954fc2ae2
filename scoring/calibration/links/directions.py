"""What no rating determines, though every pair of facets is linked: directions in which elements can move
together while what is expected of each rating stays the same.

A direction gives each element a shift so that the shifts of every rating's elements add up to nothing. Two
elements may be compared where every direction shifts them alike. Directions are drawn at random by following
the ratings: where the shifts of all but one element of a rating are known, that of the last one is; where
none is, one is drawn (Gaussian elimination in the order that the ratings suggest). Ratings that then do not
add up to nothing say which of the drawn shifts depend on each other, which is a small system of its own.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from scoring.calibration.design import Design, Floats, Ints
from scoring.calibration.ratings import Bools, Codes

PROBES = 2  # random directions: two elements that differ agree in all of them with probability nil
SAME = 1e-7  # shifts that differ by less than this share of the largest are equal
STALLS = 60  # times that shifts are drawn before paths alone must do
DENSE = 2e10  # multiplications for the small system before paths alone must do
SPARSE_START = 50_000  # ratings from which on some candidates are followed first
EACH = 8  # every so many candidates of those

Draw = Callable[[int], Floats]


def find_directions(design: Design, names: tuple[str, ...], islands: Ints) -> dict[str, Ints]:
    """Labels from 0 by facet and element: together is what no direction moves apart.

    `islands` numbers parts of the candidates, for speed: shifts are drawn in all parts at once. Linear in the
    ratings. Elements that no path links (see subsets.py) may get the same label. Where the question is too
    large to settle all get the same label.
    """
    codes = {name: design.facets[name].codes for name in names}
    sizes = {name: design.facets[name].size for name in names}
    random = np.random.default_rng(20)  # fixed: the answer must not depend on the day
    drawn = _follow(codes, sizes, islands, lambda count: random.standard_normal((count, PROBES)), PROBES)
    together = {name: np.zeros(size, dtype=np.int64) for name, size in sizes.items()}
    if drawn is None:
        return together
    shifts = drawn.shifts
    odd = _odd_rows(design, codes, shifts)
    if odd.size:
        if drawn.free**2 * odd.size > DENSE or drawn.free * sum(sizes.values()) > DENSE / 1000:
            return together
        shifts = _dependent(codes, sizes, islands, drawn.free, odd)
    return _label(shifts)


@dataclass
class _Drawn:
    """Shifts by facet, (elements, width); which are known; how many were drawn."""

    shifts: dict[str, Floats]
    known: dict[str, Bools]
    free: int = 0


def _follow(
    codes: Mapping[str, Codes], sizes: Mapping[str, int], islands: Ints, draw: Draw, width: int
) -> _Drawn | None:
    """Shifts for every element; None where they would have to be drawn too often."""
    state = _Drawn(
        {name: np.zeros((size, width)) for name, size in sizes.items()},
        {name: np.zeros(size, dtype=np.bool_) for name, size in sizes.items()},
    )
    for name, column in codes.items():  # the first rating's elements stay where they are
        state.known[name][column[:1]] = True
    candidate = codes["candidate"]
    if candidate.size >= SPARSE_START:
        _start(state, codes, np.flatnonzero(candidate % EACH == 0), islands, draw)
    left = _spread(state, codes, np.arange(candidate.size))
    for _ in range(STALLS):
        if not left.size:
            return state
        _draw_at(state, codes, _seeds(state, codes, left, islands), draw)
        left = _spread(state, codes, left)
    return None


def _start(state: _Drawn, codes: Mapping[str, Codes], rows: Ints, islands: Ints, draw: Draw) -> None:
    """Some ratings first, which is much cheaper and ties most of what is not a candidate.

    Shifts are drawn only in parts not yet reached: elsewhere the other ratings may still settle them.
    """
    left = _spread(state, codes, rows)
    reached = np.zeros(int(islands.max()) + 1, dtype=np.bool_)
    reached[islands[state.known["candidate"]]] = True
    left = left[~reached[islands[codes["candidate"][left]]]]
    if left.size:
        _draw_at(state, codes, _seeds(state, codes, left, islands), draw)
        _spread(state, codes, left)


def _spread(state: _Drawn, codes: Mapping[str, Codes], rows: Ints) -> Ints:
    """Follows the ratings as far as they lead; those with two or more unknown shifts are left."""
    while rows.size:
        count = _known(state, codes, rows)
        one = rows[count == len(codes) - 1]
        rows = rows[count < len(codes) - 1]
        if not one.size:
            break
        _settle(state, codes, one)
    return rows


def _known(state: _Drawn, codes: Mapping[str, Codes], rows: Ints) -> Ints:
    count = np.zeros(rows.size, dtype=np.int64)
    for name, column in codes.items():
        count += state.known[name][column[rows]]
    return count


def _settle(state: _Drawn, codes: Mapping[str, Codes], rows: Ints) -> None:
    """The one unknown shift of each of these ratings; of several ratings of an element the first tells it."""
    for name, column in codes.items():
        unknown = rows[~state.known[name][column[rows]]]
        first = np.full(state.known[name].size, -1)
        first[column[unknown[::-1]]] = unknown[::-1]
        place = np.flatnonzero(first >= 0)
        told = first[place]
        state.shifts[name][place] = -np.asarray(sum(state.shifts[o][c[told]] for o, c in codes.items()))
        state.known[name][place] = True


def _seeds(state: _Drawn, codes: Mapping[str, Codes], left: Ints, islands: Ints) -> Ints:
    """Of what is left, the rating with the fewest unknowns in each part."""
    part = islands[codes["candidate"][left]]
    order = np.lexsort([-_known(state, codes, left), part])
    first = np.unique(part[order], return_index=True)[1]
    return left[order[first]]


def _draw_at(state: _Drawn, codes: Mapping[str, Codes], seeds: Ints, draw: Draw) -> None:
    """Draws what is unknown of these ratings but for the last of each, which then follows."""
    missing = len(codes) - _known(state, codes, seeds)
    for name, column in codes.items():
        wanted = ~state.known[name][column[seeds]] & (missing > 1)
        place = np.unique(column[seeds[wanted]])
        state.shifts[name][place] = draw(place.size)
        state.known[name][place] = True
        state.free += place.size
        missing = len(codes) - _known(state, codes, seeds)


def _odd_rows(design: Design, codes: Mapping[str, Codes], shifts: Mapping[str, Floats]) -> Ints:
    """The ratings whose shifts do not add up to nothing."""
    most = max(float(np.abs(values).max(initial=0)) for values in shifts.values())
    if most == 0:
        return np.empty(0, dtype=np.int64)
    found = []
    for rows in design.blocks():
        total = sum(shifts[name][column[rows], 0] for name, column in codes.items())
        found.append(np.flatnonzero(np.abs(total) > SAME * most) + rows.start)
    return np.concatenate(found)


def _dependent(
    codes: Mapping[str, Codes], sizes: Mapping[str, int], islands: Ints, free: int, odd: Ints
) -> dict[str, Floats]:
    """Random directions in which the drawn shifts depend on each other as the odd ratings ask."""
    units = iter(np.eye(free))
    drawn = _follow(
        codes,
        sizes,
        islands,
        lambda count: np.array([next(units) for _ in range(count)]).reshape(count, free),
        free,
    )
    assert drawn is not None  # the same steps as the first time  # noqa: S101
    normal = np.zeros((free, free))
    for part in np.array_split(odd, odd.size // 4096 + 1):
        residual = np.asarray(sum(drawn.shifts[name][column[part]] for name, column in codes.items()))
        normal += residual.T @ residual
    values, vectors = np.linalg.eigh(normal)
    null = vectors[:, values < SAME * max(float(values[-1]), 1.0)]
    random = np.random.default_rng(21).standard_normal((null.shape[1], PROBES))
    return {name: values @ (null @ random) for name, values in drawn.shifts.items()}


def _label(shifts: Mapping[str, Floats]) -> dict[str, Ints]:
    most = max(float(np.abs(values).max(initial=0)) for values in shifts.values())
    found = {}
    for name, values in shifts.items():
        clusters = [_clusters(column, SAME * most) for column in values.T]
        labels = np.unique(np.stack(clusters, axis=1), axis=0, return_inverse=True)[1]
        found[name] = labels.ravel().astype(np.int64)
    return found


def _clusters(values: Floats, tolerance: float) -> Ints:
    """Labels of values that lie beside each other, from the smallest."""
    order = np.argsort(values, kind="stable")
    steps = np.concatenate([[0], np.cumsum(np.diff(values[order]) > tolerance)])
    labels = np.empty(values.size, dtype=np.int64)
    labels[order] = steps
    return labels
