"""All coefficients of agreement of one table of values, each with a value or the reason there is none.

Keys of `agreement_of`: units, raters, values, repeated (values that repeat a rater on a unit), level;
percent_agreement (mean over units of the share of agreeing pairs), exact and within_one (shares of all
pairs); alpha; icc {k, remark, icc1_1, icc2_1, icc3_1, icc1_k, icc2_k, icc3_k}; kappa {unweighted, linear,
quadratic} and fleiss, both with se_if_none (the error if there were no agreement beyond chance); gwet {ac1,
ac2, weights, by_weights {ordinal, linear, quadratic}}; within_group {points, mean, median}; generalisability
{variance {unit, rater, residual}, reml, k, q, g, decision_study [{raters, g, phi}], statements}; refused
{name: reason}. A coefficient is {value, se, lower, upper, units, refused}, its interval one of 95 %.
"""

from dataclasses import replace
from typing import Any

import numpy as np

from scoring.calibration.coefficients.alpha import alpha
from scoring.calibration.coefficients.chance_corrected import observed_agreement
from scoring.calibration.coefficients.generalisability import g_of_panels, panels, study
from scoring.calibration.coefficients.gwet import ac1, ac2
from scoring.calibration.coefficients.intraclass import FORMS, icc
from scoring.calibration.coefficients.kappa import cohen, fleiss
from scoring.calibration.coefficients.rating_table import LEVELS, MOST_CATEGORIES, RatingTable
from scoring.calibration.coefficients.within_group import within_group
from scoring.calibration.crossed.linear import fit_crossed
from scoring.calibration.design import Facet

# The weights that go with a level: ranks at the ordinal level, distances above it.
USUAL_WEIGHTS = {"nominal": "ordinal", "ordinal": "ordinal", "interval": "quadratic", "ratio": "quadratic"}
SHARES = ("percent_agreement", "exact", "within_one")
RATERS = (1, 2, 3, 4, 5, 6, 8, 10)  # of the decision study


def agreement_of(table: RatingTable, level: str) -> dict[str, Any]:
    """Everything that may be said of the table at that level of measurement; see the module for the keys.

    Plain values, fit for json.dumps; never NaN, never a warning. ValueError for an unknown level.
    """
    if level not in LEVELS:
        raise ValueError(f"level must be one of {', '.join(LEVELS)}, not {level!r}")
    if level == "nominal":
        # Values at the nominal level are names, even where the names are numbers.
        table = replace(table, points=None)
    found: dict[str, Any] = {
        "alpha": alpha(table, level).as_json(),
        "icc": _icc(table),
        "kappa": _kappa(table),
        "fleiss": fleiss(table).as_json(),
        "gwet": _gwet(table, USUAL_WEIGHTS[level]),
        "within_group": _within_group(table),
        "generalisability": _generalisability(table),
    }
    return {
        "units": table.units,
        "raters": table.raters,
        "values": table.n,
        "repeated": table.twice,
        "level": level,
        **_shares(table),
        **found,
        "refused": _no_shares(table) | dict(_reasons("", found)),
    }


def _no_shares(table: RatingTable) -> dict[str, str]:
    """Why there is no plain agreement: nothing where there is."""
    if len(table.labels) > MOST_CATEGORIES:
        reason = f"more than {MOST_CATEGORIES} different values: these are not categories"
    elif table.n == table.units:
        reason = "no unit has two values: there is nothing to compare"
    else:
        return {"within_one": "labels have no distance"} if table.points is None else {}
    return dict.fromkeys(SHARES, reason)


def _shares(table: RatingTable) -> dict[str, float | None]:
    """Agreement without any correction; None where there is no pair, or no distance."""
    if "exact" in _no_shares(table):
        return dict.fromkeys(SHARES)
    counts = table.counts
    agreement, sizes = observed_agreement(counts, np.eye(len(table.labels)))
    pairs = sizes * (sizes - 1)
    near = None
    if table.points is not None:
        beside = (np.abs(table.points[:, None] - table.points) <= 1).astype(np.float64)
        near = float(observed_agreement(counts, beside)[0] @ pairs / pairs.sum())
    values = (float(agreement[sizes >= 2].mean()), float(agreement @ pairs / pairs.sum()), near)
    return dict(zip(SHARES, values, strict=True))


def _icc(table: RatingTable) -> dict[str, Any]:
    found = icc(table)
    forms = {name: {"name": FORMS[name], **form.as_json()} for name, form in found.forms.items()}
    return {"k": found.k, "remark": found.remark, **forms}


def _kappa(table: RatingTable) -> dict[str, Any]:
    names = {"unweighted": "identity", "linear": "linear", "quadratic": "quadratic"}
    return {name: cohen(table, weights).as_json() for name, weights in names.items()}


def _gwet(table: RatingTable, weights: str) -> dict[str, Any]:
    by_weights = {name: ac2(table, name).as_json() for name in ("ordinal", "linear", "quadratic")}
    return {
        "ac1": ac1(table).as_json(),
        "ac2": by_weights[weights],
        "weights": weights,
        "by_weights": by_weights,
    }


def _within_group(table: RatingTable) -> dict[str, Any]:
    found = within_group(table)
    return {"points": found.points, "mean": found.mean, "median": found.median, "refused": found.refused}


def _generalisability(table: RatingTable) -> dict[str, Any]:
    empty: dict[str, Any] = dict.fromkeys(("variance", "reml", "k", "q", "g"))
    empty |= {"decision_study": [], "statements": []}
    if table.points is None:
        return {**empty, "refused": "the values are labels, not numbers: there is no variance"}
    facets = {
        "unit": Facet("unit", tuple(map(str, range(table.units))), table.unit.astype(np.int32)),
        "rater": Facet("rater", tuple(map(str, range(table.raters))), table.rater.astype(np.int32)),
    }
    fit = fit_crossed(facets, table.values)
    if fit.refused or "unit" not in fit.variance:
        return {**empty, "refused": fit.refused or " ".join(fit.statements)}
    overlap = panels(table.unit, table.rater)
    parts = {"unit": fit.variance["unit"], "unit*rater": fit.variance["residual"]}
    parts["rater"] = fit.variance.get("rater", 0.0)
    studies = [study(parts, "unit", {"rater": number}) for number in RATERS]
    return {
        "variance": fit.variance,
        "reml": fit.reml,
        "k": overlap.k,
        "q": overlap.q,
        "g": g_of_panels(fit.variance, "unit", "rater", overlap),
        "decision_study": [
            {"raters": number, "g": one.g, "phi": one.phi}
            for number, one in zip(RATERS, studies, strict=True)
        ],
        "statements": list(fit.statements),
        "refused": "",
    }


def _reasons(name: str, found: dict[str, Any]) -> list[tuple[str, str]]:
    """Every refusal by its place, such as icc.icc2_1."""
    reasons = []
    for key, value in found.items():
        place = f"{name}.{key}" if name else key
        if isinstance(value, dict):
            reasons += _reasons(place, value)
        elif key == "refused" and value:
            reasons.append((name, value))
    return reasons
