"""Ratings with known truth: the additive model's scores, rounded onto a long scale."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scoring.calibration import Ratings, Settings

WIDE = Settings(lowest=1, highest=99)
CENTRE = 50.0


@dataclass(frozen=True)
class World:
    """Ratings and what made them; effects by number of the element, positive severity = harsher."""

    ratings: Ratings
    severity: NDArray[np.float64]
    difficulty: NDArray[np.float64]
    ability: NDArray[np.float64]


def simulate(
    seed: int,
    *,
    candidates: int = 60,
    interviewers: int = 12,
    questions: int = 20,
    criteria: int = 3,
    panel: int = 3,
    asked: int = 3,
    sds: tuple[float, float, float, float, float] = (6.0, 3.0, 4.0, 1.5, 5.0),
    routed: float = 0.0,
    islands: int = 1,
) -> World:
    """Each candidate meets `panel` interviewers; each asks `asked` questions, rated on every criterion.

    `sds` are those of candidate, interviewer, question, criterion and error. `routed` is how surely the
    stronger half of the candidates meets the first half of the interviewers. `islands` splits candidates and
    interviewers into groups that never meet; questions are shared.
    """
    rng = np.random.default_rng(seed)
    ability, severity = rng.normal(0, sds[0], candidates), rng.normal(0, sds[1], interviewers)
    difficulty, hardness = rng.normal(0, sds[2], questions), rng.normal(0, sds[3], criteria)
    rows: list[tuple[int, int, int, int]] = []
    for candidate in range(candidates):
        weight = np.ones(interviewers)
        if routed:
            first = np.arange(interviewers) < interviewers // 2
            weight = np.where(first == (ability[candidate] > 0), 1 + routed, 1 - routed)
        weight = weight * (np.arange(interviewers) % islands == candidate % islands)
        met = rng.choice(interviewers, panel, replace=False, p=weight / weight.sum())
        put = rng.permutation(questions)[: panel * asked]
        for place, question in enumerate(put):
            rows += [(candidate, int(met[place // asked]), int(question), k) for k in range(criteria)]
    c, i, q, k = np.array(rows).T
    exact = CENTRE + ability[c] - severity[i] - difficulty[q] - hardness[k] + rng.normal(0, sds[4], c.size)
    score = np.clip(np.rint(exact), WIDE.lowest, WIDE.highest).astype(np.int64)
    return World(Ratings(c, i, q, k, score), severity, difficulty, ability)
