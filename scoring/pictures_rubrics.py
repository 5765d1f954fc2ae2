"""Where the curves of the rating scale run, and how dark a cell of the halo matrix is. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from accounts.templatetags.figure_geometry import Axis, text
from scoring.calibration.model.moments import probabilities
from scoring.level_bar import expected_points, place_of
from scoring.question_words import never_most_likely

WIDTH, HEIGHT = 680, 300
LEFT, RIGHT, TOP, FLOOR = 44.0, 664.0, 28.0, 252.0
BEYOND = 2.4  # logits that are drawn beyond the outer thresholds
STEPS = 120
SHADES = (0.1, 0.2, 0.3, 0.5)


@dataclass(frozen=True)
class Curve:
    """The probability of one point along the ruler; its label stands at its peak. `dash` tells them apart."""

    point: int
    path: str
    x: str
    y: str
    dash: int
    hidden: bool  # nowhere the most likely one


@dataclass(frozen=True)
class Curves:
    """The picture: curves, where neighbouring points are equally likely, ticks as (place, label)."""

    width: int
    height: int
    curves: list[Curve]
    crossings: list[str]
    across: list[tuple[str, str]]
    up: list[tuple[str, str]]


def curves(thresholds: Sequence[float], lowest: int, unit: str = "points") -> Curves:
    """The category curves of these centred thresholds (logits); one at least.

    Ticks below are expected ratings, or logits where `unit` says so.
    """
    reach = max(abs(value) for value in thresholds) + BEYOND
    across, up = Axis(-reach, reach, LEFT, RIGHT), Axis(0, 1, FLOOR, TOP)
    grid = np.linspace(-reach, reach, STEPS + 1)
    chances = probabilities(grid, np.asarray(thresholds, dtype=np.float64))
    hidden = set(never_most_likely(thresholds))
    drawn = []
    for k in range(chances.shape[1]):
        points = [f"{text(across.at(x))} {text(up.at(p))}" for x, p in zip(grid, chances[:, k], strict=True)]
        peak = int(np.argmax(chances[:, k]))
        x = min(max(across.at(grid[peak]), LEFT + 12), RIGHT - 12)
        y = up.at(float(chances[peak, k])) - 8
        drawn.append(Curve(lowest + k, "M" + "L".join(points), text(x), text(y), k % 4, k in hidden))
    crossings = [text(across.at(value)) for value in thresholds]
    ticks = [(text(up.at(p)), f"{round(100 * p)} %") for p in (0, 0.25, 0.5, 0.75, 1)]
    return Curves(WIDTH, HEIGHT, drawn, crossings, _across(across, thresholds, lowest, unit), ticks)


def _across(axis: Axis, thresholds: Sequence[float], lowest: int, unit: str) -> list[tuple[str, str]]:
    if unit == "logits":
        whole = range(int(axis.low), int(axis.high) + 1)
        return [(text(axis.at(tick)), f"{tick:+d}".replace("-", "−") if tick else "0") for tick in whole]
    highest = lowest + len(thresholds)
    halves = [lowest + half / 2 for half in range(1, 2 * (highest - lowest))]
    ends = [expected_points(axis.low, thresholds, lowest), expected_points(axis.high, thresholds, lowest)]
    shown = [half for half in halves if ends[0] < half < ends[1]]
    return [(text(axis.at(place_of(half, thresholds, lowest))), f"{half:g}") for half in shown]


def shade(value: float | None) -> int:
    """How dark a cell is, 0 to 4; nothing known is 0."""
    return 0 if value is None else sum(value >= bound for bound in SHADES)
