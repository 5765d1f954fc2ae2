"""Measures in words: positive is harsher or harder."""

import pytest

from scoring.wording import (
    Estimate,
    colleague_words,
    difficulty_words,
    estimate_of,
    own_words,
    severity_words,
)


def test_to_oneself_harsher_reads_as_below():
    assert own_words(Estimate(0.31, 0.12, 0.52, 41)) == (
        "You rate about 0.3 points below colleagues on the same people and questions; "
        "95 % interval 0.1 to 0.5; from 41 candidates."
    )


def test_milder_reads_as_above_with_the_interval_the_right_way_round():
    assert own_words(Estimate(-0.31, -0.52, -0.12, 1)) == (
        "You rate about 0.3 points above colleagues on the same people and questions; "
        "95 % interval 0.1 to 0.5; from 1 candidate."
    )


def test_an_interval_over_zero_says_that_there_may_be_no_difference():
    words = colleague_words("Bea", Estimate(0.2, -0.1, 0.5, 12))
    assert words.startswith("Bea rates about 0.2 points harsher than colleagues")
    assert "from 0.1 milder to 0.5 harsher, so there may be no difference at all" in words


def test_next_to_nothing_is_no_difference_in_either_direction():
    for severity in (0.04, 0.0, -0.04):
        found = Estimate(severity, -0.2, 0.2, 9)
        assert "as colleagues do" in own_words(found)
        assert severity_words(found) == "no clear difference"
        assert difficulty_words(found) == "no clear difference"


@pytest.mark.parametrize(("severity", "words"), [(0.4, "0.4 harder"), (-0.4, "0.4 easier")])
def test_questions_are_harder_or_easier(severity, words):
    assert difficulty_words(Estimate(severity, severity - 0.2, severity + 0.2, 9)) == words


def test_a_table_claims_no_side_while_the_interval_reaches_over_zero():
    assert severity_words(Estimate(0.3, -0.1, 0.7, 9)) == "no clear difference"
    assert severity_words(Estimate(0.3, 0.1, 0.5, 9)) == "0.3 harsher"


def test_without_a_figure_there_is_no_estimate():
    assert estimate_of(None, None, None, 3) is None
    assert estimate_of(0.0, -0.1, 0.1, 3) == Estimate(0.0, -0.1, 0.1, 3)
