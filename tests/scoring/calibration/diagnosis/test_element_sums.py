import numpy as np
import pytest

from scoring.calibration.diagnosis import residuals
from scoring.calibration.diagnosis.element_sums import COLUMNS, ElementSums, add_by_code
from scoring.calibration.diagnosis.residuals import blocks
from tests.scoring.calibration.planted import slow_rows, small


def test_sums_are_those_of_the_rows_however_they_are_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(residuals, "ROWS", 9)
    design, fit = small(1)
    sums = ElementSums(design)
    for block in blocks(design, fit):
        sums.add(block)
    value = {
        "r": lambda row: row.r,
        "rr": lambda row: row.r**2,
        "v": lambda row: row.v,
        "zz": lambda row: row.z**2,
        "spread": lambda row: row.fourth - row.v**2,
        "tail": lambda row: row.fourth / row.v**2,
        "h": lambda row: row.h,
        "hh": lambda row: row.h**2,
        "ee": lambda row: row.e**2,
        "eh": lambda row: row.e * row.h,
        "rh": lambda row: row.r * row.h,
        "vh": lambda row: row.v * row.h,
        "vhh": lambda row: row.v * row.h**2,
    }
    rows = slow_rows(design, fit)
    for facet, found in design.facets.items():
        for name in COLUMNS:
            slow = [sum(value[name](row) for row in rows if row.keys[facet] == e) for e in range(found.size)]
            assert sums.of(facet, name) == pytest.approx(slow), (facet, name)
        x = [sum(row.x for row in rows if row.keys[facet] == e) for e in range(found.size)]
        xx = [sum(row.x**2 for row in rows if row.keys[facet] == e) for e in range(found.size)]
        assert sums.observed(facet) == pytest.approx(x)
        assert sums.observed(facet, 2) == pytest.approx(xx)
        assert sums.number(facet).tolist() == found.counts.tolist()


def test_counts_hold_how_often_each_point_was_given() -> None:
    design, fit = small(2)
    sums = ElementSums(design)
    for block in blocks(design, fit):
        sums.add(block)
    counted = np.zeros((design.facets["question"].size, design.steps + 1), dtype=int)
    np.add.at(counted, (design.facets["question"].codes, design.category), 1)
    assert sums.counts["question"].tolist() == counted.tolist()


def test_rows_are_added_where_their_code_says() -> None:
    target = np.zeros((6, 2))
    add_by_code(target, np.array([4, 2, 4]), np.array([[1.0, 10.0], [2.0, 20.0], [3.0, 30.0]]))
    assert target.tolist() == [[0, 0], [0, 0], [2, 20], [0, 0], [4, 40], [0, 0]]
