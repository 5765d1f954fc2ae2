"""One run from ratings to result: refuse what allows no answer, fit the rest, say what cannot be compared."""

from dataclasses import replace

import numpy as np

from scoring.calibration.design import Design, build_design
from scoring.calibration.groups import measure_group
from scoring.calibration.measures import Reasons, adjust, list_subsets, measure_facet
from scoring.calibration.ratings import FACETS, Ratings
from scoring.calibration.reml import Fit, fit_reml
from scoring.calibration.result import Result
from scoring.calibration.settings import Settings
from scoring.calibration.statements import say_apart, say_confounded, say_too_little, say_without_spread
from scoring.calibration.subsets import (
    FixedFit,
    Partition,
    find_confounded,
    find_partitions,
    fit_fixed,
    order_of,
)

# Interviewers, questions and criteria together: beyond this a dense solve takes minutes and gigabytes.
LARGEST = 2000


def calibrate(ratings: Ratings, *, settings: Settings | None = None) -> Result:
    """Fits the crossed additive model and says what may be said; the order of the rows does not matter.

    Ratings that allow no fit give a Result with `refused` and raw figures, never an exception, NaN or
    warning. Raises RatingError for a score outside the scale of the settings. The additive model takes the
    steps of the scale as equal and every judgement as independent given the four facets: halo within an
    interview makes its intervals too narrow.
    """
    settings = settings or Settings()
    ratings.check_scale(settings)
    if not len(ratings):
        refused = "there are no ratings"
        return Result(settings=settings, n=0, refused=refused, statements=(_refusal(refused),))
    design = build_design(ratings)
    refused = _too_large(design)
    whole = None if refused else fit_fixed(design, FACETS)
    partitions = find_partitions(design, whole)
    kept, lost = find_confounded(design)
    if whole:
        refused = _degenerate(design, whole, settings)
    fit = None if refused else fit_reml(design, kept)
    if fit and not fit.converged:
        refused, fit = "the search for the variances did not converge on these ratings", None
    result = _assemble(design, partitions, fit, Reasons(refused, lost), settings)
    return replace(result, statements=_statements(result, design, partitions, fit, lost))


def _too_large(design: Design) -> str:
    order = order_of(design)
    if order <= LARGEST:
        return ""
    return (
        f"{order} interviewers, questions and criteria (or candidates, where those are fewer) are more "
        f"than the {LARGEST} this model takes"
    )


def _degenerate(design: Design, whole: FixedFit, settings: Settings) -> str:
    """Why these ratings allow no fit; empty where they do."""
    used = np.unique(design.score)
    if used.size == 1:
        return f"every rating is {int(used[0])}, so nothing tells people or questions apart"
    if design.facets["candidate"].size == 1:
        return (
            "all ratings are of one candidate, so severity cannot be told from that candidate's performance"
        )
    spare = design.n - whole.rank
    if spare < settings.minimum_ratings:
        return (
            f"too little data: {design.n} ratings for {whole.rank} unknowns, at least "
            f"{whole.rank + settings.minimum_ratings} are needed"
        )
    if whole.residual < 1e-9 * whole.squares:
        return (
            "the scores follow exactly from who and what was rated, which leaves no error to measure against"
        )
    return ""


def _assemble(
    design: Design, partitions: dict[str, Partition], fit: Fit | None, reasons: Reasons, settings: Settings
) -> Result:
    measures = {}
    for name, partition in partitions.items():
        fitted = fit is not None and name in fit.variances
        adjusted = adjust(design, fit, partition) if fit and fitted else None
        measures[name] = measure_facet(design, partition, adjusted, reasons, settings)
    for name, group in design.groups.items():
        measures[name] = measure_group(design, group, partitions["question"], fit, reasons.refused, settings)
    result = Result(
        settings=settings,
        n=design.n,
        refused=reasons.refused,
        statements=(),
        measures=measures,
        subsets=tuple(
            subset for partition in partitions.values() for subset in list_subsets(design, partition)
        ),
        mean=float(design.score.mean()),
    )
    if fit is None:
        return result
    return replace(
        result,
        variance=_name_variances(fit, reasons),
        reml=fit.solution.deviance,
        converged=fit.converged,
        iterations=fit.iterations,
    )


def _name_variances(fit: Fit, reasons: Reasons) -> dict[str, float]:
    named = {}
    for name in FACETS:
        if name in fit.variances:
            shared = [other for other, partners in reasons.lost.items() if name in partners]
            named[" and ".join([name, *shared])] = fit.variances[name]
    return named | {"error": fit.error_variance}


def _statements(
    result: Result,
    design: Design,
    partitions: dict[str, Partition],
    fit: Fit | None,
    lost: dict[str, tuple[str, ...]],
) -> tuple[str, ...]:
    sizes = {name: facet.size for name, facet in design.facets.items()}
    said = [_refusal(result.refused)] if result.refused else say_confounded(sizes, lost)
    said += say_apart(partitions.values(), result.subsets)
    said += say_without_spread(fit.without_spread if fit else ())
    said += say_too_little(result.measures, result.settings.minimum_ratings)
    return tuple(said)


def _refusal(reason: str) -> str:
    return f"Nothing was adjusted: {reason}."
