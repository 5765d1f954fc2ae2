"""Ratings with known truth: drawn from the many-facet rating-scale model itself."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from scoring.calibration import Ratings, Settings

Floats = NDArray[np.float64]

SDS = {"candidate": 1.0, "interviewer": 0.5, "question": 0.7, "criterion": 0.3}
THRESHOLDS = (-1.5, 0.0, 1.5)


@dataclass(frozen=True)
class World:
    """Ratings and what made them: effects by facet and number of the element (the key is the number, three
    digits or more); positive is harsher or harder, of a candidate better."""

    ratings: Ratings
    settings: Settings
    effects: dict[str, Floats]
    thresholds: Floats
    rows: dict[str, NDArray[np.int64]] = field(default_factory=dict)

    def truth(self, facet: str, keys: tuple[str, ...]) -> Floats:
        """The true effects of these elements."""
        return self.effects[facet][[int(key) for key in keys]]


def simulate(
    seed: int,
    *,
    candidates: int = 60,
    interviewers: int = 12,
    questions: int = 20,
    criteria: int = 3,
    panel: int = 3,
    asked: int = 3,
    sds: dict[str, float] | None = None,
    thresholds: tuple[float, ...] = THRESHOLDS,
    routed: float = 0.0,
    islands: int = 1,
) -> World:
    """Each candidate meets `panel` interviewers; each asks `asked` questions, rated on every criterion.

    `routed` is how surely the stronger half of the candidates meets the first half of the interviewers.
    `islands` splits candidates and interviewers into groups that never meet; questions are shared. The scale
    runs from 1 to one more than there are thresholds.
    """
    rng = np.random.default_rng(seed)
    sizes = {"candidate": candidates, "interviewer": interviewers, "question": questions}
    sizes["criterion"] = criteria
    effects = {name: rng.normal(0, (SDS | (sds or {}))[name], size) for name, size in sizes.items()}
    rows: list[tuple[int, int, int, int]] = []
    for candidate in range(candidates):
        weight = np.ones(interviewers)
        if routed:
            first = np.arange(interviewers) < interviewers // 2
            weight = np.where(first == (effects["candidate"][candidate] > 0), 1 + routed, 1 - routed)
        weight = weight * (np.arange(interviewers) % islands == candidate % islands)
        met = rng.choice(interviewers, panel, replace=False, p=weight / weight.sum())
        put = rng.permutation(questions)[: panel * asked]
        for place, question in enumerate(put):
            rows += [(candidate, int(met[place // asked]), int(question), k) for k in range(criteria)]
    columns = dict(zip(sizes, np.array(rows).T, strict=True))
    score = draw(rng, columns, effects, np.array(thresholds)) + 1
    settings = Settings(lowest=1, highest=len(thresholds) + 1)
    labels = {name: [f"{code:03d}" for code in column.tolist()] for name, column in columns.items()}
    ratings = Ratings.of(score=score, **labels)
    return World(ratings, settings, effects, np.array(thresholds), columns)


def draw(
    rng: np.random.Generator,
    columns: dict[str, NDArray[np.int64]],
    effects: dict[str, Floats],
    thresholds: Floats,
) -> NDArray[np.int64]:
    """Categories from 0, drawn by row."""
    location = sum(
        (1 if name == "candidate" else -1) * effects[name][column] for name, column in columns.items()
    )
    logs = np.cumsum(np.asarray(location)[:, None] - thresholds, axis=1)
    weights = np.cumsum(np.exp(np.concatenate([np.zeros((logs.shape[0], 1)), logs], axis=1)), axis=1)
    return (rng.random(logs.shape[0])[:, None] * weights[:, -1:] > weights[:, :-1]).sum(axis=1)
