"""Where the marks of the pictures of interviewers stand."""

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.pictures_people import FOCUSABLE, Line, caterpillar, histogram, pairs


def line(name: str = "Lea Lead", value: float = 0.5, subset: int = 1, flagged: bool = False) -> Line:
    return Line(name, "0.5 harsher", value - 0.2, value, value + 0.2, subset, f"#{name}", flagged)


def test_harsher_stands_further_right_and_the_interval_around_its_value():
    picture = caterpillar([line("A", 0.5), line("B", -0.5)], reach=1.0)
    harsh, mild = picture.marks
    assert float(mild.value_x) < float(picture.zero) < float(harsh.value_x)
    assert float(harsh.low_x) < float(harsh.value_x) < float(harsh.high_x)
    assert float(harsh.y) < float(mild.y)


def test_subsets_stand_apart_under_a_heading_of_their_own():
    one = caterpillar([line("A"), line("B")], reach=1.0)
    assert [band.title_y for band in one.bands] == [""]
    two = caterpillar([line("A"), line("B"), line("C", subset=2)], reach=1.0)
    assert [band.number for band in two.bands] == [1, 2]
    assert all(band.title_y for band in two.bands)
    steps = [float(b.y) - float(a.y) for a, b in zip(two.marks, two.marks[1:], strict=False)]
    assert steps[1] > steps[0], "a gap between the subsets"


def test_three_hundred_interviewers_fit_and_names_thin_out():
    picture = caterpillar([line(f"Person {n}", n / 300) for n in range(300)], reach=1.0)
    assert picture.height < 1300
    named = [float(mark.y) for mark in picture.marks if mark.label]
    assert 50 < len(named) < 150
    assert min(b - a for a, b in itertools.pairwise(named)) >= 12
    assert not picture.focusable


def test_few_marks_are_stops_of_the_keyboard():
    assert caterpillar([line(str(n)) for n in range(FOCUSABLE)], reach=1.0).focusable
    assert not caterpillar([line(str(n)) for n in range(FOCUSABLE + 1)], reach=1.0).focusable


def test_a_long_name_is_cut_in_the_picture_only():
    mark = caterpillar([line("Maximiliane von und zu Hohenstaufen")], reach=1.0).marks[0]
    assert mark.label == "Maximiliane von und zu …"
    assert mark.line.name == "Maximiliane von und zu Hohenstaufen"


def test_nobody_at_all_is_an_empty_picture():
    picture = caterpillar([], reach=1.0)
    assert (picture.marks, picture.bands) == ([], [])


@given(st.lists(st.floats(-6, 6), max_size=60), st.floats(0.5, 6))
@settings(max_examples=50)
def test_the_histogram_counts_everybody_once(values, reach):
    assert sum(bin.count for bin in histogram(values, reach).bins) == len(values)


def test_the_bars_of_the_histogram_say_what_they_cover():
    bins = [bin for bin in histogram([0.05, 0.07, -0.31], reach=1.0).bins if bin.count]
    assert [(bin.words, bin.count) for bin in bins] == [("−0.4 to −0.3", 1), ("0 to +0.1", 2)]
    assert float(bins[1].height) == 2 * float(bins[0].height)


def test_given_and_expected_stand_side_by_side_on_one_scale():
    one, two = pairs([("1", 10, 5.0), ("2", 0, 20.0)])
    assert (one.given_height, one.expected_height, two.expected_height) == ("48", "24", "96")
    assert float(one.given_x) < float(one.expected_x) < float(two.given_x)
    assert pairs([]) == []
