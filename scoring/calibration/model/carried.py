"""The measure of one element carried on by an update: raw figures added up, the rest as it says."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from math import sqrt
from typing import Any

import numpy as np

from scoring.calibration.design import Floats
from scoring.calibration.model.moments import moments
from scoring.calibration.result import Measure
from scoring.calibration.settings import Settings
from scoring.calibration.statements import too_little


@dataclass(frozen=True, eq=False)
class Ground:
    """What a standing fit says of a facet: thresholds (not centred), and the mean effect of a subset."""

    thresholds: Floats
    centre: float
    settings: Settings


@dataclass(frozen=True, slots=True)
class Estimate:
    """Of one element as an update has it, in logits."""

    effect: float
    information: float
    error: float


def make_measure(facet: str, key: str, **known: Any) -> Measure:
    """With what is known of an element that no fit at hand holds; the rest is None, or nothing."""
    given: dict[str, Any] = {field.name: None for field in fields(Measure)}
    given |= {"n": 0, "candidates": 0, "interviewers": 0, "mean": 0.0, "enough": False, "note": ""}
    return Measure(**(given | {"facet": facet, "key": key} | known))


def carry_measure(before: Measure, scores: Sequence[int], now: Estimate, ground: Ground) -> Measure:
    """The measure after these further ratings, as `measure_facet` would have it but for what it may not know:
    how well the ratings fit, and how many people an element met. Those stay as they were.
    """
    n = before.n + len(scores)
    mean, spread = _joined(before, scores)
    enough = n >= ground.settings.minimum_ratings
    carried = replace(
        before,
        n=n,
        mean=mean,
        spread=spread,
        effect=now.effect,
        information=now.information,
        enough=enough,
        note="" if enough else too_little(n, ground.settings.minimum_ratings),
    )
    return _in_points(carried, now, ground) if enough else carried


def _joined(before: Measure, scores: Sequence[int]) -> tuple[float, float | None]:
    """Mean and standard deviation of all (Chan, Golub & LeVeque 1983)."""
    m, n = len(scores), before.n
    if not m:
        return before.mean, before.spread
    own = sum(scores) / m
    squares = sum((score - own) ** 2 for score in scores)
    if not n:
        return own, sqrt(squares / (m - 1)) if m > 1 else None
    squares += (before.spread or 0.0) ** 2 * (n - 1) + (own - before.mean) ** 2 * n * m / (n + m)
    return (n * before.mean + m * own) / (n + m), sqrt(squares / (n + m - 1))


def _in_points(measure: Measure, now: Estimate, ground: Ground) -> Measure:
    away = ground.settings.z * now.error
    sign = 1.0 if measure.facet == "candidate" else -1.0
    at = _points(sign * np.array([now.effect, now.effect - away, now.effect + away]), ground)
    if measure.facet == "candidate":
        logit = now.effect - float(ground.thresholds.mean())
        return replace(measure, logit=logit, logit_se=now.error, fair=at[0], low=at[1], high=at[2])
    neutral = _points(np.array([-ground.centre]), ground)[0]
    return replace(
        measure,
        logit=now.effect - ground.centre,
        logit_se=now.error,
        fair=at[0],
        severity=neutral - at[0],
        low=neutral - at[1],
        high=neutral - at[2],
    )


def _points(location: Floats, ground: Ground) -> list[float]:
    expected = moments(location, ground.thresholds).expected + ground.settings.lowest
    return [float(value) for value in expected]
