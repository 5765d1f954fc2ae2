"""What is known of a question as numbers: each formula at points that can be worked out by hand."""

import pytest

from interviews.assembly.numbers import (
    Measured,
    Met,
    discrimination,
    freshness,
    hardness,
    information,
    priority,
    telling,
)

KNOWN = Measured(difficulty=0.4, low=0.4 - 0.196, high=0.4 + 0.196, enough=True)


@pytest.mark.parametrize(("curated", "points"), [(1, -0.5), (2, 0.0), (3, 0.5), (None, 0.0)])
def test_without_measures_a_question_is_as_hard_as_the_curator_says_give_or_take_half_a_point(
    curated, points
):
    assert hardness(Measured(), curated) == (points, 0.5)


def test_measured_difficulty_counts_once_it_rests_on_enough_with_the_error_of_its_interval():
    assert hardness(KNOWN, 1) == (0.4, pytest.approx(0.1, abs=1e-3))
    assert hardness(Measured(difficulty=0.4, low=-1, high=2), 1) == (-0.5, 0.5)


def test_discrimination_is_drawn_to_the_usual_one_by_as_little_as_it_rests_on():
    assert discrimination(Measured()) == pytest.approx(0.3)
    assert discrimination(Measured(discrimination=0.5, discrimination_n=20)) == pytest.approx(0.4)
    assert discrimination(Measured(discrimination=0.5, discrimination_n=2000)) == pytest.approx(
        0.498, abs=1e-3
    )


def test_what_a_candidate_at_the_bar_answers_half_tells_most():
    full = Measured(discrimination=0.6, discrimination_n=10**9)

    assert information(full, 0.5, 0.0, bar=3.0) == pytest.approx(1.0)  # (3 - 0.5 - 1) / 3 is a half
    assert information(full, 0.0, 0.0, bar=3.0) == pytest.approx(8 / 9)
    assert information(full, 0.0, 0.0, bar=2.5) == pytest.approx(1.0)
    assert information(full, -5.0, 0.0) == information(full, 5.0, 0.0) == 0.0


def test_what_hardly_discriminates_or_is_hardly_known_tells_less():
    assert information(Measured(), 0.5, 0.0) == pytest.approx(0.5)  # the usual .3 of .6
    against = Measured(discrimination=-0.6, discrimination_n=10**9)
    assert information(against, 0.5, 0.0) == 0.0
    assert information(Measured(), 0.5, 0.3) == pytest.approx(0.5 * 0.96)


def test_the_net_slope_counts_before_the_raw_correlation_and_with_its_square():
    sure = {"slope_low": 1.0, "slope_high": 1.0}
    raw = {"discrimination": 0.0, "discrimination_n": 10**9}
    assert telling(Measured(slope=1.0, **sure, **raw)) == pytest.approx(0.5), "as a usual question"
    assert telling(Measured(**raw)) == pytest.approx(0.0, abs=1e-6)
    assert telling(Measured(slope=0.5, slope_low=0.5, slope_high=0.5)) == pytest.approx(1 / 8)
    assert telling(Measured(slope=-0.5, slope_low=-0.5, slope_high=-0.5)) == 0.0
    assert telling(Measured(slope=3.0, slope_low=3.0, slope_high=3.0)) == 1.0


def test_a_slope_is_drawn_to_one_by_as_little_as_is_known_of_it():
    half_known = Measured(slope=0.5, slope_low=0.5 - 1.959964 * 0.3, slope_high=0.5 + 1.959964 * 0.3)
    assert telling(half_known) == pytest.approx(0.75**2 / 2)
    assert telling(Measured(slope=0.5)) == telling(Measured()), "without an interval it is not known"


def test_freshness_halves_with_what_wears_a_question_off():
    assert freshness(Met()) == 1.0
    for met in (Met(asked=10), Met(readers=40), Met(flags=2), Met(leaks=1)):
        assert freshness(met) == pytest.approx(0.5)
    assert freshness(Met(asked=10, readers=40, flags=2, leaks=1)) == pytest.approx(1 / 16)


def test_priority_goes_from_nought_to_one():
    assert [priority(said) for said in (-1, 0, 1)] == [0.0, 0.5, 1.0]
