from itertools import combinations

import numpy as np
import pytest

from scoring.calibration.design import Design
from scoring.calibration.diagnosis import residuals
from scoring.calibration.diagnosis.interviewer_sums import DAYS_A_YEAR, InterviewerSums
from scoring.calibration.diagnosis.residuals import blocks
from scoring.calibration.model.fit import Fit
from tests.scoring.calibration.planted import slow_rows, small


def summed(design: Design, fit: Fit) -> InterviewerSums:
    own = InterviewerSums(design, fit)
    for block in blocks(design, fit):
        own.add(block)
    return own


def test_sums_over_ratings_are_those_of_the_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(residuals, "ROWS", 20)
    design, fit = small(1, 100)
    own, rows = summed(design, fit), slow_rows(design, fit)
    assert design.day is not None
    t = [(int(day) - own.middle) / DAYS_A_YEAR for day in design.day]
    value = {
        "re": lambda row, _: row.r * row.e,
        "ve": lambda row, _: row.v * row.e,
        "vee": lambda row, _: row.v * row.e**2,
        "k": lambda row, _: row.third,
        "ke": lambda row, _: row.third * row.e,
        "rt": lambda row, t: row.r * t,
        "vt": lambda row, t: row.v * t,
        "vtt": lambda row, t: row.v * t**2,
    }
    for name, of in value.items():
        slow = np.zeros(design.facets["interviewer"].size)
        for row, when in zip(rows, t, strict=True):
            slow[row.keys["interviewer"]] += of(row, when)
        assert own.of(name) == pytest.approx(slow), name


def test_sums_over_interviews_are_those_of_their_pairs() -> None:
    design, fit = small(2, 120)
    own, rows = summed(design, fit), slow_rows(design, fit)
    size = design.facets["interviewer"].size
    pairs, products, shared, squares, crossed = (np.zeros(size) for _ in range(5))
    for one, other in combinations(rows, 2):
        if any(one.keys[name] != other.keys[name] for name in ("candidate", "interviewer")):
            continue
        at = one.keys["interviewer"]
        lost = sum(fit.errors[name][one.keys[name]] ** 2 for name in ("candidate", "interviewer"))
        pairs[at] += 1
        products[at] += one.z * other.z
        shared[at] += lost * (one.v * other.v) ** 0.5
        squares[at] += (one.v * other.v) ** 0.5
        crossed[at] += one.h * other.h * (one.v * other.v) ** 0.5
    assert own.of("pairs") == pytest.approx(pairs)
    assert own.of("products") == pytest.approx(products)
    assert own.of("shared") == pytest.approx(shared)
    own_v, own_vhh = np.zeros(size), np.zeros(size)
    for row in rows:
        own_v[row.keys["interviewer"]] += row.v
        own_vhh[row.keys["interviewer"]] += row.v * row.h**2
    assert own.of("BB") == pytest.approx(2 * squares + own_v)
    assert own.of("AA") == pytest.approx(2 * crossed + own_vhh)


def test_without_days_the_sums_over_time_are_0() -> None:
    design, fit = small(3, days=False)
    assert not summed(design, fit).of("vtt").any()


def test_estimation_takes_from_products_of_residuals_what_is_added_back() -> None:
    # Scores drawn from the model and fitted again: residuals of one interview correlate below 0, by "shared".
    from tests.scoring.calibration.planted import fitted, plant

    design, fit = fitted(plant(4, candidates=400).ratings)
    own = summed(design, fit)
    pairs = own.of("pairs").sum()
    assert own.of("products").sum() / pairs < -0.02
    assert (own.of("products") + own.of("shared")).sum() / pairs == pytest.approx(0, abs=0.012)
