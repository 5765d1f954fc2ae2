"""One run from ratings to result: refuse what allows no answer, fit the rest, say what cannot be compared."""

import time
from dataclasses import replace

import numpy as np

from scoring.calibration.design import Design, Ints, build_design
from scoring.calibration.diagnosis.diagnosing import diagnose
from scoring.calibration.diagnosis.diagnostics import Diagnostics
from scoring.calibration.diagnosis.robust import robust_refit
from scoring.calibration.groups import measure_group
from scoring.calibration.links.connecting import connect
from scoring.calibration.links.meetings import Meetings
from scoring.calibration.links.screening import Screened, distrust, screen
from scoring.calibration.links.subsets import find_subsets, unshared
from scoring.calibration.measures import (
    Fitted,
    Reasons,
    list_subsets,
    measure_facet,
    raw_elements,
    unfitted,
)
from scoring.calibration.model.errors import standard_errors
from scoring.calibration.model.fit import Fit
from scoring.calibration.model.fitting import fit_ratings
from scoring.calibration.ratings import Ratings
from scoring.calibration.result import Elements, Result
from scoring.calibration.settings import Settings
from scoring.calibration.statements import (
    say_apart,
    say_connections,
    say_refused,
    say_too_little,
    say_without_spread,
)


def calibrate(ratings: Ratings | Design, *, settings: Settings | None = None) -> Result:
    """Fits the many-facet rating-scale model and says what may be said; row order does not matter.

    Ratings that allow no fit give a Result with `refused` and raw figures, never an exception, NaN or
    warning. Raises RatingError for a score outside the scale of the settings. About 5 s a million ratings.
    """
    settings = settings or Settings()
    started = time.perf_counter()
    design = ratings if isinstance(ratings, Design) else build_design(ratings, settings)
    screened = screen(design, settings)
    if not design.n:
        return Result(
            settings=settings, n=0, refused=screened.refused, statements=(say_refused(screened.refused),)
        )
    meetings = Meetings(design)
    subset_of = find_subsets(design, meetings)
    fit, refused = _fit(screened, subset_of)
    found = None
    if fit is not None:
        fit, found = _diagnose(screened.design, fit, subset_of, settings)
        found = _on_whole_scale(found, screened.design, design)
    reasons = Reasons(refused, screened.lost, settings.minimum_ratings)
    fitted = None if fit is None else Fitted(screened.design, fit, subset_of)
    elements = _elements(design, fitted, found, reasons, subset_of, settings, meetings)
    result = _assemble(design, screened, elements, fit, found, refused, meetings, settings)
    return replace(result, seconds=time.perf_counter() - started)


def _fit(screened: Screened, subset_of: dict[str, Ints]) -> tuple[Fit | None, str]:
    """The fit with its errors, or why there is none."""
    if screened.refused:
        return None, screened.refused
    if all(int(subset_of[name].max()) == subset_of[name].size for name in screened.design.facets):
        return None, "nothing in the ratings links any two people, questions or criteria with each other"
    fit = fit_ratings(screened.design)
    refused = distrust(screened.design, fit)
    if refused:
        return None, refused
    return replace(fit, errors=standard_errors(screened.design, fit, subset_of)), ""


def _diagnose(
    design: Design, fit: Fit, subset_of: dict[str, Ints], settings: Settings
) -> tuple[Fit, Diagnostics]:
    """The diagnostics, and the fit they belong to: where a robust one is asked for and called for, that."""
    comparable = _comparable(subset_of)
    found = diagnose(design, fit, comparable, settings)
    robust = robust_refit(design, fit, found.signals, subset_of) if settings.robust else None
    if robust is None:
        return fit, found
    again = diagnose(design, robust.fit, comparable, settings)
    said = (robust.statement, *again.statements)
    return robust.fit, replace(again, down_weighted=robust.down_weighted, statements=said)


def _assemble(
    design: Design,
    screened: Screened,
    elements: dict[str, Elements],
    fit: Fit | None,
    diagnostics: Diagnostics | None,
    refused: str,
    meetings: Meetings,
    settings: Settings,
) -> Result:
    judges = elements.get("interviewer")
    result = Result(
        settings=settings,
        n=design.n,
        refused=refused,
        statements=(),
        elements=elements,
        subsets=tuple(subset for name in design.facets for subset in list_subsets(elements[name])),
        connections=() if judges is None else connect(design, judges.subset, meetings),
        points=tuple(int(point) for point in screened.design.scale),
        diagnostics=diagnostics,
    )
    said = _statements(result, design, screened, meetings)
    if fit is None:
        return replace(result, statements=said)
    return replace(
        result,
        statements=(*said, *say_without_spread(fit.variances)),
        thresholds=tuple((fit.thresholds - fit.thresholds.mean()).tolist()),
        variance=fit.variances,
        fit=fit,
        iterations=fit.iterations,
    )


def _comparable(subset_of: dict[str, Ints]) -> dict[str, Ints]:
    """The subsets, 0 for an element that is alone in its own."""
    return {name: np.where(np.bincount(subset)[subset] > 1, subset, 0) for name, subset in subset_of.items()}


def _elements(
    design: Design,
    fitted: Fitted | None,
    diagnostics: Diagnostics | None,
    reasons: Reasons,
    subset_of: dict[str, Ints],
    settings: Settings,
    meetings: Meetings,
) -> dict[str, Elements]:
    found = {}
    for name in design.facets:
        raw = raw_elements(design, name, subset_of[name], meetings)
        if fitted is None or name in reasons.lost:
            found[name] = unfitted(raw, reasons)
        else:
            measured = measure_facet(raw, fitted, reasons, settings)
            found[name] = _with_fit(measured, diagnostics)
    for name, group in design.groups.items():
        raw = raw_elements(design, name, np.zeros(group.size, dtype=np.int64), meetings)
        found[name] = measure_group(design, raw, fitted, reasons, settings)
    return found


def _with_fit(elements: Elements, diagnostics: Diagnostics | None) -> Elements:
    """With infit and outfit, and the error as large as the misfit says."""
    statistics = None if diagnostics is None else diagnostics.fit.get(elements.facet)
    if statistics is None:
        return elements
    shown = elements.enough
    infit = np.where(shown, statistics.infit, np.nan)
    worse = np.sqrt(np.fmax(infit, 1.0))
    return replace(
        elements,
        infit=infit,
        outfit=np.where(shown, statistics.outfit, np.nan),
        real_se=elements.logit_se * worse,
    )


def _on_whole_scale(found: Diagnostics, fitted: Design, whole: Design) -> Diagnostics:
    """Counts by point with the points that nobody used, and scores as they were given."""
    if fitted.steps == whole.steps:
        return found
    scale, steps = fitted.scale, np.arange(fitted.steps + 1)
    place = (scale - whole.lowest).astype(np.int64)
    use = {}
    for name, counts in found.use.items():
        use[name] = np.zeros((len(counts), whole.steps + 1), dtype=np.int64)
        use[name][:, place] = counts
    categories = [row | {"point": int(scale[number])} for number, row in enumerate(found.categories)]
    unexpected = [
        row
        | {
            "score": int(scale[row["score"] - fitted.lowest]),
            "expected": float(np.interp(row["expected"] - fitted.lowest, steps, scale)),
        }
        for row in found.unexpected
    ]
    return replace(found, use=use, categories=categories, unexpected=unexpected)


def _statements(result: Result, design: Design, screened: Screened, meetings: Meetings) -> tuple[str, ...]:
    said = [say_refused(result.refused)] if result.refused else list(screened.statements)
    apart = unshared(design, meetings)
    said += say_apart(result.subsets, apart)
    said += say_connections(result.connections, "question" not in apart.get("interviewer", ()))
    said += result.diagnostics.statements if result.diagnostics else ()
    said += say_too_little(result.elements, result.settings.minimum_ratings)
    return tuple(said)
