"""Where the marks of the ruler stand."""

import itertools
import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.pictures_ruler import DOTS, NAMED, Facet, Item, apart, expected_points, ruler

STEPS = (-1.5, 0.0, 1.5)


def test_higher_logits_stand_higher_and_both_axes_rise():
    drawn = ruler([Facet("Criteria", [Item(1.0, "Depth"), Item(-1.0, "Clarity")])], STEPS, 1)
    depth, clarity = drawn.columns[0].dots
    assert float(depth.y) < float(drawn.zero) < float(clarity.y)
    for axis in (drawn.logits, drawn.points, drawn.steps):
        heights = [float(y) for y, _ in axis]
        assert heights == sorted(heights, reverse=True)
    assert [label for _, label in drawn.steps] == ["1|2", "2|3", "3|4"]


def test_the_middle_of_the_scale_is_expected_where_the_steps_are_centred():
    assert expected_points(0.0, STEPS, 1) == pytest.approx(2.5)
    drawn = ruler([Facet("Criteria", [Item(0.0)])], STEPS, 1)
    assert {label: y for y, label in drawn.points}["2.5"] == drawn.zero


def test_expected_points_follow_the_rating_scale_model():
    """By hand: two categories are the logistic curve."""
    assert expected_points(0.7, (0.0,), 0) == pytest.approx(1 / (1 + math.exp(-0.7)))


@given(st.floats(-600, 600), st.lists(st.floats(-5, 5), min_size=1, max_size=9))
@settings(max_examples=50)
def test_expected_points_stay_on_the_scale(location, thresholds):
    assert 1 <= expected_points(location, thresholds, 1) <= 1 + len(thresholds)


def test_few_elements_bear_names_more_are_dots_and_many_are_bars():
    few, more, many = (
        ruler([Facet("Questions", [Item(n / 100, f"Q{n}") for n in range(count)])], STEPS, 1).columns[0]
        for count in (NAMED, DOTS, DOTS + 1)
    )
    assert all(dot.label for dot in few.dots)
    assert len(more.dots) == DOTS
    assert not any(dot.label for dot in more.dots)
    assert not many.dots
    assert sum(row.count for row in many.rows) == DOTS + 1


def test_who_must_not_be_told_apart_is_never_a_dot():
    column = ruler([Facet("Candidates", [Item(0.1), Item(0.2)], bars=True)], STEPS, 1).columns[0]
    assert (column.dots, column.rows[0].count) == ([], 2)


def test_names_move_apart_and_stay_near():
    assert apart([100.0, 101.0, 300.0], 14.0) == [93.5, 107.5, 300.0]


@given(st.lists(st.floats(0, 500), max_size=20))
@settings(max_examples=50)
def test_names_never_cover_each_other(heights):
    places = apart(sorted(heights), 14.0)
    assert all(b - a > 13.99 for a, b in itertools.pairwise(places))
