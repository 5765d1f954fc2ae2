"""Where a question stands against its level's bar."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.calibration.model.moments import probabilities
from scoring.level_bar import BAR, Reach, against_level, at_the_bar, expected_points, place_of

EVEN = [-1.5, 0.0, 1.5]
thresholds = st.lists(st.floats(-3, 3), min_size=3, max_size=3)


def test_the_middle_of_an_even_scale_is_expected_at_zero():
    assert expected_points(0.0, EVEN, 1) == pytest.approx(2.5)


def test_the_expected_rating_is_the_mean_over_the_points():
    chances = probabilities(np.array([0.7]), np.array(EVEN))[0]
    assert expected_points(0.7, EVEN, 1) == pytest.approx(
        sum(p * k for p, k in zip(chances, (1, 2, 3, 4), strict=True))
    )


@settings(max_examples=30, deadline=None)
@given(st.floats(1.01, 3.99), thresholds)
def test_a_place_gives_the_points_that_it_was_asked_for(points, steps):
    assert expected_points(place_of(points, steps, 1), steps, 1) == pytest.approx(points, abs=1e-6)


@pytest.mark.parametrize("points", [1.0, 4.0, 0.0, 5.0])
def test_nobody_is_expected_at_the_ends_of_the_scale(points):
    with pytest.raises(ValueError, match="inside the scale"):
        place_of(points, EVEN, 1)


def test_the_mean_question_of_a_level_gives_exactly_the_bar():
    assert at_the_bar(Reach(-0.2, 0.0, 0.2), EVEN, 1).value == pytest.approx(BAR)


def test_a_harder_question_gives_less_and_the_interval_stays_around_it():
    found = at_the_bar(Reach(0.3, 0.5, 0.7), EVEN, 1)
    assert found.low < found.value < found.high < BAR


@settings(max_examples=30, deadline=None)
@given(st.lists(st.floats(-3, 3), min_size=2, max_size=8), st.floats(-5, 5))
def test_a_shift_of_all_questions_changes_nothing(logits, shift):
    before = against_level(logits[0], 0.2, logits)
    after = against_level(logits[0] + shift, 0.2, [logit + shift for logit in logits])
    assert before is not None
    assert after is not None
    assert after.value == pytest.approx(before.value, abs=1e-9)


def test_a_question_alone_in_its_level_is_compared_with_nothing():
    assert against_level(0.4, 0.2, [0.4]) is None
