import numpy as np
import pytest

from tests.scoring.calibration.planted import diagnosed, plant


def test_slopes_of_questions_are_found_again() -> None:
    planted = plant(11, spread_of_slopes=0.4)
    design, found = diagnosed(planted.ratings)
    true = planted.discrimination[[int(key) for key in design.facets["question"].keys]]
    value = found.discrimination["value"]
    assert np.corrcoef(np.log(value), np.log(true))[0, 1] > 0.95
    assert np.log(value).std() == pytest.approx(np.log(true).std(), rel=0.15)
    relative = true / np.median(true)
    inside = (found.discrimination["low"] < relative) & (found.discrimination["high"] > relative)
    assert inside.mean() > 0.7
    flagged = np.asarray(found.discrimination["flagged"])
    assert flagged[np.abs(np.log(true / np.median(true))) > 0.5].all()


def test_questions_alike_are_not_flagged_and_their_intervals_hold_1() -> None:
    inside, flags = [], 0
    for seed in range(3):
        _, found = diagnosed(plant(seed, candidates=500).ratings)
        said = found.discrimination
        inside += ((said["low"] < 1) & (said["high"] > 1)).tolist()
        flags += int(said["flagged"].sum())
    assert flags == 0
    assert np.mean(inside) > 0.86  # of 90 questions 95 %, less four binomial standard deviations


def test_a_question_asked_rarely_has_no_slope() -> None:
    _, found = diagnosed(plant(2, candidates=20).ratings)
    assert np.isnan(found.discrimination["value"]).all()
    assert not found.discrimination["flagged"].any()
