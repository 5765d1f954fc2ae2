"""Intraclass correlations: Shrout & Fleiss' table, least squares by another way, and incomplete tables."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray

from scoring.calibration.coefficients.intraclass import FORMS, icc
from tests.scoring.calibration.published import SHROUT_FLEISS, by_unit

Matrix = NDArray[np.float64]
SCORES = arrays(np.float64, st.tuples(st.integers(2, 6), st.integers(2, 5)), elements=st.integers(1, 5))


# Values: Shrout & Fleiss 1979, table 4. Intervals: R's psych::ICC on the same table, as it prints them.
@pytest.mark.parametrize(
    ("form", "value", "lower", "upper"),
    [
        ("icc1_1", 0.17, -0.133, 0.72),
        ("icc2_1", 0.29, 0.019, 0.76),
        ("icc3_1", 0.71, 0.342, 0.95),
        ("icc1_k", 0.44, -0.884, 0.91),
        ("icc2_k", 0.62, 0.071, 0.93),
        ("icc3_k", 0.91, 0.676, 0.99),
    ],
)
def test_shrout_and_fleiss_table(form: str, value: float, lower: float, upper: float) -> None:
    found = icc(by_unit(SHROUT_FLEISS)).forms[form]
    assert found.value == pytest.approx(value, abs=0.005)
    assert found.lower == pytest.approx(lower, abs=0.0006)
    assert found.upper == pytest.approx(upper, abs=0.005)


@pytest.mark.parametrize("seed", range(3))
def test_random_tables_as_sums_of_squares_of_regressions_have_them(seed: int) -> None:
    rng = np.random.default_rng(seed)
    scores = rng.normal(0, 1, (9, 1)) + rng.normal(0, 0.5, (1, 4)) + rng.normal(0, 0.8, (9, 4))
    found = icc(by_unit(scores)).forms
    for form, expected in slowly(scores).items():
        assert found[form].value == pytest.approx(expected, abs=1e-10)


def slowly(scores: Matrix) -> dict[str, float]:
    """The six ratios of McGraw & Wong 1996, table 4, from what regressions on dummies leave over."""
    n, k = scores.shape
    y = scores.ravel()
    unit, rater = np.repeat(np.eye(n), k, axis=0), np.tile(np.eye(k), (n, 1))
    nothing, by_unit_alone = left_over(y, np.ones((n * k, 1))), left_over(y, unit)
    by_rater, by_both = left_over(y, rater), left_over(y, np.hstack([unit, rater]))
    r, c = (nothing - by_unit_alone) / (n - 1), (nothing - by_rater) / (k - 1)
    e, w = by_both / ((n - 1) * (k - 1)), by_unit_alone / (n * (k - 1))
    return {
        "icc1_1": (r - w) / (r + (k - 1) * w),
        "icc2_1": (r - e) / (r + (k - 1) * e + k / n * (c - e)),
        "icc3_1": (r - e) / (r + (k - 1) * e),
        "icc1_k": (r - w) / r,
        "icc2_k": (r - e) / (r + (c - e) / n),
        "icc3_k": (r - e) / r,
    }


def left_over(y: Matrix, columns: Matrix) -> float:
    """The sum of squares of the residuals of a least squares fit."""
    residual = y - columns @ np.linalg.lstsq(columns, y, rcond=None)[0]
    return float(residual @ residual)


def test_incomplete_tables_have_the_one_way_forms_only() -> None:
    rows: list[list[object]] = [[9, 2, None], [6, None, 3], [8, 4, 6], [7, 1, None], [None, 5, 6]]
    found = icc(by_unit(rows))
    assert "Not every rater rated every unit" in found.remark
    # Means 5.5, 4.5, 6, 4, 5.5 of 2, 2, 3, 2, 2 values about 57/11; by hand:
    between, within, k = 6.136364 / 4, 55.5 / 6, (11 - 25 / 11) / 4
    assert found.k == pytest.approx(k)
    assert found.forms["icc1_1"].value == pytest.approx(
        (between - within) / (between + (k - 1) * within), abs=1e-6
    )
    for form in ("icc2_1", "icc3_1", "icc2_k", "icc3_k"):
        assert "not every rater" in found.forms[form].refused


def test_the_one_way_interval_of_incomplete_tables_covers_the_truth() -> None:
    rng = np.random.default_rng(11)
    hits, rounds = 0, 300
    for _ in range(rounds):
        scores = rng.normal(0, 1, (30, 1)) + rng.normal(0, 1, (30, 5))
        rows = np.where(rng.random(scores.shape) < 0.3, np.nan, scores)
        single = icc(by_unit([[None if np.isnan(x) else x for x in row] for row in rows])).forms["icc1_1"]
        assert single.lower is not None and single.upper is not None
        hits += single.lower <= 0.5 <= single.upper
    assert 0.91 <= hits / rounds <= 0.985


@pytest.mark.parametrize("form", list(FORMS))
def test_intervals_cover_the_truth_as_often_as_they_say(form: str) -> None:
    rng = np.random.default_rng(12)
    error = {"icc1": 1.25, "icc2": 1.25, "icc3": 1.0}[form[:4]]
    truth = 1 / (1 + error / (4 if form.endswith("k") else 1))
    hits, rounds = 0, 300
    for _ in range(rounds):
        scores = rng.normal(0, 1, (25, 1)) + rng.normal(0, 1, (25, 4))
        scores += rng.normal(0, 0.5, (25, 4) if form.startswith("icc1") else (1, 4))
        found = icc(by_unit(scores)).forms[form]
        assert found.lower is not None and found.upper is not None
        hits += found.lower <= truth <= found.upper
    assert 0.90 <= hits / rounds <= 0.99


@settings(max_examples=40, deadline=None)
@given(scores=SCORES, data=st.data())
def test_order_of_units_and_raters_does_not_matter_and_nothing_is_nan(
    scores: Matrix, data: st.DataObject
) -> None:
    rows = data.draw(st.permutations(range(scores.shape[0])))
    columns = data.draw(st.permutations(range(scores.shape[1])))
    one, other = icc(by_unit(scores)).forms, icc(by_unit(scores[rows][:, columns])).forms
    for form in FORMS:
        assert one[form].refused == other[form].refused
        assert one[form].value == pytest.approx(other[form].value, abs=1e-7)
        for value in (one[form].value, one[form].lower, one[form].upper):
            assert value is None or np.isfinite(value)


@pytest.mark.parametrize("form", list(FORMS))
def test_perfect_agreement_is_one(form: str) -> None:
    found = icc(by_unit([[1, 1, 1], [2, 2, 2], [5, 5, 5]])).forms[form]
    assert (found.value, found.lower, found.upper) == pytest.approx((1, 1, 1))


def test_a_rater_who_is_always_harsher_agrees_in_consistency_only() -> None:
    found = icc(by_unit([[1, 3], [2, 4], [5, 7]])).forms
    assert found["icc3_1"].value == pytest.approx(1)
    assert found["icc2_1"].value is not None and found["icc2_1"].value < 0.8


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([["a", "b"], ["b", "a"]], "labels"),
        ([[1, 2, 3]], "one unit"),
        ([[1, None], [None, 2]], "no unit has two values"),
        ([[2, 2], [2, 2]], "all values are the same"),
    ],
)
def test_what_has_no_correlation_is_refused_in_words(rows: list[list[object]], words: str) -> None:
    for found in icc(by_unit(rows)).forms.values():
        assert words in found.refused
        assert found.value is None
