"""Krippendorff's alpha: his own example, the reference library on random data, what must not change it."""

from typing import Any

import krippendorff
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray

from scoring.calibration.coefficients.alpha import alpha, alpha_from_counts
from scoring.calibration.coefficients.rating_table import LEVELS
from tests.scoring.calibration.published import by_unit, four_observers

COUNTS = arrays(np.int64, st.tuples(st.integers(2, 12), st.integers(2, 6)), elements=st.integers(0, 4))


@pytest.mark.parametrize(
    ("level", "published"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849), ("ratio", 0.797)]
)
def test_krippendorffs_four_observers(level: str, published: float) -> None:
    assert alpha(four_observers(), level).value == pytest.approx(published, abs=0.0005)


@pytest.mark.parametrize(
    ("level", "se", "lower"), [("nominal", 0.146, 0.419), ("interval", 0.129, 0.561), ("ratio", 0.140, 0.484)]
)
def test_the_interval_is_the_one_gwets_program_prints(level: str, se: float, lower: float) -> None:
    # irrCAC, krippen.alpha.raw on the same values; its upper ends are cut at 1.
    found = alpha(four_observers(), level)
    assert (found.se, found.lower) == pytest.approx((se, lower), abs=0.0005)
    assert found.upper == 1
    assert found.units == 11


def reference(values: NDArray[Any], level: str) -> float:
    """The library `krippendorff`, raters by units."""
    given: Any = level
    return krippendorff.alpha(values, level_of_measurement=given)


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("seed", range(4))
def test_random_values_with_gaps_as_the_reference_library_has_them(level: str, seed: int) -> None:
    rng = np.random.default_rng(seed)
    truth = rng.integers(1, 6, 40)
    values = np.clip(truth[:, None] + rng.integers(-1, 2, (40, 5)), 1, 6).astype(float)
    values[rng.random(values.shape) < 0.3] = np.nan
    expected = reference(values.T, level)
    rows = [[None if np.isnan(value) else value for value in row] for row in values]
    assert alpha(by_unit(rows), level).value == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize("level", LEVELS)
def test_measurements_with_hardly_two_alike_as_the_reference_library_has_them(level: str) -> None:
    rng = np.random.default_rng(9)
    values = rng.normal(50, 5, (60, 1)) + rng.normal(0, 2, (60, 4))
    expected = reference(values.T, level)
    assert alpha(by_unit(values), level).value == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize("level", LEVELS)
@settings(max_examples=40, deadline=None)
@given(counts=COUNTS, data=st.data())
def test_the_order_of_units_does_not_matter(
    level: str, counts: NDArray[np.int64], data: st.DataObject
) -> None:
    order = data.draw(st.permutations(range(len(counts))))
    one, other = alpha_from_counts(counts, level), alpha_from_counts(counts[order], level)
    assert (one.refused, one.units) == (other.refused, other.units)
    if one.value is not None:
        assert other.value == pytest.approx(one.value, abs=1e-9)


@settings(max_examples=40, deadline=None)
@given(counts=COUNTS, steps=st.lists(st.integers(1, 50), min_size=6, max_size=6))
def test_ordinal_alpha_asks_for_the_order_of_values_only(counts: NDArray[np.int64], steps: list[int]) -> None:
    points = np.cumsum(steps)[: counts.shape[1]].tolist()
    one, other = alpha_from_counts(counts, "ordinal"), alpha_from_counts(counts, "ordinal", points)
    assert one.value == pytest.approx(other.value, abs=1e-12)


@settings(max_examples=40, deadline=None)
@given(counts=COUNTS, shift=st.integers(-9, 9), scale=st.integers(1, 9))
def test_interval_alpha_does_not_care_for_zero_and_unit(
    counts: NDArray[np.int64], shift: int, scale: int
) -> None:
    points = (np.arange(counts.shape[1]) * scale + shift).tolist()
    one, other = alpha_from_counts(counts, "interval"), alpha_from_counts(counts, "interval", points)
    assert one.value == pytest.approx(other.value, abs=1e-9)


@pytest.mark.parametrize("level", LEVELS)
def test_perfect_agreement_is_one(level: str) -> None:
    found = alpha(by_unit([[1, 1, 1], [4, 4, None], [2, 2, 2]]), level)
    assert found.value == pytest.approx(1)
    assert found.se == pytest.approx(0, abs=1e-12)


@pytest.mark.parametrize("level", LEVELS)
def test_values_given_at_random_agree_about_as_chance_does(level: str) -> None:
    values = np.random.default_rng(3).integers(1, 6, (4000, 3))
    found = alpha(by_unit(values), level)
    assert found.value is not None and found.se is not None
    assert abs(found.value) < 4 * found.se < 0.1


def test_the_interval_covers_the_truth_as_often_as_it_says() -> None:
    rng = np.random.default_rng(5)
    hits, rounds = 0, 300
    truth = _alpha_of_a_large_sample()
    for _ in range(rounds):
        found = alpha_from_counts(_sample(rng, 60), "interval")
        assert found.lower is not None and found.upper is not None
        hits += found.lower <= truth <= found.upper
    assert 0.90 <= hits / rounds <= 0.99


def _sample(rng: np.random.Generator, units: int) -> NDArray[np.float64]:
    values = np.clip(rng.integers(1, 6, (units, 1)) + rng.integers(-1, 2, (units, 4)), 1, 5)
    return np.stack([(values == point).sum(axis=1) for point in range(1, 6)], axis=1).astype(np.float64)


def _alpha_of_a_large_sample() -> float:
    value = alpha_from_counts(_sample(np.random.default_rng(6), 200_000), "interval").value
    assert value is not None
    return value


@pytest.mark.parametrize(
    ("rows", "level", "words"),
    [
        ([[1, None], [None, 2]], "ordinal", "no unit has two values"),
        ([[3, 3], [3, 3]], "interval", "all values are the same"),
        ([["a", "b"], ["b", "b"]], "ordinal", "labels have no order"),
        ([[-1, 2], [3, 3]], "ratio", "values of 0 or more"),
    ],
)
def test_what_has_no_alpha_is_refused_in_words(rows: list[list[object]], level: str, words: str) -> None:
    found = alpha(by_unit(rows), level)
    assert words in found.refused
    assert (found.value, found.se, found.lower, found.upper) == (None, None, None, None)


def test_one_unit_has_a_value_but_no_interval() -> None:
    found = alpha(by_unit([[1, 2, 2]]), "nominal")
    assert found.value == pytest.approx(reference(np.array([[1], [2], [2]]), "nominal"))
    assert found.se is None and found.lower is None


def test_what_makes_no_sense_is_an_error() -> None:
    with pytest.raises(ValueError, match="level must be one of"):
        alpha_from_counts([[1, 1]], "cardinal")
    with pytest.raises(ValueError, match="counts must be 0 or more"):
        alpha_from_counts([[1, -1]], "ordinal")
    with pytest.raises(ValueError, match="rising"):
        alpha_from_counts([[1, 1]], "ordinal", [2, 1])
