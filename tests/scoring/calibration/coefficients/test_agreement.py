"""All coefficients of one table together: keys, refusals, and nothing that is not a figure or a sentence."""

import json
import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.calibration.coefficients.agreement import agreement_of
from scoring.calibration.coefficients.rating_table import LEVELS, tabulate
from tests.scoring.calibration.published import SHROUT_FLEISS, by_unit, four_observers, two_raters

VALUES = st.sampled_from([None, "1", "2", "3", "5"])


def test_shrout_and_fleiss_judges() -> None:
    found = agreement_of(by_unit(SHROUT_FLEISS), "interval")
    assert (found["units"], found["raters"], found["values"], found["repeated"]) == (6, 4, 24, 0)
    assert found["icc"]["icc2_1"]["value"] == pytest.approx(0.29, abs=0.005)
    study = {row["raters"]: row for row in found["generalisability"]["decision_study"]}
    # REML of a balanced table is the analysis of variance, so G and phi are intraclass correlations.
    assert study[1]["g"] == pytest.approx(found["icc"]["icc3_1"]["value"], abs=1e-5)
    assert study[1]["phi"] == pytest.approx(found["icc"]["icc2_1"]["value"], abs=1e-5)
    assert study[4]["phi"] == pytest.approx(found["icc"]["icc2_k"]["value"], abs=1e-5)
    assert found["generalisability"]["g"] == pytest.approx(found["icc"]["icc3_k"]["value"], abs=1e-5)
    assert found["generalisability"]["q"] == pytest.approx(0)


def test_agreement_without_correction() -> None:
    found = agreement_of(four_observers(), "ordinal")
    # irrCAC, pa.coeff.raw: .81818, the mean over the units with two values.
    assert found["percent_agreement"] == pytest.approx(0.81818, abs=5e-6)
    # Pairs: 28 of 3 or 4 agree wholly (3 of 3 four times ...): counted below one by one.
    assert (found["exact"], found["within_one"]) == pytest.approx(_pairs(1e-9) + _pairs(1.0))


def _pairs(tolerance: float) -> tuple[float]:
    """The share of all pairs of values of a unit that lie so near to each other."""
    table = four_observers()
    near = []
    for unit in range(table.units):
        values = table.values[table.unit == unit]
        near += [abs(a - b) <= tolerance for i, a in enumerate(values) for b in values[i + 1 :]]
    return (float(np.mean(near)),)


def test_two_raters_have_kappas_and_more_than_two_are_told_why_not() -> None:
    found = agreement_of(two_raters(((5, 1), (2, 7))), "ordinal")
    assert set(found["kappa"]) == {"unweighted", "linear", "quadratic"}
    assert found["kappa"]["unweighted"]["value"] is not None
    assert "kappa.linear" not in found["refused"]
    assert "two raters" in agreement_of(four_observers(), "ordinal")["refused"]["kappa.linear"]


def test_the_weights_of_ac2_go_with_the_level() -> None:
    table = four_observers()
    assert agreement_of(table, "ordinal")["gwet"]["ac2"]["value"] == pytest.approx(0.899, abs=0.0005)
    interval = agreement_of(table, "interval")["gwet"]
    assert interval["weights"] == "quadratic"
    assert interval["ac2"]["value"] == pytest.approx(0.914, abs=0.0005)


def test_nominal_values_are_names_even_where_they_are_numbers() -> None:
    found = agreement_of(four_observers(), "nominal")
    assert found["alpha"]["value"] == pytest.approx(0.743, abs=0.0005)
    assert found["within_one"] is None
    assert found["refused"]["within_one"] == "labels have no distance"
    for name in ("icc.icc1_1", "gwet.ac2", "generalisability", "within_group"):
        assert "labels" in found["refused"][name]


def test_sparse_panels_have_g_of_q_and_k() -> None:
    rng = np.random.default_rng(1)
    ability, severity = rng.normal(0, 1, 200), rng.normal(0, 0.7, 12)
    rows = [(unit, int(rater)) for unit in range(200) for rater in rng.choice(12, 3, replace=False)]
    values = [ability[unit] + severity[rater] + rng.normal(0, 1) for unit, rater in rows]
    found = agreement_of(tabulate(*zip(*rows, strict=True), values), "interval")["generalisability"]
    variance = found["variance"]
    assert found["k"] == pytest.approx(3)
    # Two panels of 3 of 12 share 3 * 3 / 12 raters on average.
    assert found["q"] == pytest.approx(1 / 3 - 0.75 / 9, abs=0.01)
    below = variance["unit"] + found["q"] * variance["rater"] + variance["residual"] / 3
    assert found["g"] == pytest.approx(variance["unit"] / below)
    assert found["g"] == pytest.approx(1 / (1 + 0.25 * 0.49 + 1 / 3), abs=0.08)


@settings(max_examples=50, deadline=None)
@given(
    rows=st.lists(st.tuples(st.integers(0, 4), st.integers(0, 3), VALUES), max_size=20),
    level=st.sampled_from(LEVELS),
)
def test_whatever_the_table_there_is_a_figure_or_a_sentence(
    rows: list[tuple[int, int, str | None]], level: str
) -> None:
    columns = [[row[place] for row in rows] for place in range(3)]
    found = agreement_of(tabulate(columns[0], columns[1], columns[2]), level)
    json.dumps(found, allow_nan=False)
    for coefficient in _coefficients(found):
        assert (coefficient["value"] is None) == bool(coefficient["refused"])
        ends = [coefficient[end] for end in ("lower", "value", "upper")]
        if None not in ends:
            assert ends == sorted(ends) or math.isclose(min(ends), max(ends), abs_tol=1e-9)


def _coefficients(found: dict[str, Any]) -> list[dict[str, Any]]:
    inner = [value for value in found.values() if isinstance(value, dict)]
    own = [found] if {"value", "lower", "refused"} <= set(found) else []
    return own + [coefficient for value in inner for coefficient in _coefficients(value)]


def test_an_unknown_level_is_an_error() -> None:
    with pytest.raises(ValueError, match="level must be one of"):
        agreement_of(four_observers(), "cardinal")
