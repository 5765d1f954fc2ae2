from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from scoring.calibration.design import Design
from scoring.calibration.diagnosis.diagnosing import diagnose
from scoring.calibration.diagnosis.diagnostics import Signal
from scoring.calibration.diagnosis.robust import RobustFit, robust_refit
from scoring.calibration.model.fit import Fit
from scoring.calibration.ratings import Ratings
from tests.scoring.calibration.planted import (
    FIVE,
    THRESHOLDS,
    any_fit,
    fitted,
    one_subset,
    plant,
    row_chances,
    small,
)

FAULTY = tuple(range(10))


@cache
def refitted() -> tuple[Design, Fit, RobustFit]:
    design, fit = fitted(plant(8, candidates=600, central=FAULTY).ratings)
    signals = diagnose(design, fit, one_subset(design), FIVE, charts=False).signals
    found = robust_refit(design, fit, signals, one_subset(design))
    assert found is not None
    return design, fit, found


def flags(design: Design, *numbers: int) -> dict[str, Signal]:
    size = design.facets["interviewer"].size
    nothing = np.zeros(size)
    flagged = np.isin(np.arange(size), numbers)
    return {"halo": Signal("halo", "correlation", nothing, nothing, nothing, flagged)}


def test_the_faulty_are_left_out_and_named() -> None:
    _, _, found = refitted()
    assert set(found.down_weighted) == {str(number) for number in FAULTY}
    assert found.statement.startswith("The ratings of 10 interviewers with a flagged signal were left out")


def test_without_the_faulty_thresholds_and_spreads_come_back_to_the_truth() -> None:
    _, fit, found = refitted()
    before, after = np.array(found.moved["thresholds"]).T
    assert np.abs(before - THRESHOLDS).max() > 0.1
    assert np.abs(after - THRESHOLDS).max() < 0.08
    sds = found.moved["sds"]["candidate"]
    assert abs(sds[1] - 1) < abs(sds[0] - 1)
    assert fit.thresholds.size == found.fit.thresholds.size


def test_those_left_out_stand_where_their_own_ratings_put_them() -> None:
    design, _, found = refitted()
    interviewer = design.facets["interviewer"]
    at = interviewer.keys.index("3")
    rows = np.flatnonzero(interviewer.codes == at)
    location = sum(
        (1 if name == "candidate" else -1) * found.fit.effects[name][facet.codes[rows]]
        for name, facet in design.facets.items()
    )
    chances = row_chances(np.asarray(location), found.fit.thresholds)
    slope = (design.category[rows] - chances @ np.arange(5)).sum()
    prior = found.fit.effects["interviewer"][at] / found.fit.variances["interviewer"]
    assert -slope == pytest.approx(prior, abs=1e-3)  # the mode: the likelihood's slope is the prior's
    assert found.fit.information["interviewer"][at] > 0
    assert set(found.moved["severities"]) == set(found.down_weighted)


def test_those_left_out_do_not_change_the_rest_whatever_they_rate() -> None:
    design, fit = fitted(plant(9, candidates=200).ratings)
    found = robust_refit(design, fit, flags(design, 0, 5), one_subset(design))
    own = np.isin(design.facets["interviewer"].codes, [0, 5])
    turned = replace(design, category=np.where(own, 4 - design.category, design.category).astype(np.int8))
    other = robust_refit(turned, fit, flags(design, 0, 5), one_subset(turned))
    assert found is not None
    assert other is not None
    assert other.fit.thresholds == pytest.approx(found.fit.thresholds)
    rest = np.setdiff1d(np.arange(40), [0, 5])
    assert other.fit.effects["interviewer"][rest] == pytest.approx(found.fit.effects["interviewer"][rest])


def test_a_candidate_only_the_flagged_met_is_measured_too() -> None:
    design, fit = fitted(plant(10, candidates=60, interviewers=8).ratings)
    flagged = (0, 1, 2)
    met = np.array([0, 1, 2, 0])
    only = design.facets["candidate"].codes == 7
    codes = design.facets["interviewer"].codes.copy()
    codes[only] = np.repeat(met, 6)
    interviewer = replace(design.facets["interviewer"], codes=codes)
    design = replace(design, facets=design.facets | {"interviewer": interviewer})
    found = robust_refit(design, fit, flags(design, *flagged), one_subset(design))
    assert found is not None
    assert found.fit.effects["candidate"][7] != 0
    assert np.isfinite(np.concatenate(list(found.fit.effects.values()))).all()


def test_errors_are_of_what_the_fit_rests_on() -> None:
    design, fit, found = refitted()
    interviewer, candidate = design.facets["interviewer"], design.facets["candidate"]
    out = np.isin(interviewer.keys, found.down_weighted)
    own = found.fit.information["interviewer"][out] + 1 / found.fit.variances["interviewer"]
    assert found.fit.errors["interviewer"][out] == pytest.approx(own**-0.5)
    lost = np.bincount(candidate.codes, weights=out[interviewer.codes], minlength=candidate.size) > 11
    assert lost.any()
    assert np.mean(found.fit.errors["candidate"][lost] / fit.errors["candidate"][lost]) > 1.3


def test_where_leaving_them_out_cuts_the_rest_in_two_nothing_is_left_out() -> None:
    first, second = (plant(seed, candidates=40, interviewers=4, questions=12).ratings for seed in (1, 2))
    columns = {
        name: [f"a{label}" for label in first.facets[name].labels()]
        + [
            f"b{label}" if name != "interviewer" or label != "0" else "a0"
            for label in second.facets[name].labels()
        ]
        for name in first.facets
    }
    ratings = Ratings.of(score=np.concatenate([first.score, second.score]), **columns)
    design, fit = fitted(ratings)
    assert robust_refit(design, fit, flags(design, 0), one_subset(design)) is None


def test_nobody_flagged_leaves_everything() -> None:
    design, fit = small(1)
    assert robust_refit(design, fit, flags(design), one_subset(design)) is None
    assert robust_refit(design, fit, {}, one_subset(design)) is None


def test_where_most_ratings_are_flagged_nothing_is_left_out() -> None:
    design, fit = small(2)
    assert robust_refit(design, fit, flags(design, 0, 1, 2), one_subset(design)) is None


def test_where_the_rest_allows_no_fit_nothing_is_left_out() -> None:
    design, _ = small(3, 90, sizes=(5, 4, 6, 3))
    own = design.facets["interviewer"].codes == 0
    same = replace(design, category=np.where(own, design.category, 2).astype(np.int8))
    assert robust_refit(same, any_fit(same, 0), flags(same, 0), one_subset(same)) is None
