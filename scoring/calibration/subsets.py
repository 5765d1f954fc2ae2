"""Who can be compared with whom: connected subsets, found from the design alone, never from the priors.

A random-effects fit gives numbers for everybody, whether or not anything links them, and so hides that two
panels never shared a candidate. Two elements of a facet may be compared when their difference can be
estimated without any prior. That needs (1) a path between them in the graph of their facet with every other
facet (union-find; connected components) and (2) no direction in which the fitted scores stay the same while
the two move apart (null space of the normal equations; estimability, Searle 1971, Linear Models, ch. 5). The
first is exact on its own for two facets and names the reason; the second settles what several facets confound
together.

Questions are compared without regard to criteria: a question rated on criteria of its own keeps them as part
of its difficulty. Every other facet is held against all four.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import linalg, sparse

from scoring.calibration.design import Design, Facet, Floats, Ints, build_blocks
from scoring.calibration.ratings import FACETS

NULL = 1e-10  # eigenvalues of the normalised equations below this are zero; the longest chain met is 1e-6
PROBES = 3  # random directions: two elements that differ agree in all of them with probability nil


@dataclass(frozen=True, eq=False)
class FixedFit:
    """The least-squares fit without priors: rank, sums of squares left and in all, null directions."""

    rank: int
    residual: float
    squares: float
    directions: dict[str, Floats]


@dataclass(frozen=True)
class Partition:
    """The subsets of one facet: `number[element]` counts from 1, largest first; `apart` is not shared."""

    facet: str
    number: Ints
    apart: tuple[str, ...]

    @property
    def count(self) -> int:
        """How many subsets."""
        return int(self.number.max(initial=0))


def fit_fixed(design: Design, names: Sequence[str]) -> FixedFit:
    """Least squares on the named facets, without intercept (a facet's indicators already span it)."""
    blocks = build_blocks(design, names, intercept=False)
    first = blocks.first
    weighted = sparse.diags_array(1 / first.counts) @ blocks.cross
    schur = blocks.rest - (blocks.cross.T @ weighted).toarray()
    scale = 1 / np.sqrt(np.diag(blocks.rest))
    values, vectors = linalg.eigh(schur * scale * scale[:, None])
    null = values < NULL
    right = (blocks.rest_sums - weighted.T @ blocks.first_sums) * scale
    explained = (vectors[:, ~null].T @ right) ** 2 / values[~null]
    residual = blocks.squares - float(blocks.first_sums**2 @ (1 / first.counts)) - float(explained.sum())
    probes = _null_probes(vectors[:, null], blocks.order) * scale[:, None]
    directions = {name: probes[place] for name, place in blocks.slices.items()}
    directions[first.name] = -(weighted @ probes)
    return FixedFit(first.size + int((~null).sum()), max(residual, 0.0), blocks.squares, directions)


def _null_probes(null: Floats, order: int) -> Floats:
    # A fixed seed: the answer does not depend on it, but it must not depend on the day either.
    return null @ (null.T @ np.random.default_rng(20).standard_normal((order, PROBES)))


def find_partitions(design: Design, whole: FixedFit | None) -> dict[str, Partition]:
    """The subsets of each facet; `whole` is the fixed fit on all four facets (None: by paths alone)."""
    plain = fit_fixed(design, FACETS[:3]) if whole else None
    found = {}
    for name in FACETS:
        fit, names = (plain, FACETS[:3]) if name == "question" else (whole, FACETS)
        others = [other for other in names if other != name]
        found[name] = _partition(design, name, others, fit)
    return found


def _partition(design: Design, name: str, others: Sequence[str], fit: FixedFit | None) -> Partition:
    facet = design.facets[name]
    paths = [_components(facet, design.facets[other]) for other in others]
    apart = tuple(other for other, path in zip(others, paths, strict=True) if path.max() > 0)
    if fit:
        tolerance = 1e-6 * max(float(np.abs(values).max()) for values in fit.directions.values())
        paths += [_clusters(column, tolerance) for column in fit.directions[name].T]
    labels = np.unique(np.stack(paths, axis=1), axis=0, return_inverse=True)[1].ravel()
    return Partition(name, _largest_first(labels, facet.counts), apart)


def _components(facet: Facet, other: Facet) -> Ints:
    graph = (facet.indicator().T @ other.indicator()).tocsr()
    joined = sparse.block_array([[None, graph], [graph.T, None]], format="csr")
    labels = sparse.csgraph.connected_components(joined, directed=False)[1]
    return labels[: facet.size].astype(np.int64)


def _clusters(values: Floats, tolerance: float) -> Ints:
    order = np.argsort(values, kind="stable")
    steps = np.concatenate([[0], np.cumsum(np.diff(values[order]) > tolerance)])
    labels = np.empty(values.size, dtype=np.int64)
    labels[order] = steps
    return labels


def _largest_first(labels: Ints, counts: Floats) -> Ints:
    """Numbers from 1 by falling number of ratings, then by the first element in order of key."""
    totals = np.bincount(labels, weights=counts)
    firsts = np.full(totals.size, labels.size)
    np.minimum.at(firsts, labels, np.arange(labels.size))
    rank = np.empty(totals.size, dtype=np.int64)
    rank[np.lexsort([firsts, -totals])] = np.arange(1, totals.size + 1)
    return rank[labels]


def find_confounded(design: Design) -> tuple[tuple[str, ...], dict[str, tuple[str, ...]]]:
    """Which facets' variances can be told apart: (those that can, {one that cannot: what it coincides with}).

    Variance components are identified when the centred matrices S Z Z' S of the facets and S itself (the
    error's) are linearly independent (S takes the mean away); their inner products are sums of squared
    counts. A facet is left out when it depends on those before it: one element only, a rating each, or the
    same groups as another.
    """
    kept: list[str] = []
    lost: dict[str, tuple[str, ...]] = {}
    for name in FACETS:
        gram = _gram([design.facets[other] for other in (*kept, name)], design.n)
        scale = np.sqrt(np.maximum(np.diag(gram), 1e-12 * design.n))
        gram = gram / scale / scale[:, None]
        weights, *_ = np.linalg.lstsq(gram[:-1, :-1], gram[:-1, -1])
        left = gram[-1, -1] - weights @ gram[:-1, -1]
        if left > 1e-9 and design.facets[name].size > 1:
            kept.append(name)
        else:
            names = ("the single rating", *kept)
            lost[name] = tuple(other for other, w in zip(names, weights, strict=True) if abs(w) > 1e-6)
    return tuple(kept), lost


def _gram(facets: Sequence[Facet], n: int) -> Floats:
    """Inner products tr(S A S B) for A, B in (identity, Z Z' of each facet), n ratings."""
    size = len(facets) + 1
    gram = np.empty((size, size))
    gram[0, 0] = n - 1
    for row, facet in enumerate(facets, start=1):
        gram[row, 0] = gram[0, row] = n - float(facet.counts @ facet.counts) / n
        for column, other in enumerate(facets[:row], start=1):
            gram[row, column] = gram[column, row] = _overlap(facet, other, n)
    return gram


def _overlap(facet: Facet, other: Facet, n: int) -> float:
    """The sum of squares of Z'S Z_other = N - n_f n_g' / n, without forming it."""
    counts = (facet.indicator().T @ other.indicator()).tocoo()
    both = facet.counts[counts.row] * other.counts[counts.col]
    squares = float(facet.counts @ facet.counts) * float(other.counts @ other.counts)
    return float(counts.data @ counts.data) - 2 * float(counts.data @ both) / n + squares / n**2


def order_of(design: Design) -> int:
    """Unknowns left after the largest facet is eliminated: what the dense work grows with, cubed."""
    sizes = [design.facets[name].size for name in FACETS]
    return sum(sizes) - max(sizes)
