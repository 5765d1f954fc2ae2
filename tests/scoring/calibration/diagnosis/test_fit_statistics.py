import numpy as np
import pytest

from scoring.calibration.design import Design, build_design
from scoring.calibration.diagnosis.element_sums import ElementSums
from scoring.calibration.diagnosis.fit_statistics import fit_statistics
from scoring.calibration.diagnosis.residuals import blocks
from scoring.calibration.model.fit import Fit
from scoring.calibration.ratings import Ratings
from scoring.calibration.settings import Settings
from tests.scoring.calibration.planted import slow_rows, small


def summed(design: Design, fit: Fit) -> ElementSums:
    sums = ElementSums(design)
    for block in blocks(design, fit):
        sums.add(block)
    return sums


def test_five_ratings_worked_by_hand_after_wright_and_masters() -> None:
    # Chances of a 1: .8 .6 .5 .3 .1, given: 1 1 0 0 1. Wright & Masters 1982, ch. 5, with pencil and paper:
    # V = .16 .24 .25 .21 .09, sum .95; squared residuals .04 .16 .25 .09 .81, sum 1.35;
    # C - V^2 = .0576 .0096 0 .0336 .0576, sum .1584; C/V^2 = 3.25 1.1667 1 1.7619 8.1111, sum 15.2897.
    chances = np.array([0.8, 0.6, 0.5, 0.3, 0.1])
    candidates = ["a", "b", "c", "d", "e"]
    ratings = Ratings.of(candidate=candidates, interviewer=["i"] * 5, score=[1, 1, 0, 0, 1])
    design = build_design(ratings, Settings(lowest=0, highest=1))
    effects = {"candidate": np.log(chances / (1 - chances)), "interviewer": np.zeros(1)}
    fit = Fit(effects, np.zeros(1), dict.fromkeys(effects, 1.0), {}, 1, True)
    found = fit_statistics(summed(design, fit), "interviewer")
    assert found.infit[0] == pytest.approx(1.35 / 0.95)
    assert found.outfit[0] == pytest.approx(2.269048, abs=1e-6)
    assert found.infit_z[0] == pytest.approx(1.0296, abs=1e-3)
    assert found.outfit_z[0] == pytest.approx(1.6824, abs=1e-3)


@pytest.mark.parametrize("facet", ["candidate", "interviewer", "question", "criterion"])
def test_mean_squares_and_correlations_are_those_of_the_rows(facet: str) -> None:
    design, fit = small(4, 90)
    found = fit_statistics(summed(design, fit), facet)
    rows = slow_rows(design, fit)
    for element in range(design.facets[facet].size):
        own = [row for row in rows if row.keys[facet] == element]
        n, information = len(own), sum(row.v for row in own)
        infit, outfit = sum(row.r**2 for row in own) / information, sum(row.z**2 for row in own) / n
        assert (found.infit[element], found.outfit[element]) == pytest.approx((infit, outfit))
        q = sum(row.fourth - row.v**2 for row in own) ** 0.5 / information
        assert found.infit_z[element] == pytest.approx((infit ** (1 / 3) - 1) * 3 / q + q / 3)
        q = (sum(row.fourth / row.v**2 for row in own) / n**2 - 1 / n) ** 0.5
        assert found.outfit_z[element] == pytest.approx((outfit ** (1 / 3) - 1) * 3 / q + q / 3)
        x, h = [row.x for row in own], [row.h for row in own]
        assert found.point_measure[element] == pytest.approx(np.corrcoef(x, h)[0, 1])


def test_the_expected_correlation_is_what_scores_drawn_from_the_model_have() -> None:
    design, fit = small(5, 400, sizes=(40, 1, 4, 2))
    expected = fit_statistics(summed(design, fit), "interviewer").point_measure_expected[0]
    rng = np.random.default_rng(0)
    rows = slow_rows(design, fit)
    h, p = np.array([row.h for row in rows]), np.array([row.p for row in rows])
    drawn = [
        np.corrcoef((rng.random(design.n)[:, None] > p.cumsum(axis=1)[:, :-1]).sum(axis=1), h)[0, 1]
        for _ in range(400)
    ]
    assert expected == pytest.approx(np.mean(drawn), abs=0.005)


def test_what_has_no_variance_has_no_correlation_and_one_rating_no_standardised_outfit_of_its_own() -> None:
    ratings = Ratings.of(candidate=["a", "a", "b"], question=["p", "q", "p"], score=[2, 2, 1])
    design = build_design(ratings, Settings(lowest=0, highest=3))
    effects = {"candidate": np.zeros(2), "question": np.zeros(2)}
    fit = Fit(effects, np.zeros(3), dict.fromkeys(effects, 1.0), {}, 1, True)
    found = fit_statistics(summed(design, fit), "candidate")
    assert np.isnan(found.point_measure).all()
    assert np.isnan(found.point_measure_expected).all()
    assert np.isfinite(found.infit).all()
