"""Standard errors: what one can know of an element, given that everybody else is uncertain too."""

import itertools
from typing import Any

import numpy as np
from scipy import linalg, sparse

from scoring.calibration.design import Design, Floats, Ints
from scoring.calibration.fit import SIGNS, Fit
from scoring.calibration.layout import lay_out
from scoring.calibration.newton import Normal, threshold_prior
from scoring.calibration.passes import Place, pass_over


def standard_errors(design: Design, fit: Fit, subset_of: dict[str, Ints]) -> dict[str, Floats]:
    """The standard error of each element, in logits, by facet.

    Interviewers, questions, criteria: of the contrast with the mean of the elements in the same subset
    (`subset_of`: a number for each element), from the inverse of the penalised information of all elements
    and thresholds, candidates eliminated exactly (Schur complement). Candidates: 1/sqrt(information + prior
    precision), within about 1 % of exact.
    """
    normal = standing_normal(design, fit)
    names = [name for name in design.facets if name != "candidate"]
    errors = {"candidate": 1 / np.sqrt(normal.pivot)}
    if names:
        covariance = _inverse(normal, names)
        end = 0
        for name in names:
            start, end = end, end + design.facets[name].size
            errors[name] = _contrast_errors(covariance[start:end, start:end], subset_of[name])
    return errors


def standing_normal(design: Design, fit: Fit) -> Normal:
    """The penalised information where the fit stands."""
    layout = lay_out(design)
    nothing = {name: np.zeros_like(values) for name, values in fit.effects.items()}
    place = Place(
        layout.by_interview(fit.effects, SIGNS),
        layout.by_item(fit.effects, SIGNS),
        layout.by_interview(nothing, SIGNS),
        layout.by_item(nothing, SIGNS),
        fit.thresholds,
    )
    prior = threshold_prior(design.steps)
    precisions = {name: 1 / variance for name, variance in fit.variances.items()}
    return Normal(layout, pass_over(design, layout, place), fit.effects, precisions, prior)


def _inverse(normal: Normal, names: list[str]) -> Floats:
    """The covariance of the elements of these facets, in one line, and of the thresholds."""
    schur = _direct(normal, names) - _carried(normal, names)
    factor, _ = linalg.lapack.dpotrf(schur, lower=True, overwrite_a=True, clean=False)
    inverse, _ = linalg.lapack.dpotri(factor, lower=True, overwrite_c=True)
    lower = np.tril(inverse)
    return np.asarray(lower + np.tril(lower, -1).T)


def _direct(normal: Normal, names: list[str]) -> Floats:
    """The penalised information of these facets and the thresholds, the candidates' places held."""
    layout = normal.layout
    blocks: dict[tuple[str, str], Any] = {}
    for name in names:
        blocks[name, name] = np.diag(normal.information[name] + normal.precisions[name])
    if "interviewer" in layout.interviews:
        met = _indicator(layout.interviews["interviewer"]).T @ normal.cross
        for name, places in layout.items.items():
            blocks["interviewer", name] = (met @ _indicator(places)).toarray()
    if len(layout.items) == 2:
        question, criterion = layout.items["question"], layout.items["criterion"]
        table = sparse.coo_array((normal.item, (question, criterion)))
        blocks["question", "criterion"] = table.toarray()
    return _assemble(normal, names, blocks)


def _assemble(normal: Normal, names: list[str], blocks: dict[tuple[str, str], Any]) -> Floats:
    sizes = [normal.information[name].size for name in names] + [normal.curvature.shape[0]]
    ends = np.cumsum([0, *sizes])
    whole = np.zeros((ends[-1], ends[-1]))
    at = [slice(start, end) for start, end in itertools.pairwise(ends)]
    for row, name in enumerate(names):
        whole[at[-1], at[row]] = -normal.reach[name]
        whole[at[row], at[-1]] = -normal.reach[name].T
        for column in range(row, len(names)):
            block = blocks[name, names[column]]
            whole[at[row], at[column]] = block
            whole[at[column], at[row]] = block.T
    whole[at[-1], at[-1]] = normal.curvature
    return whole


def _carried(normal: Normal, names: list[str]) -> Floats:
    """What the candidates' own uncertainty takes away: K' diag(1/pivot) K, K candidates by elements."""
    layout = normal.layout
    ends = np.append(layout.candidate_starts, layout.starts.size - 1)
    shape = (layout.candidate_starts.size, layout.item_count)
    by_item = sparse.csr_array((normal.cross.data, layout.item, layout.starts[ends]), shape=shape)
    parts = []
    for name in names:
        if name in layout.items:
            parts.append(-(by_item @ _indicator(layout.items[name])))
        else:
            codes = layout.interviews[name]
            width = normal.information[name].size
            parts.append(-sparse.csr_array((normal.interview, codes, ends), shape=(shape[0], width)))
    parts.append(sparse.csr_array(-normal.reach["candidate"].T))
    spread = sparse.diags_array(1 / np.sqrt(normal.pivot)) @ sparse.hstack(parts, format="csr")
    return np.asarray((spread.T @ spread).toarray())


def _indicator(codes: Ints) -> Any:
    """Rows by elements, 1 where the row belongs to the element (sparse)."""
    return sparse.csr_array((np.ones(codes.size), codes, np.arange(codes.size + 1)))


def _contrast_errors(covariance: Floats, subset: Ints) -> Floats:
    """Of each element less the mean of its subset."""
    _, place = np.unique(subset, return_inverse=True)
    weights = np.zeros((place.max() + 1, place.size))
    weights[place, np.arange(place.size)] = 1 / np.bincount(place)[place]
    with_mean = weights @ covariance
    of_mean = np.einsum("gi,gi->g", with_mean, weights)
    along = with_mean[place, np.arange(place.size)]
    return np.sqrt(np.maximum(np.diag(covariance) - 2 * along + of_mean[place], 0.0))
