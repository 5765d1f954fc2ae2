"""From a fit to what may be said of each element."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from scoring.calibration.design import Design, Facet, Floats, Ints
from scoring.calibration.links.meetings import Meetings
from scoring.calibration.links.screening import use_of
from scoring.calibration.model.fit import SIGNS, Fit
from scoring.calibration.model.moments import probabilities
from scoring.calibration.result import Elements, Subset
from scoring.calibration.settings import Settings
from scoring.calibration.statements import too_little

AT_ONCE = 1 << 16


@dataclass(frozen=True, eq=False)
class Scales:
    """How logits become points of the scale under one fit."""

    thresholds: Floats
    points: Floats

    def expected(self, location: Floats) -> Floats:
        """The score expected there."""
        parts = [
            probabilities(location[start : start + AT_ONCE], self.thresholds) @ self.points
            for start in range(0, location.size, AT_ONCE)
        ]
        return np.concatenate([np.empty(0), *parts])


@dataclass(frozen=True, eq=False)
class Fitted:
    """A fit with the design it belongs to and the subsets within which it may be read."""

    design: Design
    fit: Fit
    subset_of: Mapping[str, Ints]

    @property
    def scales(self) -> Scales:
        """Logits to points."""
        return Scales(self.fit.thresholds, self.design.scale)

    def mean_of(self, name: str) -> Floats:
        """By element: the mean effect of its subset."""
        place = self.subset_of[name] - 1
        return np.asarray((np.bincount(place, self.fit.effects[name]) / np.bincount(place))[place])

    def others_at(self, name: str) -> float:
        """Where a rating stands when every other facet is at its mean.

        The mean of all, linked or not: within a subset that is a constant, and across subsets nothing is
        compared.
        """
        effects = self.fit.effects
        return sum(SIGNS[other] * float(effects[other].mean()) for other in effects if other != name)


def raw_elements(design: Design, name: str, subset: Ints, meetings: Meetings) -> Elements:
    """Raw figures alone: n, whom they met, mean, spread."""
    facet = (design.facets | design.groups)[name]
    use = use_of(design, facet).astype(np.float64)
    n = use.sum(axis=1)
    mean = use @ design.scale / n
    squares = use @ design.scale**2 - n * mean**2
    nothing = np.full(facet.size, np.nan)
    return Elements(
        facet=name,
        keys=facet.keys,
        n=n.astype(np.int64),
        candidates=meetings.distinct(name, "candidate") if name != "candidate" else _ones(facet),
        interviewers=meetings.distinct(name, "interviewer") if name != "interviewer" else _ones(facet),
        mean=mean,
        spread=np.where(n > 1, np.sqrt(np.maximum(squares, 0) / np.maximum(n - 1, 1)), np.nan),
        logit=nothing,
        logit_se=nothing,
        real_se=nothing,
        severity=nothing,
        low=nothing,
        high=nothing,
        fair=nothing,
        infit=nothing,
        outfit=nothing,
        effect=nothing,
        information=nothing,
        enough=np.zeros(facet.size, dtype=np.bool_),
        subset=subset,
    )


def _ones(facet: Facet) -> Ints:
    return np.ones(facet.size, dtype=np.int64)


def measure_facet(raw: Elements, fitted: Fitted, reasons: "Reasons", settings: Settings) -> Elements:
    """The measures of one fitted facet: figures only where there is no reason against them.

    Contrasts with the mean of the subset, in logits (a candidate: the place on the ruler); in points, the
    expected score there, every other facet at its mean. Intervals are the logits' ends, transformed.
    """
    name, fit = raw.facet, fitted.fit
    notes = reasons.for_elements(raw, fitted)
    figures = _candidate(fitted, settings) if name == "candidate" else _other(name, fitted, settings)
    shown = raw.showing(figures, notes)
    return replace(
        shown,
        effect=fit.effects[name],
        information=fit.information[name],
        notes=notes | _remarks(shown, fitted.design),
    )


def _candidate(fitted: Fitted, settings: Settings) -> dict[str, Floats]:
    at = fitted.fit.effects["candidate"] + fitted.others_at("candidate")
    error = fitted.fit.errors["candidate"]
    fair, low, high = (fitted.scales.expected(at + step * settings.z * error) for step in (0, -1, 1))
    logit = at - fitted.fit.thresholds.mean()
    return {"logit": logit, "logit_se": error, "fair": fair, "low": low, "high": high}


def _other(name: str, fitted: Fitted, settings: Settings) -> dict[str, Floats]:
    error, mean = fitted.fit.errors[name], fitted.mean_of(name)
    logit = fitted.fit.effects[name] - mean
    neutral = fitted.others_at(name) - mean
    usual = fitted.scales.expected(neutral)
    fair, low, high = (
        fitted.scales.expected(neutral - logit - step * settings.z * error) for step in (0, -1, 1)
    )
    return {
        "logit": logit,
        "logit_se": error,
        "severity": usual - fair,
        "low": usual - low,
        "high": usual - high,
        "fair": fair,
    }


def _remarks(shown: Elements, design: Design) -> dict[int, str]:
    """What must be known of figures that are shown."""
    count = int(shown.subset.max(initial=1))
    said: dict[int, str] = {}
    if count > 1:
        words = [f"compared within subset {number} of {count} only" for number in range(count + 1)]
        places = np.flatnonzero(shown.enough)
        said = {
            place: words[number]
            for place, number in zip(places.tolist(), shown.subset[places].tolist(), strict=True)
        }
    use = use_of(design, design.facets[shown.facet])
    for category, words_of in ((0, "lowest"), (-1, "highest")):
        extreme = (use[:, category] == shown.n) & shown.enough
        for place in np.flatnonzero(extreme).tolist():
            remark = f"every rating is the {words_of}: how far beyond, nobody can say"
            said[place] = f"{remark}; {said[place]}" if place in said else remark
    return said


@dataclass(frozen=True)
class Reasons:
    """Why elements have no adjusted figure: of the whole run (`refused`), of whole facets (`lost`)."""

    refused: str
    lost: Mapping[str, str]
    minimum: int

    def for_elements(self, raw: Elements, fitted: Fitted | None) -> dict[int, str]:
        """By place, the first reason that holds; only those that have one."""
        name, n = raw.facet, raw.n
        found: dict[int, str] = {}
        if self.refused or name in self.lost:
            why = f"not estimated: {self.refused or self.lost[name]}"
            found = dict.fromkeys(range(len(raw)), why)
        elif fitted is not None:
            alone = np.bincount(raw.subset)[raw.subset] == 1
            words = f"not estimated: the ratings link no other {name} to this one"
            found = dict.fromkeys(np.flatnonzero(alone).tolist(), words)
            if name != "candidate":
                words = "not estimated: only one candidate was met, from whom it cannot be told apart"
                found |= dict.fromkeys(np.flatnonzero(raw.candidates < 2).tolist(), words)
        few = np.flatnonzero(n < self.minimum)
        return found | {
            place: too_little(count, self.minimum)
            for place, count in zip(few.tolist(), n[few].tolist(), strict=True)
        }


def unfitted(raw: Elements, reasons: Reasons) -> Elements:
    """Raw figures with the reason why there are no others."""
    return replace(raw, notes=reasons.for_elements(raw, None))


def list_subsets(elements: Elements) -> tuple[Subset, ...]:
    """The subsets of one facet with their members' keys."""
    order = np.argsort(elements.subset, kind="stable")
    ends = np.cumsum(np.bincount(elements.subset)[1:])
    ratings = np.bincount(elements.subset, weights=elements.n)[1:]
    keys = [elements.keys[place] for place in order.tolist()]
    starts = [0, *ends[:-1].tolist()]
    return tuple(
        Subset(elements.facet, number, tuple(keys[start:end]), int(total))
        for number, (start, end, total) in enumerate(
            zip(starts, ends.tolist(), ratings.tolist(), strict=True), start=1
        )
    )
