import numpy as np
import pytest

from scoring.calibration.diagnosis.reliability import reliability, reliability_of, strata

ONE = np.ones(4, dtype=np.int64)


def test_strata_of_published_separations() -> None:
    # FACETS manual, Table 7: separation 2.17 and 2.28 give strata 3.22 and 3.38, reliability .82 and .84.
    assert (strata(2.17), strata(2.28)) == pytest.approx((3.22, 3.38), abs=0.012)
    assert [g**2 / (1 + g**2) for g in (2.17, 2.28)] == pytest.approx([0.82, 0.84], abs=0.005)


def test_four_measures_worked_by_hand() -> None:
    # Measures -1, 0, 0, 1 with errors .5: variance 2/3, mean squared error .25, adjusted .41667.
    found = reliability_of(np.array([-1.0, 0, 0, 1]), np.full(4, 0.25), ONE)
    assert found["rmse"] == 0.5
    assert found["adjusted_sd"] == pytest.approx(0.645497, abs=1e-6)
    assert found["separation"] == pytest.approx(1.290994, abs=1e-6)
    assert found["reliability"] == pytest.approx(0.625)
    assert found["strata"] == pytest.approx(2.054659, abs=1e-6)
    assert (found["chi_square"], found["df"]) == (8.0, 3)  # two squares of 1 over .25
    assert found["p"] == pytest.approx(0.046012, abs=1e-6)  # of chi-square 8 with 3 degrees of freedom
    assert found["random_chi_square"] == pytest.approx(3.0)  # 2 over .25 + .41667
    assert found["random_df"] == 2


def test_the_prior_s_pull_is_taken_out_first() -> None:
    measure, squared = np.array([-1.1, 0.2, 0.3, 0.9]), np.array([0.1, 0.2, 0.3, 0.15])
    pull = 0.5 / (0.5 + squared)  # of a prior with variance .5
    drawn = reliability(measure * pull, np.sqrt(squared * pull), 0.5, ONE)
    assert drawn == pytest.approx(reliability_of(measure, squared, ONE))


def test_chi_square_weighs_by_error_within_each_subset() -> None:
    measure, squared = np.array([0.0, 1.0, 5.0, 7.0]), np.array([1.0, 0.25, 0.5, 0.5])
    found = reliability_of(measure, squared, np.array([1, 1, 2, 2]))
    # Means .8 and 6: .64 + .04 * 4 + 1 * 2 + 1 * 2
    assert found["chi_square"] == pytest.approx(4.8)
    assert found["df"] == 2


def test_elements_that_cannot_be_told_apart_have_no_reliability() -> None:
    found = reliability_of(np.array([0.1, -0.1, 0.0, 0.0]), np.ones(4), ONE)
    assert (found["separation"], found["reliability"], found["adjusted_sd"]) == (0, 0, 0)
    assert found["p"] > 0.99


@pytest.mark.parametrize("variance", [0.0, 1e-9, 0.25])
def test_where_the_ratings_say_nothing_nothing_is_said(variance: float) -> None:
    found = reliability(np.zeros(4), np.full(4, 0.5), variance, ONE)
    assert {value for key, value in found.items() if key != "elements"} == {None}
    assert found["elements"] == 0


def test_elements_of_subsets_of_their_own_are_compared_with_nobody() -> None:
    assert reliability_of(np.array([0.0, 3.0]), np.ones(2), np.array([1, 2]))["separation"] is None


def test_of_two_elements_there_is_no_random_test() -> None:
    assert reliability_of(np.array([0.0, 3.0]), np.ones(2), np.ones(2, dtype=np.int64))["random_p"] is None
