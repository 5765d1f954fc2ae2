import numpy as np
import pytest

from scoring.calibration.diagnosis.empirical_null import (
    FEWEST_FOR_CENTRE,
    FEWEST_FOR_SCALE,
    bulk_scale,
    judge,
    weighted_median,
)

rng = np.random.default_rng(1)
MANY = np.exp(rng.normal(5, 1, 400))
ALL = np.ones(400, dtype=np.bool_)


def test_the_weighted_median_has_half_the_weight_below_it() -> None:
    assert weighted_median(np.array([3.0, 1.0, 2.0]), np.array([1.0, 1.0, 5.0])) == 2.0
    assert weighted_median(np.array([3.0, 1.0, 2.0]), np.array([1.0, 5.0, 1.0])) == 1.0


def test_what_all_share_is_no_fault_of_anybody() -> None:
    score = 0.3 * MANY + np.sqrt(MANY) * rng.normal(size=400)
    found = judge(score, MANY, ALL)
    assert found.centre == pytest.approx(0.3, abs=0.02)
    assert abs(float(np.mean(found.z_empirical))) < 0.15
    assert float(np.mean(found.z)) > 2


def test_a_wider_null_widens_the_scale() -> None:
    assert bulk_scale(1.6 * rng.normal(size=400), MANY) == pytest.approx(1.6, abs=0.15)


def test_chance_is_never_made_smaller_than_the_theory_says() -> None:
    assert bulk_scale(0.5 * rng.normal(size=400), MANY) == 1.0
    assert bulk_scale(np.zeros(400), MANY) == 1.0


def test_a_fifth_at_fault_hardly_widens_the_scale() -> None:
    z = rng.normal(size=400)
    z[:80] += np.where(np.arange(80) % 2, 0.5, -0.5) * np.sqrt(MANY[:80])
    assert bulk_scale(z, MANY) < 1.15
    assert np.median(np.abs(z)) * 1.4826 > 1.2


def test_of_a_few_elements_the_mean_is_what_they_share_and_the_scale_is_the_theory_s() -> None:
    few = np.ones(FEWEST_FOR_CENTRE - 1, dtype=np.bool_)
    score = np.append(np.full(few.size - 1, 10.0), 45.0)
    found = judge(score, np.full(few.size, 100.0), few)
    assert found.centre == pytest.approx(score.mean() / 100)
    assert found.z_empirical == pytest.approx((score - score.mean()) / 10)
    some = np.ones(FEWEST_FOR_SCALE - 1, dtype=np.bool_)
    assert judge(np.arange(some.size, dtype=float), np.full(some.size, 100.0), some).scale == 1.0


def test_one_element_alone_differs_from_nobody() -> None:
    one = np.ones(1, dtype=np.bool_)
    assert judge(np.array([30.0]), np.array([100.0]), one).z_empirical[0] == 0


def test_what_is_not_enough_or_has_no_information_is_not_tested() -> None:
    found = judge(np.ones(3), np.array([1.0, 0.0, 4.0]), np.array([False, True, True]))
    assert np.isnan(found.z).tolist() == [True, True, False]
    assert np.isnan(found.effect).tolist() == [True, True, False]


def test_a_score_that_varies_more_than_its_information_counts_less() -> None:
    one = np.ones(1, dtype=np.bool_)
    found = judge(np.array([6.0]), np.array([4.0]), one, np.array([9.0]))
    assert found.z[0] == pytest.approx(2.0)
    assert found.effect[0] + found.centre == pytest.approx(1.5)
