"""What is said of questions and of the scale."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.calibration.model.moments import probabilities
from scoring.level_bar import Reach
from scoring.question_words import (
    bar_words,
    category_words,
    halo_words,
    missing_words,
    never_most_likely,
    order_words,
    reliability_words,
)


@pytest.mark.parametrize(
    ("reach", "words"),
    [
        (Reach(2.7, 2.9, 3.1), "as hard as its level"),
        (Reach(2.3, 2.5, 2.7), "0.5 harder than its level"),
        (Reach(3.2, 3.3, 3.4), "0.3 easier than its level"),
        (None, "nothing to compare with yet"),
    ],
)
def test_a_side_is_named_only_where_the_interval_does_not_reach_the_bar(reach, words):
    assert bar_words(reach) == words


@settings(max_examples=50, deadline=None)
@given(st.lists(st.floats(-3, 3), min_size=2, max_size=6))
def test_a_point_is_hidden_exactly_where_no_place_makes_it_the_most_likely(thresholds):
    chances = np.log(probabilities(np.linspace(-8, 8, 4001), np.array(thresholds)))
    hidden = never_most_likely(thresholds)
    for k in range(len(thresholds) + 1):
        ahead = (chances[:, k] - np.delete(chances, k, axis=1).max(axis=1)).max()
        # Who is on top between two places of the grid only is hardly behind at either.
        assert ahead <= 1e-9 if k in hidden else ahead > -0.02


@pytest.mark.parametrize(
    ("thresholds", "words"),
    [
        ([-1.0, 0.0, 1.0], "In order: each point is the most likely one somewhere on the ruler."),
        ([0.5, -0.5, 1.0], "Disordered: point 2 is never the most likely."),
        ([1.0, 0.0, -1.0], "Disordered: points 2 and 3 are never the most likely."),
        ([], "No thresholds: nothing was fitted."),
    ],
)
def test_the_order_of_the_steps_is_said_with_the_points_that_it_hides(thresholds, words):
    assert order_words(thresholds, 1) == words


def test_missing_words_count_down():
    assert missing_words(1, 10) == "too little data: 1 rating, 9 more needed"
    assert missing_words(12, 10) == "too little data"


def test_a_point_hardly_given_out_of_order_or_noisy_is_told_of():
    fine = {"n": 40, "ordered": True, "outfit": 1.1}
    assert category_words(fine) == ""
    assert category_words(fine | {"n": 3}) == "given 3 times, 10 are needed"
    assert (
        category_words(fine | {"ordered": False, "outfit": 2.4})
        == "out of order; given where it is not expected"
    )
    assert category_words({"n": 40, "ordered": None, "outfit": None}) == ""


def test_halo_has_a_word_for_each_grade():
    assert [halo_words(value) for value in (None, -0.2, 0.2, 0.4, 0.9)] == [
        "–",
        "apart",
        "a little",
        "much",
        "nearly one",
    ]


def figures(strata: float | None, elements: int = 40) -> dict[str, float | None]:
    return {"strata": strata, "reliability": None if strata is None else 0.8, "elements": elements}


def test_differences_are_bad_of_interviewers_and_good_of_questions():
    assert reliability_words("interviewer", figures(2.9)).startswith("They differ")
    assert reliability_words("interviewer", figures(1.2)).startswith("They are about equally severe")
    assert reliability_words("question", figures(3.1)) == "3 groups can be told apart."
    assert reliability_words("question", figures(1.0)) == "They cannot be told apart by these ratings."
    assert reliability_words("question", figures(None)) == "Too little data."


def test_two_criteria_are_never_six_groups():
    assert reliability_words("criterion", figures(6.7, elements=2)) == "2 groups can be told apart."
