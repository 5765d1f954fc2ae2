"""What of the ratings can be fitted at all: facets left out, points nobody used, and reasons to refuse."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from scoring.calibration.design import Design, Facet, Floats, Ints
from scoring.calibration.model.fit import Fit
from scoring.calibration.result import PLURALS
from scoring.calibration.settings import Settings
from scoring.calibration.statements import joined

# Variance of a rating given who and what was rated, in squared points. Below this the scores follow from
# the facets and no difference between two elements has an end.
CERTAIN = 0.003
MOST_VARIANCE = 24.0  # squared logits; the search for variances ends a little above


@dataclass(frozen=True)
class Screened:
    """What is fitted (`design`: some facets, points that were used), or why nothing is (`refused`).

    `lost` says of each facet left out why its elements get no figures.
    """

    design: Design
    lost: dict[str, str]
    statements: tuple[str, ...]
    refused: str = ""


def screen(design: Design, settings: Settings) -> Screened:
    """Decides what is fitted. Any design is taken, one without ratings too."""
    if not design.n:
        return Screened(design, {}, (), "there are no ratings")
    lost, said = _left_out(design)
    kept = {name: facet for name, facet in design.facets.items() if name not in lost}
    fitted, about_points = _recount(replace(design, facets=kept))
    refused = _refusal(fitted, design, settings)
    return Screened(fitted, lost, () if refused else (*said, *about_points), refused)


def use_of(design: Design, facet: Facet) -> Ints:
    """Ratings by element and category."""
    width = design.steps + 1
    place = facet.codes.astype(np.int64) * width + design.category
    return np.bincount(place, minlength=facet.size * width).reshape(facet.size, width)


def _left_out(design: Design) -> tuple[dict[str, str], list[str]]:
    """Why each facet that cannot be told from others is left out, and the same in sentences."""
    lost: dict[str, str] = {}
    said: list[str] = []
    for name, facet in design.facets.items():
        if name == "candidate":
            continue
        plural = PLURALS[name]
        twin = _twin(design, name, lost)
        if facet.size == 1:
            lost[name] = f"there is only one {name}"
            said.append(f"There is only one {name}, so nothing is adjusted for differences between {plural}.")
        elif facet.size == design.n:
            lost[name] = f"every rating has a {name} of its own"
            said.append(f"Every rating has a {name} of its own, so nothing can be said of {plural}.")
        elif twin:
            lost[name] = f"the {plural} divide the ratings exactly as the {PLURALS[twin]} do"
            said.append(
                f"The {plural} divide the ratings exactly as the {PLURALS[twin]} do, so the two cannot be "
                f"told apart: only {PLURALS[twin]} are fitted, and their figures hold both."
            )
    return lost, said


def _twin(design: Design, name: str, lost: Mapping[str, str]) -> str:
    """An earlier facet that divides the ratings in the same way; empty: none."""
    facet = design.facets[name]
    for other, earlier in design.facets.items():
        if other == name:
            return ""
        if other not in lost and earlier.size == facet.size and _same(facet, earlier):
            return other
    return ""


def _same(facet: Facet, other: Facet) -> bool:
    partner = np.zeros(facet.size, dtype=np.int64)
    partner[facet.codes] = other.codes
    return bool((partner[facet.codes] == other.codes).all())


def _recount(design: Design) -> tuple[Design, list[str]]:
    """The design with the points that were used only, following on each other, and what to say of it.

    As FACETS does unless told to keep them: a step to or from a point nobody used cannot be estimated.
    """
    used = np.bincount(design.category, minlength=design.steps + 1) > 0
    if used.all():
        return design, []
    points = design.scale.astype(np.int64)
    place = (np.cumsum(used) - 1).astype(np.int8)
    kept, unused = points[used].tolist(), [str(point) for point in points[~used].tolist()]
    recounted = replace(
        design,
        category=place[design.category],
        lowest=kept[0],
        steps=len(kept) - 1,
        points=tuple(kept) if kept[-1] - kept[0] >= len(kept) else (),
    )
    return recounted, [
        f"Nobody gave {joined(unused, 'or')}: the steps are those between the points that were used "
        f"({joined([str(point) for point in kept], 'and')}), and nothing is said of the others."
    ]


def _refusal(fitted: Design, whole: Design, settings: Settings) -> str:
    """Why these ratings allow no fit; empty where they do."""
    if not fitted.steps:
        return f"every rating is {fitted.lowest}, so nothing tells people or questions apart"
    if fitted.facets["candidate"].size == 1:
        return (
            "all ratings are of one candidate, so severity cannot be told from that candidate's performance"
        )
    if fitted.facets["candidate"].size == fitted.n:
        return "every candidate has one rating only, so candidates cannot be told from chance"
    if len(fitted.facets) == 1:
        others = joined([name for name in whole.facets if name != "candidate"], "and")
        return f"there is nothing to adjust for: {others} tell no two ratings of a candidate apart"
    unknown = sum(facet.size - 1 for facet in fitted.facets.values()) + fitted.steps
    needed = unknown + settings.minimum_ratings
    if fitted.n < needed:
        return f"too little data: {fitted.n} ratings for {unknown} unknowns, at least {needed} are needed"
    for name, facet in fitted.facets.items():
        if ((use_of(fitted, facet) > 0).sum(axis=1) == 1).all():
            return f"the ratings of each {name} are all the same, which leaves no error to go by"
    return ""


def distrust(design: Design, fit: Fit) -> str:
    """Why the estimates may not be shown; empty where they may."""
    everything: list[Floats] = [*fit.effects.values(), fit.thresholds, np.array([*fit.variances.values()])]
    restless = f"the search for the estimates did not come to rest in {fit.iterations} rounds"
    if not all(np.isfinite(values).all() for values in everything):
        return restless
    endless = any(variance >= MOST_VARIANCE for variance in fit.variances.values())
    if endless or float(fit.information["candidate"].sum()) < CERTAIN * design.n:
        return "the scores follow almost exactly from who and what was rated, which leaves no error to go by"
    return "" if fit.converged else restless
