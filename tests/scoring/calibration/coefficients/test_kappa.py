"""Kappa: printed examples, statsmodels on random tables, and what it must say of degenerate ones."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.stats.inter_rater import aggregate_raters, cohens_kappa, fleiss_kappa

from scoring.calibration.coefficients.intraclass import icc
from scoring.calibration.coefficients.kappa import cohen, fleiss, fleiss_of_counts, kappa_of_table
from scoring.calibration.coefficients.rating_table import tabulate
from scoring.calibration.coefficients.weights import agreement_weights
from tests.scoring.calibration.published import (
    COHEN,
    COHEN_DISAGREEMENT,
    DIAGNOSIS_METHODS,
    FLEISS,
    by_unit,
    four_observers,
    two_raters,
)


def test_cohens_diagnoses() -> None:
    assert kappa_of_table(COHEN, np.eye(3)).coefficient.value == pytest.approx(0.492, abs=0.0005)
    weighted = kappa_of_table(COHEN, 6 - COHEN_DISAGREEMENT)
    assert weighted.coefficient.value == pytest.approx(0.348, abs=0.0005)


@pytest.mark.parametrize(
    ("weights", "value", "se"),
    [("identity", 0.432, 0.046), ("linear", 0.407, 0.053), ("quadratic", 0.383, 0.066)],
)
def test_gwets_two_ways_of_diagnosis(weights: str, value: float, se: float) -> None:
    found = cohen(two_raters(DIAGNOSIS_METHODS), weights).coefficient
    assert found.value == pytest.approx(value, abs=0.0005)
    assert found.se == pytest.approx(se, abs=0.0006)  # Gwet divides by n - 1


@pytest.mark.parametrize(
    ("weights", "value", "se", "none"),
    [("identity", 0.4842, 0.1380, 0.1484), ("linear", 0.4701, 0.1457, 0.1426)],
)
def test_the_table_sas_prints_with_both_its_errors(
    weights: str, value: float, se: float, none: float
) -> None:
    # The SAS listing that statsmodels' own tests hold.
    table = [[0, 4, 1], [0, 8, 0], [0, 1, 5]]
    found = kappa_of_table(table, agreement_weights(np.arange(3.0), weights))
    assert found.coefficient.value == pytest.approx(value, abs=5e-5)
    assert found.coefficient.se == pytest.approx(se, abs=5e-5)
    assert found.se_if_none == pytest.approx(none, abs=5e-5)


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("weights", ["identity", "linear", "quadratic"])
def test_random_tables_as_statsmodels_has_them(seed: int, weights: str) -> None:
    table = np.random.default_rng(seed).integers(0, 12, (4, 4)) + 6 * np.eye(4)
    name = None if weights == "identity" else weights
    expected = cohens_kappa(table, wt=name)
    found = kappa_of_table(table, agreement_weights(np.arange(4.0), weights))
    assert found.coefficient.value == pytest.approx(expected.kappa, abs=1e-12)
    assert found.coefficient.se == pytest.approx(expected.std_kappa, abs=1e-12)
    assert found.se_if_none == pytest.approx(expected.std_kappa0, abs=1e-12)


def test_quadratic_kappa_is_an_intraclass_correlation() -> None:
    # Fleiss & Cohen 1973: but for a term of order 1/n it is ICC(A,1).
    rng = np.random.default_rng(1)
    truth = rng.integers(1, 6, 4000)
    pairs = np.clip(truth[:, None] + rng.integers(-1, 2, (4000, 2)), 1, 6)
    table = by_unit(pairs)
    assert cohen(table, "quadratic").coefficient.value == pytest.approx(
        icc(table).forms["icc2_1"].value, abs=1e-3
    )


def test_fleiss_psychiatrists() -> None:
    # Fleiss 1971: kappa .430; irr::kappam.fleiss: z 17.7 by the error of Fleiss, Nee & Landis.
    found = fleiss_of_counts(FLEISS)
    assert found.coefficient.value == pytest.approx(0.430, abs=0.0005)
    assert found.coefficient.value is not None and found.se_if_none is not None
    assert found.coefficient.value / found.se_if_none == pytest.approx(17.65, abs=0.01)


def test_fleiss_with_missing_values_as_gwets_program_has_it() -> None:
    # irrCAC, fleiss.kappa.raw on Gwet's four raters: .761, error .153, from .424.
    found = fleiss(four_observers())
    assert found.coefficient.value == pytest.approx(0.76117, abs=5e-6)
    assert found.coefficient.se == pytest.approx(0.15302, abs=5e-6)
    assert found.coefficient.lower == pytest.approx(0.42438, abs=5e-6)
    assert found.se_if_none is None


@pytest.mark.parametrize("seed", range(5))
def test_fleiss_on_complete_tables_as_statsmodels_has_it(seed: int) -> None:
    values = np.random.default_rng(seed).integers(0, 4, (25, 5))
    expected = fleiss_kappa(aggregate_raters(values)[0])
    assert fleiss(by_unit(values)).coefficient.value == pytest.approx(expected, abs=1e-12)


@settings(max_examples=30, deadline=None)
@given(values=st.lists(st.tuples(st.integers(1, 3), st.integers(1, 3)), min_size=3, max_size=12))
def test_exchanging_the_raters_changes_nothing(values: list[tuple[int, int]]) -> None:
    one, other = (by_unit(rows) for rows in (values, [(b, a) for a, b in values]))
    for weights in ("identity", "linear", "quadratic"):
        first, second = cohen(one, weights).coefficient, cohen(other, weights).coefficient
        assert first.refused == second.refused
        assert first.value == pytest.approx(second.value, abs=1e-12)


def test_perfect_agreement_is_one() -> None:
    table = by_unit([[1, 1], [2, 2], [3, 3]])
    for weights in ("identity", "linear", "quadratic"):
        assert cohen(table, weights).coefficient.value == pytest.approx(1)
    assert fleiss(table).coefficient.value == pytest.approx(1)


def test_independent_raters_are_near_zero() -> None:
    table = by_unit(np.random.default_rng(2).integers(1, 5, (5000, 2)))
    for found in (cohen(table).coefficient, cohen(table, "quadratic").coefficient, fleiss(table).coefficient):
        assert found.value is not None and found.se is not None
        assert abs(found.value) < 4 * found.se < 0.1


@pytest.mark.parametrize(
    ("rows", "weights", "words"),
    [
        ([[1, 2, 3], [1, 2, 3]], "identity", "for two raters, here are 3"),
        ([[1, 1], [1, 1]], "identity", "all values are the same"),
        ([[1, None], [None, 2]], "identity", "no unit was rated by both"),
        ([["a", "b"], ["b", "a"]], "linear", "labels have no order"),
        ([[index, index + 0.5] for index in range(60)], "identity", "not categories"),
    ],
)
def test_what_has_no_kappa_is_refused_in_words(rows: list[list[object]], weights: str, words: str) -> None:
    found = cohen(by_unit(rows), weights).coefficient
    assert words in found.refused
    assert found.value is None


def test_a_rater_who_rated_twice_is_named() -> None:
    table = tabulate([1, 1, 1, 2, 2], ["a", "a", "b", "a", "b"], [1, 2, 1, 2, 2])
    assert "twice" in cohen(table).coefficient.refused


def test_fleiss_of_nothing_and_of_one_value_is_refused() -> None:
    assert "no values" in fleiss_of_counts(np.zeros((2, 3))).coefficient.refused
    assert "all values are the same" in fleiss_of_counts([[3, 0], [3, 0]]).coefficient.refused
    assert "no unit has two values" in fleiss_of_counts([[1, 0], [0, 1]]).coefficient.refused
