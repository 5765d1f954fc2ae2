"""Control charts: run lengths as published, planted changes found, people at rest left alone."""

import time

import numpy as np
import pytest

from scoring.calibration.design import Design, Facet
from scoring.calibration.drift.control import (
    DECISION,
    GRADES,
    WIDTH,
    Chart,
    chance,
    charts,
    control_chart,
    ewma_limit,
    grades,
    standardised,
)
from scoring.calibration.drift.months import FEWEST, by_month, gathered, residual_rows
from scoring.calibration.model.fit import Fit
from scoring.calibration.model.moments import moments, probabilities

THRESHOLDS = np.array([-1.2, 0.1, 1.1])


def run_lengths(out: np.ndarray) -> float:
    """The mean number of months until the first one that is out; every row must have one."""
    assert out.any(axis=1).all()
    return float((out.argmax(axis=1) + 1).mean())


def noise(rows: int, months: int, *, shift: float = 0.0, seed: int = 1) -> np.ndarray:
    return np.random.default_rng(seed).normal(shift, 1.0, (rows, months))


def beyond(chart: Chart) -> np.ndarray:
    return np.fmax(chart.up, chart.down) > DECISION


# --- run lengths ------------------------------------------------------------------------------------------


def test_a_cusum_at_rest_runs_as_long_as_published() -> None:
    # Montgomery, Introduction to Statistical Quality Control, table 9.3 (k .5, h 5, two-sided): 465.
    assert run_lengths(beyond(charts(noise(1500, 6000)))) == pytest.approx(465, rel=0.07)


@pytest.mark.parametrize(("shift", "published"), [(0.5, 38.0), (1.0, 10.4), (2.0, 4.01), (3.0, 2.57)])
def test_a_cusum_sees_a_shift_as_fast_as_published(shift: float, published: float) -> None:
    # The same table: 38.0, 10.4, 4.01, 2.57 at shifts of .5, 1, 2, 3 standard deviations.
    assert run_lengths(beyond(charts(noise(4000, 600, shift=shift)))) == pytest.approx(published, rel=0.04)


@pytest.mark.parametrize(
    ("width", "shift", "published"),
    [(2.814, 0.0, 500), (2.814, 0.5, 31.3), (2.814, 1.0, 10.3), (WIDTH, 0.0, 369)],
)
def test_an_ewma_runs_as_long_as_published(width: float, shift: float, published: float) -> None:
    # Lucas & Saccucci 1990, Technometrics 32, lambda .1 within the limits of the steady state; they need
    # L 2.814 for 500. The textbook's 2.7 gives 369: by the Markov chain of Brook & Evans 1972 as well.
    ewma = charts(noise(1500, 900 if shift else 6500, shift=shift)).ewma
    steady = float(ewma_limit(10**6)) * width / WIDTH
    assert run_lengths(np.abs(ewma) > steady) == pytest.approx(published, rel=0.07)


def test_the_limit_of_an_ewma_widens_to_its_steady_state() -> None:
    assert ewma_limit(1) == pytest.approx(0.27)  # L lambda
    assert ewma_limit(10**6) == pytest.approx(2.7 * np.sqrt(0.1 / 1.9))


@pytest.mark.parametrize("height", [4.0, 5.0, 6.0, 8.0])
def test_the_chance_of_a_cusum_is_never_told_too_small(height: float) -> None:
    chart = charts(noise(20_000, 24))
    reached = (np.fmax(chart.up, chart.down) >= height).any(axis=1).mean()
    assert reached <= chance(np.array(height), np.array(24.0)) * 1.1 + 3e-4


def test_months_without_a_figure_are_passed_over() -> None:
    z = np.array([[1.0, np.nan, 2.0]])
    chart = charts(z)
    assert chart.up[0].tolist()[::2] == [0.5, 2.0] and np.isnan(chart.up[0, 1])
    assert chart.ewma[0, 2] == pytest.approx(0.1 * 2 + 0.9 * 0.1)
    assert chart.down[0, 2] == 0


# --- grades -----------------------------------------------------------------------------------------------


def test_elements_at_rest_are_hardly_ever_graded() -> None:
    graded = [int((grades(charts(noise(300, 24, seed=seed))) > 0).any(axis=1).sum()) for seed in range(60)]
    assert sum(1 for some in graded if some) <= 6  # at most 10 % of the runs show anything at all
    assert sum(graded) <= 8


def test_of_the_elements_graded_few_are_at_rest() -> None:
    false = found = 0
    for seed in range(20):
        z = noise(300, 24, seed=seed)
        z[:30, 12:] += 1.5
        hit = (grades(charts(z)) > 0).any(axis=1)
        false, found = false + int(hit[30:].sum()), found + int(hit[:30].sum())
    assert found / (20 * 30) > 0.85
    assert false / (false + found) <= 0.10


def test_three_months_are_too_few_for_any_grade() -> None:
    z = np.full((5, 3), 9.0)
    assert not grades(charts(z)).any()
    assert grades(charts(np.full((5, 4), 9.0)))[:, -1].tolist() == [GRADES.index("act")] * 5


# --- from ratings -----------------------------------------------------------------------------------------


def panel(
    *, interviewers: int, months: int, each: int, drift: float = 0.0, seed: int = 3
) -> tuple[Design, Fit]:
    """Ratings of the known truth; the first interviewer turns `drift` logits harsher half way."""
    rng = np.random.default_rng(seed)
    n = interviewers * months * each
    who = np.repeat(np.arange(interviewers, dtype=np.int32), months * each)
    month = np.tile(np.repeat(np.arange(months), each), interviewers)
    day = (np.datetime64("2024-01-10") + month * 30).astype(np.int64).astype(np.int32)
    person = rng.integers(0, 400, n).astype(np.int32)
    ability = rng.normal(0, 1, 400)
    location = ability[person] - np.where((who == 0) & (month >= months // 2), drift, 0.0)
    category = (probabilities(location, THRESHOLDS).cumsum(axis=1) < rng.random(n)[:, None]).sum(axis=1)
    facets = {
        "candidate": Facet("candidate", tuple(f"c{k}" for k in range(400)), person),
        "interviewer": Facet("interviewer", tuple(f"i{k:03d}" for k in range(interviewers)), who),
    }
    design = Design(facets, {}, category.astype(np.int8), day, 1, 3)
    effects = {"candidate": ability, "interviewer": np.zeros(interviewers)}
    return design, Fit(effects, THRESHOLDS, {}, {}, 1, True)


def test_residuals_and_variances_are_those_of_the_model() -> None:
    design, fit = panel(interviewers=3, months=5, each=8)
    residual, variance = residual_rows(design, fit)
    location = fit.effects["candidate"][design.facets["candidate"].codes]
    exact = moments(location, THRESHOLDS)
    assert np.allclose(residual, design.category - exact.expected)
    assert np.allclose(variance, exact.variance)


def test_an_interviewer_who_turns_harsher_is_found_and_no_other() -> None:
    design, fit = panel(interviewers=60, months=18, each=20, drift=1.0)
    found = control_chart(design, fit, "interviewer")
    graded = [place for place, series in enumerate(found) if any(one["grade"] != "none" for one in series)]
    assert graded == [0]
    first = found[0]
    assert first[-1]["grade"] == "act" and first[0]["grade"] == "none"
    assert first[-1]["cusum_down"] > DECISION > first[-1]["cusum_up"]
    assert all(one["n"] == 20 and sum(one["use"]) == 20 for one in first)
    assert first[0]["month"] == "2024-01"


def test_thin_months_are_counted_with_the_next() -> None:
    design, fit = panel(interviewers=2, months=7, each=3)
    months = gathered(by_month(design, fit, design.facets["interviewer"]))
    assert months.n.sum() == design.n
    assert months.n[0].tolist() == [0, 6, 0, 6, 0, 6, 3]
    series = control_chart(design, fit, "interviewer")[0]
    assert [one["n"] for one in series] == [6, 6, 6, 3]
    assert series[-1]["z"] is None and series[-1]["ewma"] is None and series[-1]["grade"] == "none"


def test_the_spread_of_z_is_the_one_they_have() -> None:
    design, fit = panel(interviewers=60, months=12, each=20)
    months = by_month(design, fit, design.facets["interviewer"])
    twice = type(months)(months.names, months.n, months.residual * 2, months.variance, months.use)
    assert np.allclose(standardised(months), standardised(twice))
    assert np.nanstd(standardised(months)) == pytest.approx(1, abs=0.1)


def test_without_days_or_without_the_facet_there_is_no_chart() -> None:
    design, fit = panel(interviewers=2, months=2, each=5)
    timeless = Design(design.facets, {}, design.category, None, 1, 3)
    assert control_chart(timeless, fit, "interviewer") == [[], []]
    assert control_chart(design, fit, "question") == []


def test_days_beyond_the_calendar_give_months_all_the_same() -> None:
    design, fit = panel(interviewers=1, months=2, each=5)
    days = np.where(np.arange(10) < 5, -(2**31) + 1, 2**31 - 1).astype(np.int32)
    strange = Design(design.facets, {}, design.category, days, 1, 3)
    assert [one["month"] for one in control_chart(strange, fit, "interviewer")[0]] == ["0001-01", "9999-12"]


def test_a_hundred_thousand_ratings_take_a_blink() -> None:
    design, fit = panel(interviewers=100, months=20, each=50)
    started = time.process_time()  # of this process: a loaded machine is slow, not wrong
    control_chart(design, fit, "interviewer")
    assert time.process_time() - started < 0.3
    assert all(one["n"] >= FEWEST for one in control_chart(design, fit, "interviewer")[0])
