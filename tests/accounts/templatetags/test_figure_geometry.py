import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.templatetags.figure_geometry import Axis, mean_of, stacked_dots, text

SCALE = Axis(1, 4, 16, 168)


def test_an_axis_runs_from_its_left_to_its_right_end():
    assert [SCALE.at(1), SCALE.at(4), SCALE.at(2.5)] == [16, 168, 92]


def test_a_value_beyond_an_end_stands_at_that_end():
    assert SCALE.at(-3) == 16
    assert SCALE.at(9) == 168


def test_an_axis_without_length_is_refused():
    with pytest.raises(ValueError, match="low < high"):
        Axis(2, 2, 0, 100)


def test_equal_ratings_stand_on_top_of_each_other():
    dots = stacked_dots([3, 2, 3], SCALE, floor=38, ceiling=20)
    assert [dot.x for dot in dots] == [text(SCALE.at(2)), text(SCALE.at(3)), text(SCALE.at(3))]
    assert [dot.y for dot in dots] == ["38", "38", "27"]


@given(st.lists(st.integers(1, 4), max_size=60))
def test_every_rating_is_one_dot_inside_the_picture(values):
    dots = stacked_dots(values, SCALE, floor=38, ceiling=20)
    assert len(dots) == len(values)
    assert len(set(dots)) == len(values), "two dots in one place would hide a rating"
    assert all(16 <= float(dot.x) <= 168 and 20 <= float(dot.y) <= 38 for dot in dots)


@pytest.mark.parametrize(
    ("number", "said"), [(2.0, "2"), (2.666, "2.67"), (-0.3, "-0.3"), (-0.001, "0"), (100.0, "100"), (0, "0")]
)
def test_numbers_are_said_without_empty_decimals(number, said):
    assert text(number) == said


def test_the_mean_of_nothing_is_nothing():
    assert mean_of([]) is None
    assert mean_of([2, 3]) == 2.5
