"""A changed use of the scale: beyond its sampling bound, not beyond a rule of thumb."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import ks_2samp

from scoring.calibration.drift.shift import kolmogorov_smirnov, psi_bound, shift_of, stability_index

SHARES = np.array([0.1, 0.2, 0.4, 0.2, 0.1])


def test_the_index_is_the_one_of_the_formula() -> None:
    index = stability_index(np.array([50, 50]), np.array([60, 40]))
    assert index == pytest.approx((0.5 - 0.6) * np.log(0.5 / 0.6) + (0.5 - 0.4) * np.log(0.5 / 0.4))


def test_fifty_ratings_a_month_reach_a_fifth_by_chance_alone() -> None:
    # (1/50 + 1/500) 9.488 = .209: the figure of the reference, far above the customary limit of .10.
    assert psi_bound(500, 50, 5) == pytest.approx(0.209, abs=0.001)
    rng, even = np.random.default_rng(5), np.full(5, 0.2)
    index = [stability_index(rng.multinomial(500, even), rng.multinomial(50, even)) for _ in range(3000)]
    assert np.quantile(index, 0.95) == pytest.approx(0.21, abs=0.02)
    assert np.mean(np.array(index) > 0.10) > 0.3  # the rule of thumb cries wolf every third month


def test_the_bound_is_broken_one_time_in_twenty_if_nothing_changed() -> None:
    rng = np.random.default_rng(6)
    changed = [
        shift_of(rng.multinomial(900, SHARES).tolist(), rng.multinomial(150, SHARES).tolist()).changed
        for _ in range(400)
    ]
    assert 0.02 < np.mean(changed) < 0.09


def test_a_real_change_is_found() -> None:
    shift = shift_of([100, 200, 400, 200, 100], [5, 10, 40, 60, 35])
    assert shift.changed and shift.psi is not None and shift.psi > 0.3
    assert shift.p is not None and shift.p < 0.001
    assert shift.distance == pytest.approx(0.7 - 55 / 150)


def test_with_ties_the_permuted_chance_is_uniform_where_the_textbook_one_is_not() -> None:
    rng = np.random.default_rng(7)
    dealt, textbook = [], []
    for _ in range(150):
        first, second = rng.multinomial(80, SHARES), rng.multinomial(80, SHARES)
        dealt.append(kolmogorov_smirnov(first, second)[1])
        points = np.arange(5)
        textbook.append(ks_2samp(np.repeat(points, first), np.repeat(points, second), method="asymp").pvalue)
    assert np.mean(np.array(dealt) <= 0.2) == pytest.approx(0.2, abs=0.09)
    assert np.mean(np.array(textbook) <= 0.2) < 0.08


def test_too_little_says_how_much_is_missing() -> None:
    shift = shift_of([5, 5], [100, 100])
    assert shift.psi is None and shift.note == "too little data: 10 more ratings before are needed"
    assert not shift.changed
    assert shift_of([50, 0], [50, 0]).note == "only one point of the scale was ever given"
    assert shift_of([], []).psi is None


def test_counts_over_different_scales_are_refused() -> None:
    with pytest.raises(ValueError, match="same categories"):
        shift_of([1, 2], [1, 2, 3])
    with pytest.raises(ValueError, match="same categories"):
        shift_of([1, -2], [1, 2])


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), min_size=2, max_size=10))
def test_it_is_the_same_either_way_round_and_nothing_between_equals(counts: list[tuple[int, int]]) -> None:
    before, now = [one for one, _ in counts], [other for _, other in counts]
    there, back = shift_of(before, now), shift_of(now, before)
    assert (there.psi is None) == (back.psi is None)
    if there.psi is not None and back.psi is not None:
        assert there.psi == pytest.approx(back.psi) and there.psi >= 0
        assert there.distance == pytest.approx(back.distance)
        assert shift_of(before, before).psi in (0.0, None)
