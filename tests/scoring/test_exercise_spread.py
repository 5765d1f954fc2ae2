"""Spread and distances of an exercise, figured by hand."""

import uuid

import pytest

from scoring.exercise_spread import Distance, distance_of, joined, spread_of
from scoring.pictures_exercises import exercise_dots

DEPTH, CLARITY = uuid.uuid4(), uuid.uuid4()


def test_the_median_is_of_those_who_rated() -> None:
    spread = spread_of([4, None, 1, 2, 2])
    assert spread.values == (1, 2, 2, 4)
    assert spread.median == 2
    assert spread.not_assessed == 1
    assert spread.gap == 3


def test_agreement_is_the_share_of_pairs_with_the_same_point() -> None:
    assert spread_of([2, 2, 2, 4]).agreement == pytest.approx(3 / 6)
    assert spread_of([3]).agreement is None
    assert spread_of([None]).median is None


def test_a_distance_is_the_own_value_less_the_median_of_the_others() -> None:
    others = [{DEPTH: 1, CLARITY: 3}, {DEPTH: 2, CLARITY: None}, {DEPTH: 4, CLARITY: 4}]
    found = distance_of({DEPTH: 4, CLARITY: 3}, others)
    assert found.differences == (2.0, -0.5)
    assert found.mean == pytest.approx(0.75)


def test_fewer_than_three_on_a_criterion_give_no_distance() -> None:
    assert distance_of({DEPTH: 4}, [{DEPTH: 1}, {DEPTH: None}]).mean is None
    assert distance_of({DEPTH: None}, [{DEPTH: 1}, {DEPTH: 2}]).n == 0


def test_distances_of_several_exercises_are_joined_criterion_by_criterion() -> None:
    assert joined([Distance((1.0,)), Distance((0.0, -1.0)), Distance(())]).mean == 0


def test_the_picture_marks_the_own_dot_and_says_all_in_words() -> None:
    picture = exercise_dots((2, 2, 4), 4, 2.0)
    assert len(picture.dots) == 3
    assert picture.own == picture.dots[2]
    assert picture.words == "3 ratings: 2, 2, 4; median 2; yours is 4"
    assert exercise_dots((), None, None).words == "No ratings"
