"""The rating scale and the criteria as a run measures them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from scoring.enums import POINT_WORDS, Facet
from scoring.level_bar import expected_points
from scoring.models import CalibrationRun, Measure
from scoring.pictures_rubrics import shade
from scoring.queries.calibration import facts_of, lowest_fitted, measures_of
from scoring.queries.calibration_tables import PLURALS
from scoring.question_words import (
    category_words,
    halo_words,
    missing_words,
    order_words,
    reliability_words,
)
from scoring.wording import difficulty_words, estimate_of


@dataclass(frozen=True)
class Step:
    """One step of the scale: in logits, and the mean rating expected of somebody who stands there."""

    below: int
    above: int
    logit: float
    error: float | None
    points: float


@dataclass(frozen=True)
class Point:
    """How one point of the scale was used; `worth` and `expected_worth` in points, `mean` in logits."""

    point: int
    word: str
    n: int
    share: float
    mean: float | None
    expected: float | None
    worth: float | None
    expected_worth: float | None
    outfit: float | None
    remark: str


@dataclass(frozen=True)
class CriterionRow:
    """One criterion: what the run says of it."""

    name: str
    measure: Measure
    words: str

    @property
    def use(self) -> list[int]:
        """How often each point was given, from the lowest."""
        return list(self.measure.details.get("use") or [])


@dataclass(frozen=True)
class HaloCell:
    """How much two criteria move together beyond one person's level; `shade` 0 to 4."""

    value: float | None
    words: str
    shade: int


@dataclass(frozen=True)
class Reliability:
    """How well the elements of one facet can be told apart."""

    facet: str
    figures: dict[str, Any]
    words: str


@dataclass(frozen=True)
class Rubrics:
    """All of the page."""

    run: CalibrationRun
    facts: CalibrationRun
    thresholds: list[float]
    order: str
    steps: list[Step]
    points: list[Point]
    criteria: list[CriterionRow]
    halo: list[tuple[str, list[HaloCell]]]
    reliability: list[Reliability]

    @property
    def lowest(self) -> int:
        """The lowest point that the steps lie between."""
        return lowest_fitted(self.facts)

    @property
    def scale_from(self) -> int:
        """The scale's lowest point, whether it was ever given or not."""
        return int(self.facts.settings["lowest"])

    @property
    def disordered(self) -> bool:
        """Whether some point is nowhere the most likely one."""
        return self.order.startswith("Disordered")


def rubrics_of(run: CalibrationRun) -> Rubrics:
    """What the page shows of this run. Two to four queries."""
    facts = facts_of(run)
    summary, lowest = facts.summary, lowest_fitted(facts)
    thresholds = list(summary.get("thresholds") or [])
    categories = summary.get("categories") or []
    named = measures_of(run, Facet.CRITERION)
    names = {str(one.measure.subject): one.name for one in named}
    minimum = facts.settings["minimum_ratings"]
    return Rubrics(
        run=run,
        facts=facts,
        thresholds=thresholds,
        order=order_words(thresholds, lowest),
        steps=_steps(thresholds, categories, lowest),
        points=[_point(one, thresholds, lowest) for one in categories],
        criteria=[CriterionRow(one.name, one.measure, _words(one.measure, minimum)) for one in named],
        halo=_halo(summary.get("halo") or {}, names),
        reliability=_reliability(summary.get("reliability") or {}),
    )


def _steps(thresholds: Sequence[float], categories: list[dict[str, Any]], lowest: int) -> list[Step]:
    errors = {one["point"]: one.get("threshold_se") for one in categories}
    return [
        Step(
            lowest + place,
            lowest + place + 1,
            value,
            errors.get(lowest + place + 1),
            expected_points(value, thresholds, lowest),
        )
        for place, value in enumerate(thresholds)
    ]


def _point(one: dict[str, Any], thresholds: Sequence[float], lowest: int) -> Point:
    def worth(logit: float | None) -> float | None:
        return None if logit is None or not thresholds else expected_points(logit, thresholds, lowest)

    mean, expected = one.get("mean_measure"), one.get("expected_measure")
    return Point(
        point=one["point"],
        word=POINT_WORDS.get(one["point"], ""),
        n=one["n"],
        share=100 * one["share"],
        mean=mean,
        expected=expected,
        worth=worth(mean),
        expected_worth=worth(expected),
        outfit=one.get("outfit"),
        remark=category_words(one),
    )


def _words(measure: Measure, minimum: int) -> str:
    found = estimate_of(measure.severity, measure.low, measure.high, measure.candidates)
    if found is None:
        return measure.note or missing_words(measure.n, minimum)
    return difficulty_words(found)


def _halo(halo: dict[str, Any], names: dict[str, str]) -> list[tuple[str, list[HaloCell]]]:
    keys, matrix = halo.get("keys") or [], halo.get("matrix") or []
    return [
        (
            names.get(str(key), "(gone)"),
            [HaloCell(value, halo_words(value), shade(value)) for value in line],
        )
        for key, line in zip(keys, matrix, strict=True)
    ]


def _reliability(figures: dict[str, dict[str, Any]]) -> list[Reliability]:
    return [
        Reliability(
            PLURALS[facet].capitalize(),
            figures[facet],
            reliability_words(facet, figures[facet]),
        )
        for facet in (Facet.INTERVIEWER, Facet.QUESTION, Facet.CRITERION, Facet.CANDIDATE)
        if figures.get(facet)
    ]
