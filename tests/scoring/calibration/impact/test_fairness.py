"""Adverse impact: the published examples, one different person, and no figure that names anybody."""

import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.stats.contingency_tables import StratifiedTable

from scoring.calibration.impact.fairness import Fairness, Impact, adverse_impact
from scoring.calibration.impact.mantel_haenszel import Opening, common_odds

# Bickel, Hammel & O'Connell 1975, Science 187: men admitted and applied, women likewise, by department.
BERKELEY = {
    "A": (512, 825, 89, 108),
    "B": (353, 560, 17, 25),
    "C": (120, 325, 202, 593),
    "D": (138, 417, 131, 375),
    "E": (53, 191, 94, 393),
    "F": (22, 373, 24, 341),
}
# Agresti 1990, Categorical Data Analysis, pages 231-237: rabbits cured, treated at once and later.
RABBITS = [(0, 6, 0, 5), (3, 6, 0, 6), (6, 6, 2, 6), (5, 6, 6, 6), (2, 2, 5, 5)]


def one(fairness: Fairness, group: str) -> Impact:
    return next(impact for impact in fairness.groups if impact.group == group)


def test_the_example_of_the_guidelines_comes_out_as_printed() -> None:
    # Questions and Answers 1979: rates 60, 45, 48 and 51 %; ratios 75, 80 and 85 %.
    found = adverse_impact({"": {"w": (60, 100), "i": (45, 100), "h": (48, 100), "b": (51, 100)}})
    assert found.reference == "w" and [impact.group for impact in found.groups] == ["w", "b", "h", "i"]
    assert {impact.group: (impact.ratio, impact.below) for impact in found.groups} == {
        "w": (1.0, False),
        "i": (pytest.approx(0.75), True),
        "h": (pytest.approx(0.80), False),
        "b": (pytest.approx(0.85), False),
    }


def test_twins_of_convicts_are_as_likely_as_printed() -> None:
    # Fisher 1962, in the examples of R's fisher.test: 10 of 13 against 2 of 17, two-sided p .0005367.
    found = one(adverse_impact({"": {"monozygotic": (10, 13), "dizygotic": (2, 17)}}), "dizygotic")
    assert found.p == pytest.approx(0.0005367, abs=1e-7)


def test_berkeley_turns_round_across_departments() -> None:
    openings = {k: {"men": (a, n), "women": (b, m)} for k, (a, n, b, m) in BERKELEY.items()}
    women = one(adverse_impact(openings), "women")
    assert women.ratio == pytest.approx((557 / 1835) / (1198 / 2691)) and women.below
    assert women.p is not None and women.p < 1e-20
    assert "beyond chance" in women.words
    across = women.across
    assert across is not None and across.openings == 6
    # R 4, mantelhaen.test(UCBAdmissions): odds ratio .9046968 men over women, .7719074 to 1.0603298,
    # chi-square 1.4269, p .2323; turned over here.
    assert across.ratio == pytest.approx(1 / 0.9046968, rel=1e-6)
    assert across.low == pytest.approx(1 / 1.0603298, rel=1e-6)
    assert across.high == pytest.approx(1 / 0.7719074, rel=1e-6)
    assert across.chi_square == pytest.approx(1.4269, abs=1e-4) and across.p == pytest.approx(
        0.2323, abs=1e-4
    )


def test_the_rabbits_come_out_as_in_r() -> None:
    # R, mantelhaen.test(Rabbits): chi-square 3.9286, p .04747, odds ratio 7, 1.026713 to 47.725133.
    odds = common_odds([Opening(*row) for row in RABBITS])
    assert odds.chi_square == pytest.approx(3.9286, abs=1e-4) and odds.p == pytest.approx(0.04747, abs=1e-5)
    assert odds.ratio == pytest.approx(7.0)
    assert (odds.low, odds.high) == (pytest.approx(1.026713, abs=1e-6), pytest.approx(47.725133, abs=1e-6))
    assert odds.openings == 3


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(*[st.integers(1, 30)] * 4), min_size=1, max_size=6))
def test_the_common_odds_are_those_of_another_implementation(cells: list[tuple[int, int, int, int]]) -> None:
    ours = common_odds([Opening(a, a + b, c, c + d) for a, b, c, d in cells])
    table = StratifiedTable([np.array([[a, b], [c, d]]) for a, b, c, d in cells])
    low, high = table.oddsratio_pooled_confint()
    assert ours.ratio == pytest.approx(table.oddsratio_pooled)
    assert (ours.low, ours.high) == (pytest.approx(low), pytest.approx(high))
    difference = abs(sum(a - (a + b) * (a + c) / (a + b + c + d) for a, b, c, d in cells))
    if difference >= 0.5:
        assert ours.p == pytest.approx(table.test_null_odds(correction=True).pvalue, abs=1e-9)


def test_one_different_person_turns_a_small_finding_round() -> None:
    # Question 21: one different person selected would give the group the higher rate.
    found = one(adverse_impact({"": {"a": (3, 10), "b": (2, 10)}}), "b")
    assert found.below and found.reversal and "too few for a finding" in found.words
    large = one(adverse_impact({"": {"a": (60, 100), "b": (40, 100)}}), "b")
    assert large.below and not large.reversal and not large.one_more and "Find out why" in large.words


def test_one_more_selected_may_be_enough() -> None:
    found = one(adverse_impact({"": {"a": (10, 20), "b": (15, 38)}}), "b")
    assert found.below and found.one_more and not found.reversal
    assert "one more selected would lift it" in found.words


def test_small_groups_are_not_shown_and_cannot_be_worked_out() -> None:
    counts = {"a": (100, 300), "b": (90, 300), "tiny": (1, 3), "few": (4, 10)}
    found = adverse_impact({"": counts})
    tiny, few = one(found, "tiny"), one(found, "few")
    assert tiny.people is tiny.rate is tiny.p is None and "fewer than 5 people" in tiny.hidden
    assert few.people is None and "under 2%" in few.hidden
    assert (found.people, found.selected) == (600, 190)  # of the groups shown: nothing left to subtract
    text = json.dumps(found.as_json())
    assert "613" not in text and "195" not in text
    assert "2 groups too small to be shown; the totals leave them out." in found.statements


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 4), st.integers(0, 4), st.integers(5, 60), st.integers(5, 60))
def test_a_hidden_group_leaves_no_trace_in_any_figure(k: int, n: int, people: int, many: int) -> None:
    shown = {"a": (people // 2, people), "b": (many // 3, many)}
    with_hidden = adverse_impact({"": shown | {"c": (min(k, n), n)}}).as_json()
    with_other = adverse_impact({"": shown | {"c": (0, 4)}}).as_json()
    assert with_hidden == with_other


@pytest.mark.parametrize(
    ("groups", "said"),
    [
        ({}, "no group large enough"),
        ({"a": (1, 4)}, "no group large enough"),
        ({"a": (1, 40)}, "Only one group"),
        ({"a": (0, 40), "b": (0, 40)}, "Nobody"),
    ],
)
def test_what_cannot_be_compared_is_said(groups: dict[str, tuple[int, int]], said: str) -> None:
    found = adverse_impact({"": groups})
    assert found.reference is None and said in found.statements[0]


def test_openings_that_say_nothing_say_nothing() -> None:
    odds = common_odds([Opening(0, 5, 0, 5), Opening(5, 5, 5, 5), Opening(2, 5, 0, 0)])
    assert odds == common_odds([]) and odds.p is None
    one_sided = common_odds([Opening(5, 5, 0, 5)])
    assert one_sided.ratio is None and one_sided.p is not None and one_sided.p < 0.05


def test_more_selected_than_people_is_refused() -> None:
    with pytest.raises(ValueError, match="3 selected of 2"):
        adverse_impact({"": {"a": (3, 2)}})
