"""Standard errors: what one can know of an element, given that everybody else is uncertain too."""

import itertools
from typing import Any

import numpy as np
from scipy import linalg, sparse

from scoring.calibration.design import Design, Floats, Ints
from scoring.calibration.fit import Fit
from scoring.calibration.layout import lay_out
from scoring.calibration.newton import STEPS, Normal
from scoring.calibration.state import FLAT_VARIANCE, State

Blocks = dict[tuple[str, str], Any]


def standard_errors(design: Design, fit: Fit, subset_of: dict[str, Ints]) -> dict[str, Floats]:
    """The standard error of each element, in logits, by facet.

    Interviewers, questions, criteria: of the contrast with the mean of the elements in the same subset
    (`subset_of`: a number for each element), from the inverse of the penalised information of all elements
    and thresholds, candidates eliminated exactly (Schur complement); for interviewers with candidates as
    fixed unknowns, as their severities are estimated. Candidates: of the measure, from the information, the
    prior and the errors of those met, taken as independent: up to a tenth above that of a contrast with the
    mean candidate where there are 25, 1 % where there are thousands.
    """
    normal = State.of(fit).look(design, lay_out(design))
    errors: dict[str, Floats] = {}
    names = [name for name in design.facets if name != "candidate"]
    blocks, carriers = _direct(normal, names), _carriers(normal, names)
    for asked, pivot in _questions(normal, names):
        found = _covariance(normal, blocks, carriers, asked, pivot)
        for name, covariance in found.items():
            errors[name] = _contrast_errors(covariance, subset_of[name])
    own = 1 / normal.pivot
    for name in names:
        share = sparse.diags_array(1 / normal.pivot) @ carriers[name]
        own = own + share.power(2) @ errors[name] ** 2
    return errors | {"candidate": np.sqrt(own)}


def _questions(normal: Normal, names: list[str]) -> list[tuple[list[str], Floats]]:
    """Which facets are asked for together, and how firmly candidates are held meanwhile."""
    flat = normal.information["candidate"] + 1 / FLAT_VARIANCE
    items = [name for name in names if name != "interviewer"]
    asked = [(["interviewer"], flat), (items, normal.pivot)]
    return [(some, pivot) for some, pivot in asked if some and set(some) <= set(names)]


def _covariance(
    normal: Normal, blocks: Blocks, carriers: dict[str, Any], asked: list[str], pivot: Floats
) -> dict[str, Floats]:
    """The covariances within each facet asked for: those come last, so that the end of the Cholesky factor
    alone has to be inverted."""
    names = [name for name in carriers if name not in asked] + asked
    sizes = [carriers[name].shape[1] for name in names]
    whole = _assemble(blocks, names, sizes)
    spread = sparse.diags_array(1 / np.sqrt(pivot)) @ sparse.hstack(
        [carriers[name] for name in names], format="csr"
    )
    whole -= (spread.T @ spread).toarray()
    factor, _ = linalg.lapack.dpotrf(whole.T, lower=True, overwrite_a=True, clean=False)
    start = sum(sizes) - sum(carriers[name].shape[1] for name in asked)
    inverse, _ = linalg.lapack.dpotri(np.asfortranarray(factor[start:, start:]), lower=True)
    inverse = np.tril(inverse) + np.tril(inverse, -1).T
    ends = np.cumsum([0, *(carriers[name].shape[1] for name in asked)])
    places = [slice(first, last) for first, last in itertools.pairwise(ends)]
    return {name: inverse[place, place] for name, place in zip(asked, places, strict=True)}


def _direct(normal: Normal, names: list[str]) -> Blocks:
    """The penalised information of these facets and the thresholds, the candidates' places held."""
    layout = normal.layout
    blocks: Blocks = {(STEPS, STEPS): normal.curvature}
    for name in names:
        blocks[name, name] = np.diag(normal.information[name] + normal.precisions[name])
        blocks[name, STEPS] = -normal.reach[name].T
    if "interviewer" in layout.interviews:
        met = _indicator(layout.interviews["interviewer"]).T @ normal.cross
        for name, places in layout.items.items():
            blocks["interviewer", name] = (met @ _indicator(places)).toarray()
    if len(layout.items) == 2:
        pairs = (layout.items["question"], layout.items["criterion"])
        blocks["question", "criterion"] = sparse.coo_array((normal.item, pairs)).toarray()
    return blocks


def _carriers(normal: Normal, names: list[str]) -> dict[str, Any]:
    """How the candidates lean on each facet and on the thresholds: candidates by elements (sparse)."""
    layout = normal.layout
    count = layout.candidate_starts.size
    ends = np.append(layout.candidate_starts, layout.starts.size - 1)
    rows = layout.starts[ends]
    by_item = sparse.csr_array((normal.cross.data, layout.item, rows), shape=(count, layout.item_count))
    found: dict[str, Any] = {STEPS: sparse.csr_array(normal.reach["candidate"].T)}
    for name in names:
        if name in layout.items:
            found[name] = by_item @ _indicator(layout.items[name])
        else:
            shape = (count, normal.information[name].size)
            found[name] = sparse.csr_array((normal.interview, layout.interviews[name], ends), shape=shape)
    return found


def _assemble(blocks: Blocks, names: list[str], sizes: list[int]) -> Floats:
    ends = np.cumsum([0, *sizes])
    at = {name: slice(*bounds) for name, bounds in zip(names, itertools.pairwise(ends), strict=True)}
    whole = np.zeros((ends[-1], ends[-1]))
    for (row, column), block in blocks.items():
        whole[at[row], at[column]] = block
        whole[at[column], at[row]] = block.T
    return whole


def _indicator(codes: Ints) -> Any:
    """Rows by elements, 1 where the row belongs to the element (sparse)."""
    return sparse.csr_array((np.ones(codes.size), codes, np.arange(codes.size + 1)))


def _contrast_errors(covariance: Floats, subset: Ints) -> Floats:
    """Of each element less the mean of its subset."""
    _, place = np.unique(subset, return_inverse=True)
    weights = np.zeros((int(place.max()) + 1, place.size))
    weights[place, np.arange(place.size)] = 1 / np.bincount(place)[place]
    with_mean = weights @ covariance
    of_mean = np.einsum("gi,gi->g", with_mean, weights)
    along = with_mean[place, np.arange(place.size)]
    return np.asarray(np.sqrt(np.maximum(np.diag(covariance) - 2 * along + of_mean[place], 0.0)))
