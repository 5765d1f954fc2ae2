"""Known truth found again."""

import numpy as np
import pytest
from numpy.typing import NDArray

from scoring.calibration import Result, calibrate
from tests.scoring.calibration.simulator import WIDE, World, simulate

Floats = NDArray[np.float64]


def within(result: Result, facet: str, truth: Floats) -> tuple[Floats, Floats, Floats]:
    """(measured, its standard error, true contrast with the mean) of a facet in one subset."""
    measures = [m for m in result.measures[facet] if m.enough]
    true = truth[[int(m.key) for m in measures]]
    return np.array([m.severity for m in measures]), np.array([m.se for m in measures]), true - true.mean()


def severities(world: World) -> tuple[Floats, Floats, Floats]:
    return within(calibrate(world.ratings, settings=WIDE), "interviewer", world.severity)


def test_severities_are_found_again() -> None:
    measured, _, true = severities(simulate(11, candidates=150, interviewers=25))
    assert np.corrcoef(measured, true)[0, 1] > 0.98
    assert np.sqrt(np.mean((measured - true) ** 2)) < 0.6  # points of a scale on which their sd is 3


def test_positive_severity_is_harsher() -> None:
    world = simulate(12, candidates=300)
    result = calibrate(world.ratings, settings=WIDE)
    harshest = max(result.measures["interviewer"], key=lambda m: m.severity)
    assert int(harshest.key) == int(world.severity.argmax())
    assert harshest.severity > 0
    assert harshest.fair < result.mean


@pytest.mark.parametrize(
    "shape",
    [
        {},
        {"routed": 0.9},
        {"candidates": 25, "interviewers": 5, "questions": 9, "criteria": 2},
        {"sds": (6.0, 0.5, 4.0, 1.5, 5.0), "candidates": 30, "interviewers": 6},
    ],
    ids=["usual", "routed", "small", "hardly any severity"],
)
def test_intervals_hold_the_truth_about_as_often_as_they_say(shape: dict[str, int]) -> None:
    scaled = []
    for seed in range(25):
        world = simulate(seed, **shape)
        result = calibrate(world.ratings, settings=WIDE)
        for facet, truth in (("interviewer", world.severity), ("question", world.difficulty)):
            measured, errors, true = within(result, facet, truth)
            scaled.append((measured - true) / errors)
    inside = np.abs(np.concatenate(scaled)) < WIDE.z
    assert 0.92 < inside.mean() < 0.98


def test_candidates_fair_averages_hold_the_truth_too() -> None:
    inside = []
    for seed in range(6):
        world = simulate(seed)
        measures = calibrate(world.ratings, settings=WIDE).measures["candidate"]
        true = world.ability[[int(m.key) for m in measures]]
        fair, errors = np.array([m.fair for m in measures]), np.array([m.se for m in measures])
        inside.append(np.abs(fair - fair.mean() - true + true.mean()) < WIDE.z * errors)
    assert 0.92 < np.concatenate(inside).mean() < 0.98


def test_where_strong_candidates_go_to_some_interviewers_raw_means_mislead_and_the_model_does_not() -> None:
    world = simulate(13, candidates=200, interviewers=20, routed=0.9)
    result = calibrate(world.ratings, settings=WIDE)
    measures = result.measures["interviewer"]
    true = world.severity[[int(m.key) for m in measures]]
    raw = np.corrcoef([-m.mean for m in measures], true)[0, 1]
    adjusted = np.corrcoef([m.severity for m in measures], true)[0, 1]
    assert raw < 0.75
    assert adjusted > 0.95


def test_the_fair_average_ranks_candidates_better_than_the_raw_mean() -> None:
    world = simulate(14, candidates=150, panel=2, sds=(4.0, 4.0, 4.0, 1.5, 4.0))
    measures = calibrate(world.ratings, settings=WIDE).measures["candidate"]
    true = world.ability[[int(m.key) for m in measures]]
    raw = np.corrcoef([m.mean for m in measures], true)[0, 1]
    fair = np.corrcoef([m.fair for m in measures], true)[0, 1]
    assert fair > raw + 0.05


def test_variances_are_found_again() -> None:
    world = simulate(15, candidates=250, interviewers=60, questions=60, criteria=4)
    variance = calibrate(world.ratings, settings=WIDE).variance
    assert variance["candidate"] ** 0.5 == pytest.approx(6, rel=0.12)
    assert variance["interviewer"] ** 0.5 == pytest.approx(3, rel=0.25)
    assert variance["question"] ** 0.5 == pytest.approx(4, rel=0.25)
    assert variance["error"] ** 0.5 == pytest.approx(5, rel=0.03)


def test_few_ratings_are_drawn_towards_the_mean() -> None:
    world = simulate(16, candidates=8, sds=(2.0, 1.0, 1.0, 1.0, 15.0))
    result = calibrate(world.ratings, settings=WIDE)
    measured = np.array([m.severity for m in result.measures["interviewer"] if m.enough])
    raw = np.array([m.mean for m in result.measures["interviewer"] if m.enough])
    assert measured.std() < 0.7 * raw.std()
