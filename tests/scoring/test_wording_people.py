"""Figures about interviewers in words."""

import pytest

from scoring.wording_people import agreement_words, fit_words, grade_words, reliability_words


@pytest.mark.parametrize(
    ("observed", "expected", "words"),
    [
        (0.52, 0.50, "as often as expected"),
        (0.80, 0.50, "more often than expected"),
        (0.20, 0.50, "less often than expected"),
    ],
)
def test_agreement_is_judged_against_what_chance_leaves_open(observed, expected, words):
    said, figures = agreement_words({"pairs": 100, "observed": observed, "expected": expected})
    assert said == words
    assert figures == f"{observed * 100:.0f} % of 100 pairs the same, 50 % expected"


def test_without_pairs_or_with_few_nothing_is_judged():
    assert agreement_words(None) == ("no answer was rated together with a colleague", "")
    assert agreement_words({"pairs": 0, "observed": None, "expected": None})[1] == ""
    said, figures = agreement_words({"pairs": 1, "observed": 1.0, "expected": 0.4})
    assert said == "too few to judge: 1 of 10 pairs of ratings"
    assert "of 1 pair the same" in figures


def test_fit_is_as_expected_between_a_half_and_one_and_a_half():
    assert [fit_words(value) for value in (None, 0.3, 1.0, 1.6)] == [
        "too little data",
        "more even than expected",
        "as expected",
        "less predictable than expected",
    ]


def test_reliability_says_how_many_groups_can_be_told_apart():
    assert reliability_words("interviewers", {"strata": 3.4, "reliability": 0.86}) == (
        "Interviewers differ reliably: about three groups can be told apart (reliability 0.86)."
    )
    assert "nearly everyone can be told apart" in reliability_words(
        "interviewers", {"strata": 12.1, "reliability": 0.99}
    )
    assert "do not differ reliably" in reliability_words("interviewers", {"strata": 1.2, "reliability": 0.3})
    assert "Too little data" in reliability_words("interviewers", None)
    assert "Too little data" in reliability_words("interviewers", {"strata": None, "reliability": None})


def test_every_grade_is_a_word_with_an_icon_and_an_unknown_one_is_steady():
    assert grade_words("act") == ("Act", "warning")
    assert grade_words("shoes") == grade_words("none") == ("Steady", "check")
