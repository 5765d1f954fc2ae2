"""From a fit to what may be said of each element."""

import numpy as np
from numpy.typing import NDArray

from scoring.calibration.design import Design, Facet, Floats, Ints
from scoring.calibration.fit import Fit
from scoring.calibration.moments import moments
from scoring.calibration.result import Elements
from scoring.calibration.settings import Settings
from scoring.calibration.statements import too_little


def distinct(facet: Facet, other: Facet | None) -> Ints:
    """How many elements of the other facet each element met; 0 where there is no such facet."""
    if other is None:
        return np.zeros(facet.size, dtype=np.int64)
    pairs = np.unique(facet.codes.astype(np.int64) * other.size + other.codes)
    return np.bincount(pairs // other.size, minlength=facet.size)


def spreads(facet: Facet, score: Floats) -> Floats:
    """The standard deviation (n - 1) of each element's raw scores; NaN where there is one rating only."""
    deviations = score - facet.means(score)[facet.codes]
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(
            np.sqrt(facet.sums(deviations**2) / np.where(facet.counts > 1, facet.counts - 1, np.nan))
        )


def measure_facet(design: Design, name: str, fit: Fit | None, subset: Ints, settings: Settings) -> Elements:
    """The measures of one facet; raw figures alone where there is no fit."""
    facet = (design.facets | design.groups)[name]
    enough = facet.counts >= settings.minimum_ratings
    nothing = np.full(facet.size, np.nan)
    logit = error = severity = low = high = fair = effect = information = nothing
    if fit is not None and name in fit.effects:
        effect, information = fit.effects[name], fit.information[name]
        mean = np.bincount(subset, weights=effect)[subset] / np.bincount(subset)[subset]
        middle = float(fit.thresholds.mean())
        logit = effect - middle if name == "candidate" else effect - mean
        error = fit.errors[name]
        sign = 1.0 if name == "candidate" else -1.0
        centre = 0.0 if name == "candidate" else -mean
        at = [
            _points(sign * (effect + step) + 0 * centre, fit, settings)
            for step in (0, -settings.z * error, settings.z * error)
        ]
        fair = at[0]
        if name == "candidate":
            low, high = at[1], at[2]
        else:
            neutral = _points(-mean, fit, settings)
            severity, low, high = neutral - at[0], neutral - at[1], neutral - at[2]

    def kept(values: Floats) -> Floats:
        return np.where(enough, values, np.nan)

    notes = {
        int(place): too_little(int(facet.counts[place]), settings.minimum_ratings)
        for place in np.flatnonzero(~enough)
    }
    return Elements(
        facet=name,
        keys=facet.keys,
        n=facet.counts.astype(np.int64),
        candidates=distinct(facet, design.facets["candidate"]),
        interviewers=distinct(facet, design.facets.get("interviewer")),
        mean=facet.means(design.score),
        spread=spreads(facet, design.score),
        logit=kept(logit),
        logit_se=kept(error),
        severity=kept(severity),
        low=kept(low),
        high=kept(high),
        fair=kept(fair),
        infit=nothing,
        outfit=nothing,
        effect=effect,
        information=information,
        enough=enough if fit is not None else np.zeros(facet.size, dtype=np.bool_),
        subset=subset,
        notes=notes,
    )


def _points(location: Floats | NDArray[np.float64], fit: Fit, settings: Settings) -> Floats:
    return moments(np.asarray(location), fit.thresholds).expected + settings.lowest
