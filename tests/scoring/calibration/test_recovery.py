"""Known truth found again."""

import numpy as np
import pytest

from scoring.calibration.design import Design, build_design
from scoring.calibration.model.fit import Fit
from scoring.calibration.model.fitting import fit_ratings
from tests.scoring.calibration.simulator import World, simulate

TRUE = np.array([-1.6, -0.5, 0.5, 1.6])


def fitted(world: World) -> tuple[Design, Fit]:
    design = build_design(world.ratings, world.settings)
    return design, fit_ratings(design)


def correlation(world: World, design: Design, fit: Fit, facet: str) -> float:
    truth = world.truth(facet, design.facets[facet].keys)
    return float(np.corrcoef(fit.effects[facet], truth)[0, 1])


@pytest.fixture(scope="module")
def large() -> tuple[World, Design, Fit]:
    """About 16,000 ratings on five points."""
    world = simulate(11, candidates=600, interviewers=40, questions=60, criteria=3, thresholds=tuple(TRUE))
    return world, *fitted(world)


def test_thresholds_are_found_again(large: tuple[World, Design, Fit]) -> None:
    fit = large[2]
    assert fit.converged
    np.testing.assert_allclose(fit.thresholds - fit.thresholds.mean(), TRUE, atol=0.05)


def test_spreads_are_found_again(large: tuple[World, Design, Fit]) -> None:
    world, _, fit = large
    for facet, within in (("candidate", 0.04), ("interviewer", 0.08), ("question", 0.06)):
        assert fit.variances[facet] ** 0.5 == pytest.approx(world.effects[facet].std(ddof=1), rel=within)


@pytest.mark.parametrize(
    ("facet", "least"), [("interviewer", 0.98), ("question", 0.99), ("criterion", 0.99), ("candidate", 0.96)]
)
def test_everybodys_place_is_found_again(large: tuple[World, Design, Fit], facet: str, least: float) -> None:
    world, design, fit = large
    assert correlation(world, design, fit, facet) > least


def test_severities_are_neither_stretched_nor_shrunk(large: tuple[World, Design, Fit]) -> None:
    """Joint maximum likelihood stretches them by some 5 % here."""
    world, design, fit = large
    truth = world.truth("interviewer", design.facets["interviewer"].keys)
    assert np.polyfit(truth, fit.effects["interviewer"], 1)[0] == pytest.approx(1, abs=0.05)


def test_positive_severity_is_harsher() -> None:
    world = simulate(12, candidates=200)
    design, fit = fitted(world)
    harshest = fit.effects["interviewer"].argmax()
    assert world.effects["interviewer"].argmax() == int(design.facets["interviewer"].keys[harshest])


def test_where_strong_candidates_go_to_some_interviewers_means_mislead_and_the_model_does_not() -> None:
    world = simulate(13, candidates=300, interviewers=20, routed=0.9)
    design, fit = fitted(world)
    facet = design.facets["interviewer"]
    raw = np.corrcoef(-facet.means(design.score), world.truth("interviewer", facet.keys))[0, 1]
    assert raw < 0.8
    assert correlation(world, design, fit, "interviewer") > 0.97


def test_nor_do_they_draw_severities_towards_the_candidates_met() -> None:
    """The gap between those who meet the strong and those who meet the weak is the true one, on average; with
    the candidates' prior at work it is off by .6 logit."""
    off = []
    for seed in range(8):
        world = simulate(seed, candidates=300, interviewers=20, routed=0.9)
        design, fit = fitted(world)
        away = fit.effects["interviewer"] - world.truth("interviewer", design.facets["interviewer"].keys)
        off.append(away[:10].mean() - away[10:].mean())
    assert np.mean(off) == pytest.approx(0, abs=0.1)


def test_few_ratings_are_drawn_towards_the_mean() -> None:
    world = simulate(14, candidates=60, sds={"interviewer": 0.05})
    _, fit = fitted(world)
    assert fit.effects["interviewer"].std() < 0.15
    assert fit.variances["interviewer"] ** 0.5 < 0.2


def test_tiny_data_are_fitted_on_average_right() -> None:
    """Eighteen candidates with four ratings each: single fits are wide, their average is not."""
    found = [
        fitted(simulate(seed, candidates=18, interviewers=5, questions=8, criteria=1, panel=2, asked=2))[1]
        for seed in range(24)
    ]
    thresholds = np.mean([fit.thresholds - fit.thresholds.mean() for fit in found], axis=0)
    np.testing.assert_allclose(thresholds, [-1.5, 0, 1.5], atol=0.25)


def test_groups_that_never_meet_are_fitted_each_within_itself() -> None:
    world = simulate(15, candidates=200, interviewers=12, islands=2)
    design, fit = fitted(world)
    truth = world.truth("interviewer", design.facets["interviewer"].keys)
    for island in range(2):
        assert np.corrcoef(fit.effects["interviewer"][island::2], truth[island::2])[0, 1] > 0.95
