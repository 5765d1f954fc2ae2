"""Where marks stand in the pictures of questions, rubrics and runs."""

import re
from itertools import pairwise

import pytest

from scoring.level_bar import Reach
from scoring.pictures_questions import LEFT, RIGHT, Spot, strips, use_columns
from scoring.pictures_rubrics import FLOOR, TOP, curves, shade
from scoring.pictures_runs import APART, slopes, spread_out


def spot(number: int, strip: str, low: float, value: float, high: float) -> Spot:
    return Spot(strip, number, f"Question {number}", f"/{number}/", "words", Reach(low, value, high))


def test_each_level_has_its_strip_and_each_question_its_line():
    picture = strips(
        [spot(1, "Mid", 2, 2.5, 3), spot(2, "Mid", 2, 3, 4), spot(3, "Senior", 1, 2, 3)], 1, 4, 3, (1, 4)
    )
    assert [(strip.name, len(strip.marks)) for strip in picture.strips] == [("Mid", 2), ("Senior", 1)]
    places = [float(mark.y) for strip in picture.strips for mark in strip.marks]
    assert places == sorted(places)
    assert places[-1] < float(picture.floor) < float(picture.height)
    assert picture.ticks == [("64", "1"), ("668", "4")]


def test_a_question_on_the_bar_stands_on_the_plumb_line():
    picture = strips([spot(1, "Mid", 2.5, 3, 3.5)], 1, 4, 3, (1,))
    assert picture.strips[0].marks[0].x == picture.bar


def test_an_interval_that_leaves_the_picture_has_no_end_there():
    inside = strips([spot(1, "Mid", 2, 2.5, 3)], 1, 4, 3, ())
    beyond = strips([spot(1, "Mid", 0.5, 2.5, 3)], 1, 4, 3, ())
    assert inside.strips[0].marks[0].path.count("v6") == 2
    assert beyond.strips[0].marks[0].path.count("v6") == 1
    assert beyond.strips[0].marks[0].path.startswith(f"M{LEFT:g} ")


def test_columns_of_use_are_as_high_as_their_counts():
    columns = use_columns([0, 5, 10], 1)
    assert [(one.point, one.height) for one in columns] == [(1, "0"), (2, "10"), (3, "20")]
    assert use_columns([], 1) == []
    assert [one.height for one in use_columns([0, 0], 1)] == ["0", "0"]


def test_curves_begin_and_end_with_the_outer_points():
    picture = curves([-1.5, 0.0, 1.5], 1)
    assert [curve.point for curve in picture.curves] == [1, 2, 3, 4]
    first, last = picture.curves[0], picture.curves[-1]
    assert float(first.x) < float(last.x)
    assert len({curve.dash for curve in picture.curves}) == 4, "told apart by more than colour"
    ys = [float(y) for curve in picture.curves for y in re.findall(r"[ML][\d.]+ ([\d.]+)", curve.path)]
    assert min(ys) >= TOP
    assert max(ys) <= FLOOR


def test_crossings_stand_where_neighbours_are_equally_likely():
    picture = curves([-1.5, 0.0, 1.5], 1)
    assert float(picture.crossings[1]) == pytest.approx((LEFT - 20 + RIGHT - 4) / 2, abs=0.01)
    assert [label for _, label in picture.across] == ["1.5", "2", "2.5", "3", "3.5"]
    assert "0" in [label for _, label in curves([-1.5, 0.0, 1.5], 1, "logits").across]


def test_a_hidden_point_is_known_to_the_picture():
    assert [curve.hidden for curve in curves([0.5, -0.5, 1.0], 1).curves] == [False, True, False, False]


def test_two_and_ten_categories_can_be_drawn():
    assert len(curves([0.0], 0).curves) == 2
    assert len(curves([float(n - 4) for n in range(9)], 1).curves) == 10


def test_cells_are_the_darker_the_more():
    assert [shade(value) for value in (None, -0.3, 0.05, 0.15, 0.25, 0.4, 0.9)] == [0, 0, 0, 1, 2, 3, 4]


def test_a_line_runs_from_what_was_to_what_is():
    picture = slopes([(1, "one", -0.5, 0.5, True), (2, "two", 0.0, 0.0, False)])
    one, two = picture.lines
    assert float(one.before) > float(one.after), "up is harder"
    assert two.before == two.after == picture.zero
    assert (one.far, two.far) == (True, False)


def test_numbers_beside_each_other_do_not_overlap_and_stay_around_their_dots():
    assert spread_out([10.0, 10.0, 100.0]) == [3.0, 17.0, 100.0]
    places = spread_out([50.0, 10.0, 52.0, 51.0, 12.0])
    assert all(b - a >= APART - 1e-9 for a, b in pairwise(sorted(places)))
    assert sum(places) == pytest.approx(50.0 + 10 + 52 + 51 + 12)
    assert places[1] < places[4] < places[0] < places[3] < places[2]
    assert spread_out([]) == []
