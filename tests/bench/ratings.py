"""Ratings of the shape that a large organisation has, as many as wanted, with the truth that made them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scoring import calibration

FAMILY, BANK, CRITERIA = 40, 25, 8  # interviewers and questions of a job family, criteria of them all
PANEL, ASKED, RATED = 5, 3, 2  # interviewers a candidate, questions each, criteria a question
STRANGERS = 0.1  # interviews by somebody of another family: what links the families
SDS = {"candidate": 1.0, "interviewer": 0.5, "question": 0.7, "criterion": 0.3}
THRESHOLDS = np.array([-1.6, -0.5, 0.5, 1.6])
SETTINGS = calibration.Settings(lowest=1, highest=5)


@dataclass(frozen=True)
class Made:
    """Ratings and the truth by facet, in order of key."""

    ratings: calibration.Ratings
    truth: dict[str, NDArray[np.float64]]


def make_ratings(size: int, seed: int = 6) -> Made:
    """About 30 ratings a candidate, 900 an interviewer; scores by the rating-scale model (Andrich 1978)."""
    draw = np.random.default_rng(seed)
    each = PANEL * ASKED * RATED
    candidates, families = -(-size // each), max(1, size // (900 * FAMILY))
    family = draw.integers(0, families, candidates)
    of_interview = np.repeat(family, PANEL)
    elsewhere = draw.random(of_interview.size) < STRANGERS
    of_interview[elsewhere] = draw.integers(0, families, int(elsewhere.sum()))
    first = draw.integers(0, FAMILY, candidates)
    place = (np.repeat(first, PANEL) + np.tile(np.arange(PANEL) * 7, candidates)) % FAMILY
    codes = {
        "candidate": np.repeat(np.arange(candidates), each)[:size],
        "interviewer": np.repeat(of_interview * FAMILY + place, ASKED * RATED)[:size],
        "question": _questions(draw, family)[:size],
    }
    codes["criterion"] = (codes["question"] + np.tile([0, 3], -(-size // 2))[:size]) % CRITERIA
    sizes = {"candidate": candidates, "interviewer": families * FAMILY, "question": families * BANK}
    truth = {name: draw.normal(0, sd, sizes.get(name, CRITERIA)) for name, sd in SDS.items()}
    location = truth["candidate"][codes["candidate"]]
    for name in ("interviewer", "question", "criterion"):
        location = location - truth[name][codes[name]]
    score = _scores(draw, location)
    columns = {name: _column(codes[name], truth[name].size) for name in SDS}
    return Made(calibration.Ratings(columns, score), truth)


def _questions(draw: np.random.Generator, family: NDArray[np.int64]) -> NDArray[np.int64]:
    """Of its family's bank, none twice for one candidate."""
    asked = np.arange(PANEL * ASKED)
    start = draw.integers(0, BANK, family.size)
    chosen = (start[:, None] + asked) % BANK + family[:, None] * BANK
    return np.repeat(chosen.ravel(), RATED)


def _scores(draw: np.random.Generator, location: NDArray[np.float64]) -> NDArray[np.int16]:
    """Drawn a million at a time, since the chances of every category stand beside each other."""
    score = np.empty(location.size, np.int16)
    for start in range(0, location.size, 1_000_000):
        some = slice(start, start + 1_000_000)
        logs = np.cumsum(location[some, None] - THRESHOLDS, axis=1)
        weights = np.cumsum(np.exp(np.concatenate([np.zeros((logs.shape[0], 1)), logs], axis=1)), axis=1)
        drawn = draw.random((logs.shape[0], 1)) * weights[:, -1:]
        score[some] = 1 + (drawn > weights[:, :-1]).sum(axis=1)
    return score


def _column(codes: NDArray[np.int64], size: int) -> calibration.Column:
    width = len(str(size))
    return calibration.Column(tuple(f"{code:0{width}}" for code in range(size)), codes.astype(np.int32))
