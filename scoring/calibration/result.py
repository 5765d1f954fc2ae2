"""What a run hands back: elements by facet with their honesty, subsets, statements."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scoring.calibration.design import Floats, Ints
from scoring.calibration.diagnosis.diagnostics import Diagnostics
from scoring.calibration.model.fit import Fit
from scoring.calibration.settings import CODE_VERSION, Settings

PLURALS = {
    "candidate": "candidates",
    "interviewer": "interviewers",
    "question": "questions",
    "criterion": "criteria",
    "topic": "topics",
    "level": "levels",
}


@dataclass(frozen=True, slots=True)
class Measure:
    """What is known of one element (or one topic or level). None where nothing may be said.

    `n` ratings, of `candidates` people, by `interviewers` people; `mean` and `spread` (standard deviation)
    are raw, in points. `logit` is the contrast with the mean of the element's connected subset, POSITIVE
    MEANS HARSHER (interviewer) or HARDER (question, criterion), candidates: where they stand on the ruler,
    positive is better; `logit_se` its standard error if the model holds, `real_se` the larger one that the
    element's misfit suggests (Wright & Masters 1982). `severity`, `low`, `high` are the same in points of the
    scale: how much lower an average rating is than with the mean element; a candidate has no severity,
    and low and high belong to `fair`. `fair` is the fair average, the score expected if the other facets were
    average. Measures of one facet may be compared only where `subset` is the same. `note` says why something
    is missing.
    """

    facet: str
    key: str
    n: int
    candidates: int
    interviewers: int
    mean: float
    spread: float | None
    logit: float | None
    logit_se: float | None
    real_se: float | None
    severity: float | None
    low: float | None
    high: float | None
    fair: float | None
    infit: float | None
    outfit: float | None
    effect: float | None
    information: float | None
    enough: bool
    subset: int | None
    note: str

    def as_json(self) -> dict[str, Any]:
        """With the names of the engine's JSON: id, measure, se, n, infit, outfit, fair_average, subset, …"""
        return {
            "id": self.key,
            "measure": self.logit,
            "se": self.logit_se,
            "real_se": self.real_se,
            "n": self.n,
            "infit": self.infit,
            "outfit": self.outfit,
            "fair_average": self.fair,
            "subset": self.subset,
            "points": self.severity,
            "points_low": self.low,
            "points_high": self.high,
            "mean": self.mean,
            "spread": self.spread,
            "candidates": self.candidates,
            "interviewers": self.interviewers,
            "enough": self.enough,
            "note": self.note,
        }


@dataclass(frozen=True, eq=False)
class Elements:
    """The measures of one facet by column, in order of key; see Measure. NaN where nothing may be said."""

    facet: str
    keys: tuple[str, ...]
    n: Ints
    candidates: Ints
    interviewers: Ints
    mean: Floats
    spread: Floats
    logit: Floats
    logit_se: Floats
    real_se: Floats
    severity: Floats
    low: Floats
    high: Floats
    fair: Floats
    infit: Floats
    outfit: Floats
    effect: Floats
    information: Floats
    enough: NDArray[np.bool_]
    subset: Ints  # 0: none
    notes: dict[int, str] = field(default_factory=dict)  # by place

    def __len__(self) -> int:
        return len(self.keys)

    @cached_property
    def places(self) -> dict[str, int]:
        """Where each key stands."""
        return {key: place for place, key in enumerate(self.keys)}

    def showing(self, figures: Mapping[str, Floats], notes: dict[int, str]) -> "Elements":
        """With these columns, but nothing for those who have a note, which says why."""
        enough = np.ones(len(self), dtype=np.bool_)
        enough[list(notes)] = False
        shown: dict[str, Any] = {name: np.where(enough, values, np.nan) for name, values in figures.items()}
        return replace(self, **shown, enough=enough, notes=notes)

    def measure(self, place: int) -> Measure:
        """One element."""

        def said(values: Floats) -> float | None:
            return None if np.isnan(values[place]) else float(values[place])

        return Measure(
            facet=self.facet,
            key=self.keys[place],
            n=int(self.n[place]),
            candidates=int(self.candidates[place]),
            interviewers=int(self.interviewers[place]),
            mean=float(self.mean[place]),
            spread=said(self.spread),
            logit=said(self.logit),
            logit_se=said(self.logit_se),
            real_se=said(self.real_se),
            severity=said(self.severity),
            low=said(self.low),
            high=said(self.high),
            fair=said(self.fair),
            infit=said(self.infit),
            outfit=said(self.outfit),
            effect=said(self.effect),
            information=said(self.information),
            enough=bool(self.enough[place]),
            subset=int(self.subset[place]) or None,
            note=self.notes.get(place, ""),
        )


@dataclass(frozen=True, slots=True)
class Subset:
    """Elements of one facet that may be compared with each other, and with no others."""

    facet: str
    number: int
    keys: tuple[str, ...]
    ratings: int


@dataclass(frozen=True)
class Result:
    """One run. `fitted` is False where the ratings allow no fit; `refused` then says why, and only raw
    figures stand.

    `elements` maps each facet, topic and level to its measures. `thresholds` are centred on 0, in logits,
    between the `points` of the scale that were used. `variance` holds the variance of each facet's elements,
    in squared logits. `connections` is the smallest set of extra seatings, (interviewer, candidate) pairs,
    that would join the subsets of interviewers.
    """

    settings: Settings
    n: int
    refused: str
    statements: tuple[str, ...]
    elements: dict[str, Elements] = field(default_factory=dict)
    subsets: tuple[Subset, ...] = ()
    connections: tuple[tuple[str, str], ...] = ()
    points: tuple[int, ...] = ()
    thresholds: tuple[float, ...] = ()
    variance: dict[str, float] = field(default_factory=dict)
    diagnostics: Diagnostics | None = None
    fit: Fit | None = None
    iterations: int = 0
    seconds: float = 0.0
    code_version: str = CODE_VERSION

    @property
    def fitted(self) -> bool:
        """Whether there are adjusted figures at all."""
        return not self.refused

    def saying(self, statements: tuple[str, ...]) -> "Result":
        """The same result with these statements before its own."""
        return replace(self, statements=statements + self.statements)

    def measure(self, facet: str, key: str) -> Measure:
        """The measure of one element; KeyError where the ratings do not hold it."""
        return self.elements[facet].measure(self.elements[facet].places[key])

    def refusal(self, facet: str, first: str, second: str) -> str:
        """Why two elements of a facet may not be compared, in a sentence; empty where they may."""
        one, other = self.measure(facet, first), self.measure(facet, second)
        for measure in (one, other):
            if not measure.enough:
                return f"{measure.key} cannot be compared: {measure.note}."
        if one.subset != other.subset:
            return (
                f"{first} and {second} cannot be compared: they are in subsets {one.subset} and "
                f"{other.subset} of the {PLURALS[facet]}, and nothing in the ratings links the two."
            )
        return ""
