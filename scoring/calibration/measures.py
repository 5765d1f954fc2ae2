"""From a fit to what may be said of each element."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from scoring.calibration.design import Design, Facet, Floats, Ints
from scoring.calibration.prediction import predict_contrasts
from scoring.calibration.reml import Fit
from scoring.calibration.result import Measure, Subset
from scoring.calibration.settings import Settings
from scoring.calibration.statements import too_little
from scoring.calibration.subsets import Partition


@dataclass(frozen=True, eq=False)
class Adjusted:
    """One facet's adjusted figures by element: contrast (positive = lower scores), se, fair average."""

    severity: Floats
    se: Floats
    fair: Floats


def adjust(design: Design, fit: Fit, partition: Partition) -> Adjusted:
    """Contrasts with the mean of each subset, their exact errors, and fair averages.

    An element's fair average is the mean over its subset's ratings of the score less the facet's own effect
    (so the other facets stand as they were met there) plus the element's effect.
    """
    facet = design.facets[partition.facet]
    contrast, errors = predict_contrasts(fit, partition.facet, partition.number)
    rows = partition.number[facet.codes] - 1
    rest = np.bincount(rows, weights=design.score - contrast[facet.codes]) / np.bincount(rows)
    return Adjusted(severity=-contrast, se=errors, fair=rest[partition.number - 1] + contrast)


def distinct(facet: Facet, other: Facet) -> Ints:
    """How many elements of the other facet each element met."""
    pairs = np.unique(facet.codes * other.size + other.codes)
    return np.bincount(pairs // other.size, minlength=facet.size)


def spreads(facet: Facet, score: Floats) -> Floats:
    """The standard deviation (n - 1) of each element's raw scores; 0 where there is one rating only."""
    deviations = score - facet.means(score)[facet.codes]
    return np.asarray(np.sqrt(facet.sums(deviations**2) / np.maximum(facet.counts - 1, 1)))


@dataclass(frozen=True, eq=False)
class Reasons:
    """Why elements have no adjusted figure: of the whole run, of whole facets."""

    refused: str
    lost: Mapping[str, tuple[str, ...]]

    def for_element(self, name: str, n: int, met: int, alone: bool, settings: Settings) -> str:
        """Empty where the element has its figure; otherwise the first reason that holds."""
        if n < settings.minimum_ratings:
            return too_little(n, settings.minimum_ratings)
        if self.refused:
            return f"not estimated: {self.refused}"
        if name != "candidate" and met < 2:
            return "not estimated: only one candidate was met, from whom it cannot be told apart"
        if alone:
            return f"not estimated: the ratings link no other {name} to this one"
        if name in self.lost:
            return f"not estimated: the effect of a {name} cannot be told from another's"
        return ""


def measure_facet(
    design: Design, partition: Partition, adjusted: Adjusted | None, reasons: Reasons, settings: Settings
) -> tuple[Measure, ...]:
    """The measures of one facet, in order of key; `adjusted` is None where the facet was not fitted."""
    name, facet = partition.facet, design.facets[partition.facet]
    people = distinct(facet, design.facets["candidate"])
    judges = distinct(facet, design.facets["interviewer"])
    means, spread = facet.means(design.score), spreads(facet, design.score)
    sizes = np.bincount(partition.number)
    made = []
    for place, key in enumerate(facet.keys):
        n, subset = int(facet.counts[place]), int(partition.number[place])
        reason = reasons.for_element(name, n, int(people[place]), sizes[subset] == 1, settings)
        figures = _NOTHING if reason or adjusted is None else _figures(name, adjusted, place, settings)
        within = f"compared within subset {subset} of {partition.count} only" if partition.count > 1 else ""
        made.append(
            Measure(
                facet=name,
                key=key,
                n=n,
                candidates=int(people[place]),
                interviewers=int(judges[place]),
                mean=float(means[place]),
                spread=float(spread[place]) if n > 1 else None,
                enough=not reason,
                subset=subset,
                note=reason or within,
                **figures,
            )
        )
    return tuple(made)


_NOTHING: dict[str, float | None] = dict.fromkeys(("severity", "se", "low", "high", "fair"))


def _figures(name: str, adjusted: Adjusted, place: int, settings: Settings) -> dict[str, float | None]:
    severity, se = float(adjusted.severity[place]), float(adjusted.se[place])
    fair, half = float(adjusted.fair[place]), settings.z * se
    clipped = [
        min(max(value, settings.lowest), settings.highest) for value in (fair, fair - half, fair + half)
    ]
    if name == "candidate":
        return {"severity": None, "se": se, "low": clipped[1], "high": clipped[2], "fair": clipped[0]}
    low, high = severity - half, severity + half
    return {"severity": severity, "se": se, "low": low, "high": high, "fair": clipped[0]}


def list_subsets(design: Design, partition: Partition) -> tuple[Subset, ...]:
    """The subsets of one facet with their members' keys."""
    facet = design.facets[partition.facet]
    members: list[list[str]] = [[] for _ in range(partition.count)]
    for key, number in zip(facet.keys, partition.number, strict=True):
        members[number - 1].append(key)
    ratings = np.bincount(partition.number - 1, weights=facet.counts)
    return tuple(
        Subset(partition.facet, number, tuple(keys), int(ratings[number - 1]))
        for number, keys in enumerate(members, start=1)
    )
