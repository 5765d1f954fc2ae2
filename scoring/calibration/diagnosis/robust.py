"""A fit that interviewers with a fault do not spoil for all others.

Whoever is flagged is left out, the rest is fitted, and those left out are then measured against it with all
else held: thresholds, spreads and every measure the rest gives are as if the faulty had not rated. That is a
weight of 0, the plainest of the weights that robust estimation gives to outlying clusters (Huber & Ronchetti
2009, Robust Statistics, ch. 7); what the faulty know of a candidate is lost with what they get wrong.
"""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scoring.calibration.design import Design, Facet, Floats, Ints
from scoring.calibration.diagnosis.diagnostics import Signal
from scoring.calibration.diagnosis.residuals import blocks
from scoring.calibration.links.subsets import find_subsets
from scoring.calibration.model.errors import standard_errors
from scoring.calibration.model.fit import SIGNS, Fit, NotFitted
from scoring.calibration.model.fitting import fit_ratings

LEAST_LEFT = 0.5  # of the ratings: beyond that the flagged are the rule, not the exception
ROUNDS, STILL, FARTHEST_STEP = 60, 1e-6, 2.0  # of Newton steps, logits

Bools = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class RobustFit:
    """The fit without the flagged, of the whole design; who was left out; what
    moved: {thresholds: [[before, after], …] centred, sds: {facet: [before, after]}, severities: {key:
    [before, after]} of those left out, largest: the largest move of any other interviewer, in logits}; in
    words.
    """

    fit: Fit
    down_weighted: tuple[str, ...]
    moved: dict[str, Any]
    statement: str


def robust_refit(
    design: Design, fit: Fit, signals: dict[str, Signal], subset_of: dict[str, Ints]
) -> RobustFit | None:
    """The ratings fitted again without the interviewers any signal flags; None where nobody is flagged, or
    where so much is left out that the rest is no answer (`LEAST_LEFT`, or connected subsets fall apart).

    Elements that only the flagged rated, and the flagged themselves, get the mode of their own likelihood and
    prior with everything else held (Newton). Errors are of what the fit rests on: without the flagged, and
    for those measured afterwards of their own ratings. Deterministic.
    """
    interviewers = design.facets.get("interviewer")
    if interviewers is None or not signals:
        return None
    flagged = np.logical_or.reduce([np.asarray(signal.flagged, np.bool_) for signal in signals.values()])
    rows = np.flatnonzero(~flagged[interviewers.codes])
    if not flagged.any() or rows.size < LEAST_LEFT * design.n:
        return None
    try:
        rest = _without(design, rows)
        subsets = {name: subset_of[name][places] for name, places in rest.places.items()}
        if _falls_apart(rest.design, subsets):
            return None
        found = fit_ratings(rest.design)
    except NotFitted:
        return None
    whole = _measured(design, _spread_out(design, rest, found), rest.missing(design))
    whole = replace(whole, errors=_errors(rest, found, subsets, whole))
    keys = tuple(key for key, out in zip(interviewers.keys, flagged.tolist(), strict=True) if out)
    return RobustFit(whole, keys, _moves(design, fit, whole, flagged), _statement(keys))


@dataclass(frozen=True, eq=False)
class _Rest:
    """The design without some rows; `places` says where its elements stand in the whole."""

    design: Design
    places: dict[str, Ints]

    def missing(self, design: Design) -> dict[str, Bools]:
        """The elements of the whole that have no rating left."""
        gone = {name: np.ones(facet.size, dtype=np.bool_) for name, facet in design.facets.items()}
        for name, places in self.places.items():
            gone[name][places] = False
        return gone


def _without(design: Design, rows: Ints) -> _Rest:
    facets, places = {}, {}
    for name, facet in design.facets.items():
        codes = facet.codes[rows]
        used = np.flatnonzero(np.bincount(codes, minlength=facet.size))
        place = np.zeros(facet.size, dtype=np.int32)
        place[used] = np.arange(used.size, dtype=np.int32)
        facets[name] = Facet(name, tuple(facet.keys[at] for at in used.tolist()), place[codes])
        places[name] = used
    day = None if design.day is None else design.day[rows]
    return _Rest(replace(design, facets=facets, groups={}, category=design.category[rows], day=day), places)


def _falls_apart(design: Design, subset_of: dict[str, Ints]) -> bool:
    """Whether elements that could be compared with everybody no longer can with the rest alone."""
    now = find_subsets(design)
    return any(int(now[name].max()) > np.unique(subset_of[name]).size for name in design.facets)


def _errors(rest: _Rest, found: Fit, subset_of: dict[str, Ints], whole: Fit) -> dict[str, Floats]:
    errors = {
        name: 1 / np.sqrt(information + 1 / whole.variances[name])
        for name, information in whole.information.items()
    }
    for name, values in standard_errors(rest.design, found, subset_of).items():
        errors[name][rest.places[name]] = values
    return errors


def _spread_out(design: Design, rest: _Rest, found: Fit) -> Fit:
    """The fit of the rest, with 0 for the elements it does not hold."""
    effects = {name: np.zeros(facet.size) for name, facet in design.facets.items()}
    for name, places in rest.places.items():
        effects[name][places] = found.effects[name]
    return replace(found, effects=effects, information={}, errors={})


def _measured(design: Design, fit: Fit, missing: dict[str, Bools]) -> Fit:
    """Newton steps for the missing elements of all facets at once, each on its own; then the information."""
    effects = {name: values.copy() for name, values in fit.effects.items()}
    fit = replace(fit, effects=effects)
    missing = {name: gone for name, gone in missing.items() if gone.any()}
    for _ in range(ROUNDS):
        slope, information = _sums(design, fit)
        moved = 0.0
        for name, gone in missing.items():
            precision = information[name] + 1 / fit.variances[name]
            step = (SIGNS[name] * slope[name] - effects[name] / fit.variances[name]) / precision
            step = np.where(gone, np.clip(step / len(missing), -FARTHEST_STEP, FARTHEST_STEP), 0.0)
            effects[name] += step
            moved = max(moved, float(np.abs(step).max()))
        if moved <= STILL:
            break
    return replace(fit, information=_sums(design, fit)[1])


def _sums(design: Design, fit: Fit) -> tuple[dict[str, Floats], dict[str, Floats]]:
    slope, information = ({name: np.zeros(f.size) for name, f in design.facets.items()} for _ in range(2))
    for block in blocks(design, fit):
        for name, codes in block.codes.items():
            size = slope[name].size
            slope[name] += np.bincount(codes, weights=block.residual, minlength=size)
            information[name] += np.bincount(codes, weights=block.variance, minlength=size)
    return slope, information


def _moves(design: Design, before: Fit, after: Fit, flagged: Bools) -> dict[str, Any]:
    def centred(fit: Fit) -> Floats:
        return np.asarray(fit.thresholds - fit.thresholds.mean())

    kept = np.flatnonzero(~flagged)
    fits = (before, after)
    effects = [fit.effects["interviewer"] for fit in fits]
    severity = np.stack([values - values[kept].mean() for values in effects], axis=1)
    keys = design.facets["interviewer"].keys
    return {
        "thresholds": np.stack([centred(fit) for fit in fits], axis=1).tolist(),
        "sds": {name: [float(np.sqrt(fit.variances[name])) for fit in fits] for name in design.facets},
        "severities": {keys[at]: severity[at].tolist() for at in np.flatnonzero(flagged).tolist()},
        "largest": float(np.abs(severity[kept, 1] - severity[kept, 0]).max()),
    }


def _statement(keys: tuple[str, ...]) -> str:
    who = f"{len(keys)} interviewer" + ("" if len(keys) == 1 else "s")
    return (
        f"The ratings of {who} with a flagged signal were left out of the fit ({', '.join(keys[:10])}"
        f"{', …' if len(keys) > 10 else ''}); they were measured against the rest afterwards."
    )
