from functools import cache

import numpy as np
import pytest

from scoring.calibration.diagnosis.diagnostics import Diagnostics
from scoring.calibration.diagnosis.interviewer_sums import DAYS_A_YEAR
from scoring.calibration.diagnosis.signals import FEWEST, NAMES, UNITS
from tests.scoring.calibration.planted import Planted, diagnosed, one_subset, plant, slow_rows, small

DRIFTS, HALOS, CENTRAL, ERRATIC = (0, 1, 2, 3), (4, 5, 6), (7, 8, 9), (10, 11)


@cache
def faulty() -> tuple[Planted, Diagnostics, tuple[str, ...]]:
    planted = plant(21, drifts=DRIFTS, halos=HALOS, central=CENTRAL, erratic=ERRATIC)
    design, found = diagnosed(planted.ratings)
    return planted, found, design.facets["interviewer"].keys


def flagged(name: str) -> set[int]:
    _, found, keys = faulty()
    return {int(key) for key, said in zip(keys, found.signals[name].flagged, strict=True) if said}


def test_whoever_drifts_is_found_and_nobody_else() -> None:
    assert flagged("drift") == set(DRIFTS)


def test_drift_is_told_in_points_a_year_harsher_positive() -> None:
    _, found, keys = faulty()
    value = dict(zip(keys, found.signals["drift"].value.tolist(), strict=True))
    # 1.5 logits over two years, about .7 points a logit
    assert [value[str(number)] for number in DRIFTS] == pytest.approx([0.5, -0.5, 0.5, -0.5], abs=0.25)


def test_whoever_copies_the_first_score_is_found_and_nobody_else() -> None:
    assert flagged("halo") == set(HALOS)


def test_whoever_stays_in_the_middle_is_found_by_slope() -> None:
    assert set(CENTRAL) <= flagged("central_tendency") <= set(CENTRAL + ERRATIC + HALOS)
    _, found, keys = faulty()
    value = dict(zip(keys, found.signals["central_tendency"].value.tolist(), strict=True))
    assert all(value[str(number)] < 0.6 for number in CENTRAL)


def test_whoever_stays_in_the_middle_has_a_narrow_range() -> None:
    assert flagged("range_restriction") <= set(CENTRAL + HALOS)
    assert set(CENTRAL) & flagged("range_restriction")


def test_whoever_rates_half_blindly_is_inaccurate() -> None:
    assert set(ERRATIC) == flagged("inaccuracy")


def test_clean_ratings_flag_next_to_nobody() -> None:
    flags = tests = beyond = 0
    for seed in range(4):
        _, found = diagnosed(plant(seed, candidates=500).ratings)
        for signal in found.signals.values():
            flags += int(signal.flagged.sum())
            tests += int(np.isfinite(signal.z_empirical).sum())
            beyond += int((np.abs(signal.z_empirical) > 3).sum())
    assert tests == 4 * 5 * 40
    assert flags <= 2  # 20 families of 40 tests, each with a chance of .05 of any flag: 1 expected
    assert beyond <= 8  # .0027 of 800 are 2.2; 8 or more have a chance of .002


@pytest.mark.parametrize("name", ["drift", "central_tendency", "inaccuracy", "range_restriction"])
def test_each_statistic_is_that_of_the_rows(name: str) -> None:
    from scoring.calibration.diagnosis.diagnosing import diagnose
    from scoring.calibration.settings import Settings

    design, fit = small(7, 600, sizes=(30, 5, 6, 3))  # under the fewest for an empirical null
    found = diagnose(design, fit, one_subset(design), Settings(lowest=0, highest=3), charts=False)
    assert design.day is not None
    middle = int(design.day.min()) // 2 + int(design.day.max()) // 2
    rows = slow_rows(design, fit)
    for at in range(5):
        own = [number for number, row in enumerate(rows) if row.keys["interviewer"] == at]
        r, v, h, e = (np.array([getattr(rows[number], part) for number in own]) for part in "rvhe")
        third, fourth = (np.array([getattr(rows[n], part) for n in own]) for part in ("third", "fourth"))
        t = (design.day[own] - middle) / DAYS_A_YEAR
        d = e - e.mean()
        score, information = {
            "drift": (-(r * (t - v @ t / v.sum())).sum(), (v * (t - v @ t / v.sum()) ** 2).sum()),
            "central_tendency": (
                (r * (h - v @ h / v.sum())).sum(),
                (v * (h - v @ h / v.sum()) ** 2).sum(),
            ),
            "inaccuracy": ((r**2 - v).sum(), (fourth - v**2).sum()),
            "range_restriction": (
                (r**2 - v + 2 * d * r).sum(),
                (fourth - v**2 + 4 * d * third + 4 * d**2 * v).sum(),
            ),
        }[name]
        z = found.signals[name].z[at]
        if name == "drift" and found.signals["halo"].flagged[at]:
            assert abs(z) < abs(score) / information**0.5
        else:
            assert z == pytest.approx(score / information**0.5)


def test_an_interviewer_with_few_ratings_is_judged_by_no_signal() -> None:
    _, found = diagnosed(plant(3, candidates=20, interviewers=30).ratings)
    for signal in found.signals.values():
        if signal.name != "halo":
            assert np.isnan(signal.value).all()
        assert not signal.flagged.any()
    assert FEWEST > 24


def test_ratings_of_one_week_show_no_drift_and_ratings_without_days_have_no_such_signal() -> None:
    from dataclasses import replace

    ratings = plant(4, candidates=300).ratings
    assert ratings.day is not None
    _, found = diagnosed(replace(ratings, day=ratings.day % 7))
    assert np.isnan(found.signals["drift"].value).all()
    _, found = diagnosed(replace(ratings, day=None))
    assert set(found.signals) == set(NAMES) - {"drift"}


def test_every_signal_has_its_unit() -> None:
    assert {name: signal.unit for name, signal in faulty()[1].signals.items()} == UNITS
