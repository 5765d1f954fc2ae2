"""The plain values of a run: the names that stay, and never a number that is none."""

import json
from dataclasses import replace

import numpy as np
import pytest

from scoring.calibration import Ratings, Result, Settings, as_json, calibrate, takes_increments
from scoring.calibration.model.moments import moments, probabilities
from tests.scoring.calibration.designs import drawn

KEYS = {
    *("model", "code_version", "settings", "n", "refused", "statements", "iterations", "seconds"),
    *("points", "thresholds", "raw_thresholds", "variance", "subsets", "connections", "agreement"),
    *("reliability", "categories", "halo", "interactions", "unexpected", "down_weighted", "elements"),
}
ELEMENT = {
    *("id", "measure", "se", "real_se", "n", "infit", "outfit", "fair_average", "subset", "points"),
    *("points_low", "points_high", "mean", "spread", "candidates", "interviewers", "enough", "note"),
}


@pytest.fixture(scope="module")
def result() -> Result:
    rows = [replace(row, day=int(str(row.candidate)[1:]), topic="t") for row in drawn(1)]
    return calibrate(Ratings.from_rows(rows))


def test_the_names_stay_and_everything_is_json(result: Result) -> None:
    values = json.loads(json.dumps(as_json(result), allow_nan=False))
    assert set(values) == KEYS
    assert set(values["elements"]) == {"candidate", "interviewer", "question", "criterion", "topic"}
    assert set(values["elements"]["interviewer"][0]) == ELEMENT
    assert set(values["variance"]) == {"candidate", "interviewer", "question", "criterion"}
    assert set(values["agreement"]) >= {"pairs", "observed", "expected", "kappa"}
    assert set(values["reliability"]["interviewer"]) >= {
        "separation",
        "strata",
        "reliability",
        "chi_square",
        "p",
    }
    assert [row["point"] for row in values["categories"]] == [1, 2, 3, 4]
    assert values["subsets"][1] == {
        "facet": "interviewer",
        "number": 1,
        "keys": ["i0", "i1", "i2", "i3", "i4", "i5"],
        "ratings": 720,
    }


def test_a_refused_run_has_the_same_names() -> None:
    values = as_json(calibrate(Ratings.from_rows(drawn(1)[:9])))
    assert set(values) == KEYS
    assert values["refused"]
    assert (values["thresholds"], values["raw_thresholds"], values["variance"]) == ([], [], {})
    assert values["elements"]["interviewer"][0]["measure"] is None


def test_each_element_says_what_its_measure_says(result: Result) -> None:
    for name, own in result.elements.items():
        for place, values in enumerate(as_json(result)["elements"][name]):
            assert values == own.measure(place).as_json()


def test_thresholds_are_centred_and_the_raw_ones_carry_the_location(result: Result) -> None:
    values = as_json(result)
    raw = np.array(values["raw_thresholds"])
    assert sum(values["thresholds"]) == pytest.approx(0, abs=1e-12)
    np.testing.assert_allclose(raw - raw.mean(), values["thresholds"], atol=1e-9)


@pytest.mark.parametrize("missing", [1, 4])
def test_a_standing_fit_expects_nobody_at_a_point_that_was_never_used(missing: int) -> None:
    rows = [row for row in drawn(2, candidates=80) if row.score != missing]
    result = calibrate(Ratings.from_rows(rows), settings=Settings(minimum_ratings=5))
    raw = np.array(as_json(result)["raw_thresholds"])
    assert raw.size == 3
    assert result.fit is not None
    points, location = np.array(result.points, dtype=float), np.array([-3.0, 0.0, 3.0])
    expected = probabilities(location, result.fit.thresholds) @ points
    np.testing.assert_allclose(moments(location, raw).expected + 1, expected, atol=1e-6)


def test_a_fit_that_skips_a_point_in_the_middle_can_take_no_increments() -> None:
    rows = [row for row in drawn(2, candidates=80) if row.score != 2]
    result = calibrate(Ratings.from_rows(rows))
    assert (len(result.thresholds), as_json(result)["raw_thresholds"]) == (2, [])
    assert not takes_increments(as_json(result))


def test_a_fit_takes_increments_where_every_point_was_used(result: Result) -> None:
    assert takes_increments(as_json(result))
    never_best = [row for row in drawn(2, candidates=80) if row.score != 4]
    assert not takes_increments(as_json(calibrate(Ratings.from_rows(never_best))))
    assert not takes_increments(as_json(calibrate(Ratings.from_rows([]))))


def test_real_errors_are_larger_where_the_model_fits_badly(result: Result) -> None:
    own = result.elements["question"]
    worse = own.infit > 1
    np.testing.assert_allclose(own.real_se[worse], own.logit_se[worse] * np.sqrt(own.infit[worse]))
    np.testing.assert_array_equal(own.real_se[~worse], own.logit_se[~worse])
