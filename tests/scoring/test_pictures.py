"""Where the marks of the calibration pictures stand."""

from scoring.pictures import bars, history


def test_the_tallest_bar_fills_the_room_and_the_others_in_proportion():
    one, two, none = bars([("1", 10), ("2", 5), ("3", 0)])
    assert (one.height, two.height, none.height) == ("96", "48", "0")
    assert (one.y, two.y) == ("20", "68")


def test_nothing_at_all_draws_flat_bars():
    assert [bar.height for bar in bars([("1", 0), ("2", 0)])] == ["0", "0"]


def test_harsher_stands_higher_and_the_line_breaks_where_a_run_said_nothing():
    drawn = history(
        [("run 1", 0.0, 0.5, 1.0), ("run 2", None, None, None), ("run 3", -1.0, -0.5, 0.0)], reach=1.0
    )
    first, second, third = drawn.points
    assert float(first.y) < float(drawn.zero) < float(third.y)
    assert not second.known
    assert drawn.path.count("M") == 2
    assert "L" not in drawn.path
    assert first.top == "12"
