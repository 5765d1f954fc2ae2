"""Generalisability: Brennan's tables, overlap of panels counted slowly, and D-studies."""

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.calibration.coefficients.generalisability import (
    Panels,
    crossed_components,
    g_of_panels,
    panels,
    study,
)
from scoring.calibration.coefficients.intraclass import icc
from tests.scoring.calibration.published import BRENNAN, SHROUT_FLEISS, by_unit

# Brennan 2001, ch. 3, synthetic data set 3.
PUBLISHED = {
    "person": 0.5528,
    "item": 0.4417,
    "occasion": 0.0074,
    "person*item": 0.5750,
    "person*occasion": 0.1009,
    "item*occasion": 0.1565,
    "person*item*occasion": 0.9352,
}


def test_brennans_persons_items_and_occasions() -> None:
    found = crossed_components(BRENNAN, ("person", "item", "occasion"))
    assert found == pytest.approx(PUBLISHED, abs=5e-5)


def test_brennans_coefficients_for_four_items_and_two_occasions() -> None:
    found = study(PUBLISHED, "person", {"item": 4, "occasion": 2})
    assert found.g == pytest.approx(0.64, abs=0.005)
    assert found.phi == pytest.approx(0.55, abs=0.005)


def test_one_facet_gives_the_intraclass_correlations() -> None:
    parts = crossed_components(SHROUT_FLEISS, ("unit", "rater"))
    forms = icc(by_unit(SHROUT_FLEISS)).forms
    single, four = study(parts, "unit", {"rater": 1}), study(parts, "unit", {"rater": 4})
    assert (single.g, single.phi) == pytest.approx((forms["icc3_1"].value, forms["icc2_1"].value))
    assert (four.g, four.phi) == pytest.approx((forms["icc3_k"].value, forms["icc2_k"].value))


def test_more_raters_never_hurt_and_components_below_zero_count_as_none() -> None:
    parts = {"unit": 1.0, "rater": -0.2, "unit*rater": 2.0}
    found = [study(parts, "unit", {"rater": number}) for number in (1, 2, 4, 100)]
    shares = [one.g for one in found if one.g is not None]
    assert shares == sorted(shares)
    assert [one.g for one in found] == [one.phi for one in found]
    assert study({"unit": 0.0, "unit*rater": 0.0}, "unit", {"rater": 2}).g is None


def test_studies_that_make_no_sense_are_errors() -> None:
    with pytest.raises(ValueError, match="no variance of unit"):
        study({"rater": 1.0}, "unit", {"rater": 1})
    with pytest.raises(ValueError, match="how many of rater is not said"):
        study({"unit": 1.0, "rater": 1.0}, "unit", {})
    with pytest.raises(ValueError, match="one element at least"):
        study({"unit": 1.0, "rater": 1.0}, "unit", {"rater": 0})
    with pytest.raises(ValueError, match="no gaps"):
        crossed_components(np.array([[1.0, np.nan], [2.0, 3.0]]), ("unit", "rater"))


def test_panels_that_are_the_same_and_panels_that_share_nobody() -> None:
    # Putka, Le, McCloy & Diaz 2008: q is 0 when fully crossed and 1/k when raters are nested in units.
    crossed = panels(np.repeat(np.arange(6), 3), np.tile(np.arange(3), 6))
    assert (crossed.k, crossed.q) == pytest.approx((3, 0))
    nested = panels(np.repeat(np.arange(6), 3), np.arange(18))
    assert (nested.k, nested.q) == pytest.approx((3, 1 / 3))


@settings(max_examples=40, deadline=None)
@given(
    rows=st.lists(st.tuples(st.integers(0, 5), st.integers(0, 4)), min_size=4, max_size=25).filter(
        lambda rows: len({unit for unit, _ in rows}) > 1
    )
)
def test_overlap_as_pairs_of_units_count_it(rows: list[tuple[int, int]]) -> None:
    by_number: dict[int, set[int]] = {}
    for unit, rater in rows:
        by_number.setdefault(unit, set()).add(rater)
    met = list(by_number.values())
    shared = sum(len(one & other) / len(one) / len(other) for one, other in permutations(met, 2))
    expected = np.mean([1 / len(one) for one in met]) - shared / (len(met) * (len(met) - 1))
    unit, rater = (np.array(column) for column in zip(*rows, strict=True))
    found = panels(unit, rater)
    assert found.q == pytest.approx(max(expected, 0), abs=1e-12)
    assert found.k == pytest.approx(1 / np.mean([1 / len(one) for one in met]))


def test_sparse_panels_lie_between_both_extremes() -> None:
    variances = {"unit": 1.0, "rater": 0.5, "residual": 1.0}
    crossed, nested = (g_of_panels(variances, "unit", "rater", Panels(2.0, q)) for q in (0.0, 0.5))
    some = g_of_panels(variances, "unit", "rater", Panels(2.0, 0.2))
    assert crossed == pytest.approx(1 / 1.5)
    assert nested == pytest.approx(1 / 1.75)
    assert some == pytest.approx(1 / 1.6)
    with pytest.raises(ValueError, match="two units"):
        panels(np.array([0, 0]), np.array([0, 1]))
