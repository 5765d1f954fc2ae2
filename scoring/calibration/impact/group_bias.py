"""Whether an interviewer rates one group of candidates lower than others of the same measure.

Differential functioning, as Holland & Thayer (1988) ask it of test questions, with the candidate's measure
held by the model: only what remains beyond it is counted. What all interviewers do alike is part of the
measure itself and cannot be seen here.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from scoring.calibration.design import Design, Facet, Floats, Ints
from scoring.calibration.diagnosis.false_discoveries import discoveries, two_sided
from scoring.calibration.drift.months import residual_rows
from scoring.calibration.model.fit import Fit

FEWEST = 5  # people of the group, and of the others, that an interviewer must have met
RATE = 0.05  # false discovery rate over all interviewers and groups
LEAST = 1e-9


@dataclass(frozen=True, slots=True)
class GroupBias:
    """One interviewer and one group. `points` by which the group is rated above (below where negative) others
    of the same measure, `logits` the same; `flagged` where that is beyond chance. All None, and `hidden` the
    reason, where too few were met.
    """

    interviewer: str
    group: str
    points: float | None
    logits: float | None
    z: float | None
    p: float | None
    flagged: bool
    hidden: str = ""


def group_bias(design: Design, fit: Fit, group_of: Mapping[str, str]) -> list[GroupBias]:
    """Every interviewer and group that met, in order of key; candidates of no group are left out.

    Within an interviewer, r the residuals and V their variances, g 1 for the group: sum r (g - mean g) over
    sum V (g - mean g)^2, the means weighted by V (the interaction of FACETS' Table 13 as a contrast). Empty
    without interviewers or groups.
    """
    codes, names = _groups(design.facets["candidate"], group_of)
    facet = design.facets.get("interviewer")
    if facet is None or len(names) < 2:
        return []
    residual, variance = residual_rows(design, fit)
    met = _people(facet, design.facets["candidate"], codes, len(names))
    known = codes[design.facets["candidate"].codes] >= 0
    cell = facet.codes[known].astype(np.int64) * len(names) + codes[design.facets["candidate"].codes][known]

    def sums(weights: Floats) -> Floats:
        found = np.bincount(cell, weights=weights[known], minlength=met.size)
        return found.astype(np.float64).reshape(met.shape)

    return _listed(facet, names, met, sums(residual), sums(variance), sums(np.ones(design.n)))


def _groups(candidates: Facet, group_of: Mapping[str, str]) -> tuple[Ints, tuple[str, ...]]:
    """The number of each candidate's group, -1 for none, and the groups' names."""
    names = tuple(sorted({group_of[key] for key in candidates.keys if group_of.get(key)}))
    numbers = {name: number for number, name in enumerate(names)}
    found = [numbers.get(group_of.get(key, ""), -1) for key in candidates.keys]
    return np.array(found, dtype=np.int64), names


def _people(facet: Facet, candidates: Facet, codes: Ints, groups: int) -> Ints:
    """How many people of each group each interviewer met."""
    pairs = np.unique(facet.codes.astype(np.int64) * candidates.size + candidates.codes)
    group = codes[pairs % candidates.size]
    cell = (pairs // candidates.size * groups + group)[group >= 0]
    return np.bincount(cell, minlength=facet.size * groups).reshape(facet.size, groups)


def _listed(
    facet: Facet, names: tuple[str, ...], met: Ints, residual: Floats, variance: Floats, n: Floats
) -> list[GroupBias]:
    others = [part.sum(axis=1, keepdims=True) - part for part in (residual, variance, n, met)]
    share = variance / np.maximum(variance + others[1], LEAST)
    contrast = residual * (1 - share) - others[0] * share
    information = np.maximum(variance * (1 - share), LEAST)
    z = contrast / np.sqrt(information)
    points = residual / np.maximum(n, 1) - others[0] / np.maximum(others[2], 1)
    enough = (met >= FEWEST) & (others[3] >= FEWEST)
    p = two_sided(z)
    flagged = np.zeros(met.shape, dtype=np.bool_)
    flagged[enough] = discoveries(p[enough], RATE)
    found = []
    for i, g in zip(*(axis.tolist() for axis in np.nonzero(met)), strict=True):
        key, name = facet.keys[i], names[g]
        if not enough[i, g]:
            why = f"fewer than {FEWEST} people of the group, or of the others"
            found.append(GroupBias(key, name, None, None, None, None, False, why))
            continue
        logits = float(contrast[i, g] / information[i, g])
        figures = (float(points[i, g]), logits, float(z[i, g]), float(p[i, g]))
        found.append(GroupBias(key, name, *figures, bool(flagged[i, g])))
    return found
