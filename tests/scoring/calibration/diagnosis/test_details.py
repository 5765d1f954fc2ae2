import json
from dataclasses import replace

import numpy as np
import pytest

from scoring.calibration import Result, Settings, calibrate
from scoring.calibration.diagnosis.details import details_as_json, details_of
from scoring.calibration.ratings import Ratings
from tests.scoring.calibration.planted import FIVE, plant

KEYS = {
    *("use", "infit_z", "outfit_z", "point_measure", "point_measure_expected"),
    *("agreement", "signals", "discrimination", "months"),
}


@pytest.fixture(scope="module")
def result() -> Result:
    return calibrate(plant(31, candidates=500, interviewers=20, drifts=(3,)).ratings, settings=FIVE)


@pytest.mark.parametrize("facet", ["candidate", "interviewer", "question", "criterion"])
def test_every_element_has_every_key_and_all_of_it_is_json(result: Result, facet: str) -> None:
    details = details_of(result, facet)
    assert len(details) == len(result.elements[facet].keys)
    assert {frozenset(detail) for detail in details} == {frozenset(KEYS)}
    assert json.loads(json.dumps(details, allow_nan=False)) == details


def test_use_counts_each_point_of_the_scale(result: Result) -> None:
    for detail, n in zip(details_of(result, "question"), result.elements["question"].n, strict=True):
        assert len(detail["use"]) == 5
        assert sum(detail["use"]) == n


def test_signals_are_those_of_interviewers_with_words(result: Result) -> None:
    details = dict(zip(result.elements["interviewer"].keys, details_of(result, "interviewer"), strict=True))
    drift = details["3"]["signals"]["drift"]
    assert drift["flagged"]
    assert drift["unit"] == "points a year"
    assert drift["words"].endswith("milder now than a year ago")
    assert details["4"]["signals"]["drift"]["words"] == "no change over time beyond chance"
    assert set(details["4"]["agreement"]) == {"pairs", "observed", "expected"}
    assert details_of(result, "question")[0]["signals"] is None
    assert details_of(result, "question")[0]["agreement"] is None


def test_discrimination_is_that_of_questions(result: Result) -> None:
    for detail in details_of(result, "question"):
        said = detail["discrimination"]
        assert said["low"] < said["value"] < said["high"]
        assert said["flagged"] is False
    assert details_of(result, "interviewer")[0]["discrimination"] is None


def test_interviewers_and_questions_have_months(result: Result) -> None:
    for facet in ("interviewer", "question"):
        months = details_of(result, facet)[0]["months"]
        assert months == sorted(months, key=lambda month: month["month"])
        assert sum(month["n"] for month in months) == result.elements[facet].n[0]
    assert details_of(result, "criterion")[0]["months"] is None


def test_a_refused_run_has_details_without_figures() -> None:
    ratings = Ratings.of(candidate=["a"], interviewer=["i"], question=["q"], criterion=["k"], score=[2])
    result = calibrate(ratings, settings=Settings())
    (detail,) = details_of(result, "interviewer")
    assert result.refused
    assert set(detail) == KEYS
    assert detail["use"] is None
    assert detail["signals"]["drift"]["words"] == "cannot be said: the ratings have no days"
    assert detail["signals"]["halo"]["words"] == "cannot be said: nothing was fitted"


def test_ratings_without_days_have_no_drift_and_no_months() -> None:
    ratings = plant(32, candidates=150, interviewers=10).ratings
    result = calibrate(replace(ratings, day=None), settings=FIVE)
    detail = details_of(result, "interviewer")[0]
    assert detail["signals"]["drift"]["value"] is None
    assert detail["signals"]["drift"]["flagged"] is False
    assert not detail["months"]


def test_the_command_has_signals_by_interviewer_and_slopes_by_question(result: Result) -> None:
    values = details_as_json(result)
    assert tuple(values["signals"]) == result.elements["interviewer"].keys
    assert values["signals"]["3"]["drift"]["flagged"]
    assert tuple(values["discrimination"]) == result.elements["question"].keys
    refused = calibrate(Ratings.of(candidate=["a"], score=[2]), settings=Settings())
    assert details_as_json(refused) == {"signals": {}, "discrimination": {}}


def test_a_topic_has_nothing_but_its_keys() -> None:
    ratings = plant(33, candidates=60, interviewers=6).ratings
    topics = Ratings.of(
        candidate=["a"] * len(ratings), score=np.ones(len(ratings), int), topic=["sql"] * len(ratings)
    )
    result = calibrate(replace(ratings, groups=topics.groups), settings=FIVE)
    (detail,) = details_of(result, "topic")
    assert set(detail.values()) == {None}
