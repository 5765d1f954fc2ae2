"""Gwet's AC1 and AC2: what his own program prints, a slow count of pairs, and degenerate tables."""

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from scoring.calibration.coefficients.gwet import ac1, ac2, ac_from_counts
from scoring.calibration.coefficients.weights import WEIGHTS, agreement_weights
from tests.scoring.calibration.published import DIAGNOSIS_METHODS, by_unit, four_observers, two_raters


def test_ac1_of_the_four_raters() -> None:
    # Gwet 2014, table 4.7 and irrCAC, gwet.ac1.raw: .77544, error .14295, from .46081.
    found = ac1(four_observers())
    assert (found.value, found.se, found.lower) == pytest.approx((0.77544, 0.14295, 0.46081), abs=5e-6)
    assert found.upper == 1
    assert found.units == 12


@pytest.mark.parametrize(
    ("weights", "value", "se", "lower"),
    [("ordinal", 0.899, 0.107, 0.664), ("linear", 0.859, 0.117, 0.600), ("quadratic", 0.914, 0.104, 0.685)],
)
def test_ac2_of_the_four_raters(weights: str, value: float, se: float, lower: float) -> None:
    # irrCAC, gwet.ac1.raw with these weights.
    found = ac2(four_observers(), weights)
    assert (found.value, found.se, found.lower) == pytest.approx((value, se, lower), abs=0.0005)


@pytest.mark.parametrize(
    ("weights", "value", "se"),
    [
        ("identity", 0.456, 0.043),
        ("ordinal", 0.324, 0.069),
        ("linear", 0.377, 0.056),
        ("quadratic", 0.299, 0.075),
    ],
)
def test_two_ways_of_diagnosis(weights: str, value: float, se: float) -> None:
    # irrCAC, gwet.ac1.table on cont4x4diagnosis.
    table = two_raters(DIAGNOSIS_METHODS)
    found = ac1(table) if weights == "identity" else ac2(table, weights)
    assert found.value == pytest.approx(value, abs=0.0005)
    assert found.se == pytest.approx(se, abs=0.0006)  # its table form divides by n, the general one by n - 1


def test_ac1_of_the_pregnancies() -> None:
    # Gwet 2014 and irrCAC, cont3x3abstractors: .84933, error .0432.
    found = ac1(two_raters(((13, 0, 0), (0, 20, 7), (0, 4, 56))))
    assert found.value == pytest.approx(0.8493305, abs=5e-8)
    assert found.se == pytest.approx(0.0432, abs=0.0003)


@pytest.mark.parametrize("weights", WEIGHTS)
@pytest.mark.parametrize("seed", range(3))
def test_random_tables_as_a_slow_count_of_pairs_has_them(weights: str, seed: int) -> None:
    counts = np.random.default_rng(seed).integers(0, 3, (15, 4))
    counts[counts.sum(axis=1) == 0, 0] = 1
    value = ac_from_counts(counts, weights).value
    assert value == pytest.approx(slowly(counts, agreement_weights(np.arange(1.0, 5.0), weights)), abs=1e-12)


def slowly(counts: NDArray[np.int64], weights: NDArray[np.float64]) -> float:
    """Gwet's definition, pair by pair."""
    shares = []
    for row in counts:
        given = [category for category, count in enumerate(row) for _ in range(count)]
        pairs = list(permutations(given, 2))
        if pairs:
            shares.append(np.mean([weights[one, other] for one, other in pairs]))
    use = np.mean([row / row.sum() for row in counts], axis=0)
    size = counts.shape[1]
    chance = weights.sum() / (size * (size - 1)) * sum(share * (1 - share) for share in use)
    return float((np.mean(shares) - chance) / (1 - chance))


@pytest.mark.parametrize("weights", WEIGHTS)
def test_the_interval_is_as_wide_as_repeated_samples_spread(weights: str) -> None:
    rng = np.random.default_rng(8)
    values, errors = [], []
    for _ in range(200):
        truth = rng.integers(0, 4, (80, 1))
        rated = np.where(rng.random((80, 3)) < 0.7, truth, rng.integers(0, 4, (80, 3)))
        counts = np.stack([(rated == category).sum(axis=1) for category in range(4)], axis=1)
        found = ac_from_counts(counts, weights)
        values.append(found.value)
        errors.append(found.se)
    assert np.mean(errors) == pytest.approx(np.std(values), rel=0.15)


@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_names_of_categories_do_not_matter_to_ac1(data: st.DataObject) -> None:
    rows = data.draw(st.lists(st.lists(st.integers(0, 3), min_size=3, max_size=3), min_size=3, max_size=10))
    names = data.draw(st.permutations(["red", "green", "blue", "white"]))
    one, other = by_unit(rows), by_unit([[names[value] for value in row] for row in rows])
    assert ac1(one).refused == ac1(other).refused
    assert ac1(one).value == pytest.approx(ac1(other).value, abs=1e-12)


def test_perfect_agreement_is_one_and_independence_near_zero() -> None:
    assert ac1(by_unit([[1, 1], [2, 2], [3, 3]])).value == pytest.approx(1)
    assert ac2(by_unit([[1, 1], [2, 2], [3, 3]])).value == pytest.approx(1)
    random = ac1(by_unit(np.random.default_rng(4).integers(0, 4, (5000, 3))))
    assert random.value is not None and random.se is not None
    assert abs(random.value) < 4 * random.se


def test_what_has_no_coefficient_is_refused_in_words() -> None:
    assert "all values are the same" in ac1(by_unit([[1, 1], [1, 1]])).refused
    assert "labels have no order" in ac2(by_unit([["a", "b"], ["b", "b"]])).refused
    assert "there are no values" in ac1(by_unit([[None, None]])).refused
    assert "no unit has two values" in ac1(by_unit([[1, None], [None, 2]])).refused
    assert "not categories" in ac2(by_unit([[index, index + 0.5] for index in range(60)])).refused
    assert "there are no values" in ac_from_counts(np.zeros((3, 2))).refused


def test_unknown_weights_are_an_error() -> None:
    with pytest.raises(ValueError, match="weights must be one of"):
        agreement_weights(np.arange(3.0), "cubic")
