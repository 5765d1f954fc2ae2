"""Ratings with planted faults; small designs with any fit; what the model says of them, row by row."""

import math
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scoring.calibration.design import Design, Ints, build_design
from scoring.calibration.diagnosis.diagnosing import diagnose
from scoring.calibration.diagnosis.diagnostics import Diagnostics
from scoring.calibration.model.errors import standard_errors
from scoring.calibration.model.fit import SIGNS, Fit
from scoring.calibration.model.fitting import fit_ratings
from scoring.calibration.ratings import Ratings
from scoring.calibration.settings import Settings

FIVE = Settings(lowest=1, highest=5)
THRESHOLDS = np.array([-1.6, -0.5, 0.5, 1.6])
TWO_YEARS = 730


@dataclass(frozen=True)
class Planted:
    """Ratings and who or what is at fault in them, by number of interviewer or question."""

    ratings: Ratings
    drifts: set[int]
    halos: set[int]
    central: set[int]
    erratic: set[int]
    discrimination: NDArray[np.float64]


def plant(
    seed: int,
    *,
    candidates: int = 850,
    interviewers: int = 40,
    questions: int = 30,
    drifts: tuple[int, ...] = (),
    halos: tuple[int, ...] = (),
    central: tuple[int, ...] = (),
    erratic: tuple[int, ...] = (),
    spread_of_slopes: float = 0.0,
) -> Planted:
    """24 ratings a candidate: 4 interviewers, 3 questions each, 2 of 4 criteria a question, over two years.

    Faults: severity rising by 1.5 logits over the time (falling for odd numbers), the first score of an
    interview given again with a chance of .7, logits times .35, and half of the scores drawn blindly.
    """
    rng = np.random.default_rng(seed)
    ability, severity = rng.normal(0, 1, candidates), rng.normal(0, 0.5, interviewers)
    difficulty, hardness = rng.normal(0, 0.7, questions), rng.normal(0, 0.3, 4)
    slopes = np.exp(rng.normal(0, spread_of_slopes, questions))
    started = rng.integers(0, TWO_YEARS, candidates)
    met = np.array([rng.permutation(interviewers)[:4] for _ in range(candidates)])
    asked = np.array([rng.permutation(questions)[:12] for _ in range(candidates)])
    c, i = np.repeat(np.arange(candidates), 24), np.repeat(met, 6, axis=1).ravel()
    q, k = np.repeat(asked, 2, axis=1).ravel(), (np.repeat(asked, 2) + np.tile([0, 1], 12 * candidates)) % 4
    location = ability[c] - severity[i] - difficulty[q] - hardness[k]
    way = np.where(np.arange(interviewers) % 2, -1.5, 1.5) * np.isin(np.arange(interviewers), drifts)
    location -= way[i] * (started[c] / TWO_YEARS - 0.5)
    location *= slopes[q] * np.where(np.isin(i, central), 0.35, 1.0)
    chances = np.array(row_chances(location, THRESHOLDS))
    score = 1 + (rng.random(c.size)[:, None] > chances.cumsum(axis=1)[:, :-1]).sum(axis=1)
    blind = np.isin(i, erratic) & (rng.random(c.size) < 0.5)
    score = np.where(blind, rng.integers(1, 6, c.size), score)
    copied = np.isin(i, halos) & (rng.random(c.size) < 0.7)
    score = np.where(copied, score[np.arange(c.size) // 6 * 6], score)
    ratings = Ratings.of(
        candidate=c.tolist(),
        interviewer=i.tolist(),
        question=q.tolist(),
        criterion=k.tolist(),
        score=score,
        day=started[c].tolist(),
    )
    return Planted(ratings, set(drifts), set(halos), set(central), set(erratic), slopes)


def row_chances(location: NDArray[np.float64], thresholds: NDArray[np.float64]) -> NDArray[np.float64]:
    """P(category) by row: exp of the sum of (location - threshold) up to it, over the total."""
    logits = np.cumsum(location[:, None] - thresholds, axis=1)
    weights = np.exp(np.concatenate([np.zeros((location.size, 1)), logits], axis=1))
    return np.asarray(weights / weights.sum(axis=1, keepdims=True))


def small(
    seed: int, n: int = 60, *, sizes: tuple[int, ...] = (5, 4, 6, 3), steps: int = 3, days: bool = True
) -> tuple[Design, Fit]:
    """A handful of ratings drawn at random, and a fit that is any numbers at all."""
    rng = np.random.default_rng(seed)
    names = ("candidate", "interviewer", "question", "criterion")[: len(sizes)]
    columns: dict[str, Any] = {
        name: [f"{name[0]}{code}" for code in rng.integers(0, size, n)]
        for name, size in zip(names, sizes, strict=True)
    }
    ratings = Ratings.of(
        score=rng.integers(0, steps + 1, n),
        day=rng.integers(18_000, 18_800, n).tolist() if days else None,
        **columns,
    )
    design = build_design(ratings, Settings(lowest=0, highest=steps))
    return design, any_fit(design, seed)


def any_fit(design: Design, seed: int) -> Fit:
    """Effects, thresholds and errors drawn at random."""
    rng = np.random.default_rng(seed)
    effects = {name: rng.normal(0, 0.8, facet.size) for name, facet in design.facets.items()}
    errors = {name: rng.uniform(0.1, 0.5, facet.size) for name, facet in design.facets.items()}
    variances = dict.fromkeys(effects, 0.64)
    thresholds = np.sort(rng.normal(0, 1, design.steps))
    return Fit(effects, thresholds, variances, dict(errors), 1, True, errors)


def one_subset(design: Design) -> dict[str, Ints]:
    """Everybody comparable with everybody."""
    return {name: np.ones(facet.size, dtype=np.int64) for name, facet in design.facets.items()}


def fitted(ratings: Ratings, settings: Settings = FIVE) -> tuple[Design, Fit]:
    """The ratings as they are really fitted."""
    design = build_design(ratings, settings)
    fit = fit_ratings(design)
    return design, replace(fit, errors=standard_errors(design, fit, one_subset(design)))


def diagnosed(ratings: Ratings, settings: Settings = FIVE) -> tuple[Design, Diagnostics]:
    """The diagnostics of ratings, without charts."""
    design, fit = fitted(ratings, settings)
    return design, diagnose(design, fit, one_subset(design), settings, charts=False)


@dataclass(frozen=True)
class SlowRow:
    """One rating and what the model says of it, computed with plain sums."""

    keys: dict[str, int]
    x: int
    h: float
    p: list[float]
    e: float
    v: float
    third: float
    fourth: float

    @property
    def r(self) -> float:
        return self.x - self.e

    @property
    def z(self) -> float:
        return self.r / math.sqrt(self.v)


def slow_rows(design: Design, fit: Fit) -> list[SlowRow]:
    """All rows in order, one at a time."""
    return [_slow_row(design, fit, row) for row in range(design.n)]


def _slow_row(design: Design, fit: Fit, row: int) -> SlowRow:
    keys = {name: int(facet.codes[row]) for name, facet in design.facets.items()}
    h = sum(SIGNS[name] * float(fit.effects[name][code]) for name, code in keys.items())
    weights = [math.exp(sum(h - float(tau) for tau in fit.thresholds[:k])) for k in range(design.steps + 1)]
    p = [weight / sum(weights) for weight in weights]
    e = sum(k * chance for k, chance in enumerate(p))
    v, third, fourth = (sum(chance * (k - e) ** m for k, chance in enumerate(p)) for m in (2, 3, 4))
    return SlowRow(keys, int(design.category[row]), h, p, e, v, third, fourth)
