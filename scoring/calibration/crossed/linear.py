"""The linear crossed model on ratings: how much of the scores each facet explains, in points of the scale.

The model, its criterion and its sources stand in reml.py. Positive effects mean higher scores: an
interviewer's is leniency, a question's is ease.
"""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

import numpy as np

from scoring.calibration.coefficients.rating_table import distinct
from scoring.calibration.crossed.counts import Floats
from scoring.calibration.crossed.effects import Effects, predict_effects
from scoring.calibration.crossed.reml import RemlFit, fit_reml
from scoring.calibration.design import Design, Facet
from scoring.calibration.settings import Settings

# Elements beyond the largest facet: the equations left are dense, 8 bytes times the square of this.
MOST_ELEMENTS = 12_000


@dataclass(frozen=True, eq=False)
class LinearResult:
    """A fit of the linear model, or the reason there is none (`refused`).

    `variance` holds each facet fitted and "residual"; `reml` is -2 log restricted likelihood with its
    constants, as lme4 prints it. `blups` are the predicted effects in order of `keys`.
    """

    n: int
    refused: str = ""
    statements: tuple[str, ...] = ()
    mean: float | None = None
    variance: dict[str, float] = field(default_factory=dict)
    reml: float | None = None
    keys: dict[str, tuple[str, ...]] = field(default_factory=dict)
    blups: dict[str, Effects] = field(default_factory=dict)
    iterations: int = 0
    converged: bool = False
    seconds: float = 0.0


def fit_linear(design: Design, settings: Settings, *, facets: Sequence[str] = ()) -> LinearResult:
    """Fits score = mean + facets + error by REML; all facets of the design, or those named.

    `settings` is taken so that every model is called alike; this one needs nothing of it, not even a scale.
    A facet that cannot be told from the error or from another is left out and named in `statements`. Never
    raises for data, never gives a NaN: what cannot be fitted is `refused` in words.
    """
    return fit_crossed({name: design.facets[name] for name in facets or design.facets}, design.score)


def fit_crossed(facets: Mapping[str, Facet], values: Floats) -> LinearResult:
    """The same for any facets and any numbers, one a row: the model needs no scale."""
    started = time.perf_counter()
    fitted, left_out = choose_facets(facets, values.size)
    refused = refusal(fitted, values)
    if refused:
        return LinearResult(values.size, refused, left_out)
    fit = fit_reml({name: facet.codes for name, facet in fitted.items()}, values)
    if fit.exact:
        reason = "the facets reproduce every score exactly, so there is no error to measure anything against"
        return LinearResult(values.size, reason, left_out, iterations=fit.iterations)
    return LinearResult(
        n=values.size,
        statements=(*left_out, *_remarks(fit)),
        mean=fit.mean,
        variance={name: fit.variances[name] for name in fitted} | {"residual": fit.error_variance},
        reml=fit.criterion,
        keys={name: facet.keys for name, facet in fitted.items()},
        blups=predict_effects(fit),
        iterations=fit.iterations,
        converged=fit.converged,
        seconds=time.perf_counter() - started,
    )


def choose_facets(facets: Mapping[str, Facet], n: int) -> tuple[dict[str, Facet], tuple[str, ...]]:
    """The facets whose variance the ratings can show, and a sentence for each of the others."""
    fitted: dict[str, Facet] = dict(facets)
    statements = []
    for name, facet in facets.items():
        if facet.size < 2:
            statements.append(f"All ratings have the same {name}: its variance was left out.")
            del fitted[name]
        elif facet.size == n:
            statements.append(f"Every rating has a {name} of its own: its variance is part of the error's.")
            del fitted[name]
    for first, second in combinations(list(fitted), 2):
        if first in fitted and second in fitted and _same(fitted[first], fitted[second]):
            statements.append(f"Each {second} belongs to one {first} and the other way round: {first} alone.")
            del fitted[second]
    return fitted, tuple(statements)


def refusal(fitted: Mapping[str, Facet], values: Floats) -> str:
    """Why these facets allow no fit; empty where they do."""
    if values.size == 0:
        return "there are no ratings"
    if float(values.min()) == float(values.max()):
        return "all scores are equal: there is no variance to divide"
    if not fitted:
        return "no facet has two elements or more that share ratings"
    elements = sum(facet.size for facet in fitted.values()) - max(facet.size for facet in fitted.values())
    if elements > MOST_ELEMENTS:
        return f"beside the largest facet there are {elements} elements; exact REML takes {MOST_ELEMENTS}"
    return ""


def _same(first: Facet, second: Facet) -> bool:
    """Whether two facets divide the ratings in the same way."""
    if first.size != second.size:
        return False
    pairs = first.codes.astype(np.int64) * second.size + second.codes
    return distinct(pairs).size == first.size


def _remarks(fit: RemlFit) -> list[str]:
    remarks = [
        f"No spread was found among {name}s: that variance is 0."
        for name, variance in fit.variances.items()
        if variance == 0
    ]
    if not fit.converged:
        remarks.append("The fit stopped before it was certain of the variances: take them as approximate.")
    return remarks


def as_json(result: LinearResult) -> dict[str, Any]:
    """Plain values only, fit for json.dumps; blups {facet: [{id, value, se, conditional_sd}]}."""
    return {
        "model": "linear",
        "n": result.n,
        "refused": result.refused,
        "statements": list(result.statements),
        "mean": result.mean,
        "variance": result.variance,
        "reml": result.reml,
        "blups": {name: _listed(result.keys[name], effects) for name, effects in result.blups.items()},
        "iterations": result.iterations,
        "converged": result.converged,
        "seconds": round(result.seconds, 4),
    }


def _listed(keys: tuple[str, ...], effects: Effects) -> list[dict[str, Any]]:
    columns = (effects.value.tolist(), effects.se.tolist(), effects.conditional_sd.tolist())
    return [
        {"id": key, "value": value, "se": se, "conditional_sd": given}
        for key, value, se, given in zip(keys, *columns, strict=True)
    ]
