"""The fit against what shares nothing with it: dense matrices, and a balanced design in closed form."""

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy import optimize

from scoring.calibration import Ratings
from scoring.calibration.design import Design, build_design
from scoring.calibration.prediction import contrast_variances, predict_contrasts
from scoring.calibration.ratings import FACETS
from scoring.calibration.reml import Fit, fit_reml, solve
from tests.scoring.calibration.simulator import simulate

Matrix = NDArray[np.float64]


def small(seed: int) -> Design:
    world = simulate(seed, candidates=14, interviewers=6, questions=9, criteria=3, panel=3, asked=2)
    return build_design(world.ratings)


def indicators(design: Design) -> list[Matrix]:
    return [np.eye(design.facets[name].size)[design.facets[name].codes] for name in FACETS]


def covariance(variances: Matrix, z: list[Matrix]) -> Matrix:
    parts = [variance * part @ part.T for variance, part in zip(variances[:-1], z, strict=True)]
    return sum(parts) + variances[-1] * np.eye(z[0].shape[0])


def dense_deviance(variances: Matrix, y: Matrix, z: list[Matrix]) -> float:
    """-2 REML log-likelihood by its definition, with the covariance of all ratings written out."""
    v = covariance(variances, z)
    inverse, ones = np.linalg.inv(v), np.ones(y.size)
    information = ones @ inverse @ ones
    residual = y - (ones @ inverse @ y) / information
    terms = np.linalg.slogdet(v)[1] + np.log(information) + residual @ inverse @ residual
    return float(terms + (y.size - 1) * np.log(2 * np.pi))


def errors_of(fit: Fit, name: str, number: NDArray[np.int64]) -> Matrix:
    return np.sqrt(contrast_variances(fit.solution, name, number) * fit.error_variance)


def in_order(fit: Fit) -> Matrix:
    return np.array([*(fit.variances[name] for name in FACETS), fit.error_variance])


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_variances_and_deviance_equal_a_dense_reml_fit(seed: int) -> None:
    design = small(seed)
    z = indicators(design)
    fit = fit_reml(design, FACETS)
    found = optimize.minimize(
        lambda logs: dense_deviance(np.exp(logs), design.score, z),
        np.log(np.full(5, design.score.var() / 5)),
        method="Nelder-Mead",
        options={"xatol": 1e-6, "fatol": 1e-9, "maxiter": 5000, "maxfev": 5000},
    )
    assert fit.converged
    assert fit.solution.deviance == pytest.approx(dense_deviance(in_order(fit), design.score, z), abs=1e-6)
    assert fit.solution.deviance == pytest.approx(found.fun, abs=1e-5)
    assert in_order(fit) == pytest.approx(np.exp(found.x), rel=2e-3)


def test_effects_and_errors_equal_the_dense_predictions() -> None:
    design = small(4)
    z = indicators(design)
    fit = fit_reml(design, FACETS)
    variances, y = in_order(fit), design.score
    inverse, ones = np.linalg.inv(covariance(variances, z)), np.ones(y.size)
    projection = inverse - np.outer(inverse @ ones, ones @ inverse) / (ones @ inverse @ ones)
    for variance, part, name in zip(variances, z, FACETS, strict=False):
        effects = variance * part.T @ projection @ y
        errors = variance * np.eye(part.shape[1]) - variance**2 * part.T @ projection @ part
        contrast = np.eye(part.shape[1]) - 1 / part.shape[1]
        expected = np.sqrt(np.diag(contrast @ errors @ contrast))
        whole = np.ones(part.shape[1], dtype=np.int64)
        assert fit.solution.effects()[name] == pytest.approx(effects, abs=1e-8)
        assert errors_of(fit, name, whole) == pytest.approx(expected, abs=1e-8)


def test_errors_of_contrasts_within_subsets_equal_the_dense_ones() -> None:
    design = small(5)
    z = indicators(design)
    fit = fit_reml(design, FACETS)
    variances = in_order(fit)
    inverse, ones = np.linalg.inv(covariance(variances, z)), np.ones(design.n)
    projection = inverse - np.outer(inverse @ ones, ones @ inverse) / (ones @ inverse @ ones)
    for variance, part, name in zip(variances, z, FACETS, strict=False):
        number = np.arange(part.shape[1]) % 2 + 1
        errors = variance * np.eye(part.shape[1]) - variance**2 * part.T @ projection @ part
        same = number[:, None] == number
        contrast = np.eye(part.shape[1]) - same / same.sum(axis=1)
        expected = np.sqrt(np.diag(contrast @ errors @ contrast))
        assert errors_of(fit, name, number) == pytest.approx(expected, abs=1e-8)


def test_the_gradient_is_the_slope_of_the_deviance() -> None:
    design = small(6)
    blocks = fit_reml(design, FACETS).solution.blocks
    at = np.array([0.7, 0.3, 1.1, 0.4])
    slopes = optimize.approx_fprime(at, lambda delta: solve(blocks, design.n, delta).deviance, 1e-6)
    assert solve(blocks, design.n, at).gradient() == pytest.approx(slopes, abs=1e-3)


def balanced(seed: int, spread: float = 3.0) -> tuple[Ratings, Matrix]:
    rng = np.random.default_rng(seed)
    table = 50 + rng.normal(0, 5, (12, 1)) + rng.normal(0, spread, (1, 7)) + rng.normal(0, 2, (12, 7))
    scores = np.rint(table)
    c, i = np.indices(scores.shape).reshape(2, -1)
    return Ratings(c, i, ["q"] * c.size, ["k"] * c.size, scores.ravel()), scores


def test_a_balanced_two_way_design_gives_the_analysis_of_variance_in_closed_form() -> None:
    ratings, scores = balanced(1)
    rows, columns = scores.mean(axis=1), scores.mean(axis=0)
    rest = scores - rows[:, None] - columns + scores.mean()
    error = (rest**2).sum() / (11 * 6)
    expected = {
        "candidate": (7 * rows.var(ddof=1) - error) / 7,
        "interviewer": (12 * columns.var(ddof=1) - error) / 12,
    }
    fit = fit_reml(build_design(ratings), ("candidate", "interviewer"))
    assert fit.variances == pytest.approx(expected, rel=1e-4)
    assert fit.error_variance == pytest.approx(error, rel=1e-5)


def test_where_there_is_no_spread_the_variance_is_zero_and_the_errors_are_not() -> None:
    worlds = (balanced(seed, 0.0) for seed in range(50))
    ratings = next(ratings for ratings, table in worlds if _below_chance(table))
    fit = fit_reml(build_design(ratings), ("candidate", "interviewer"))
    contrasts, errors = predict_contrasts(fit, "interviewer", np.ones(7, dtype=np.int64))
    assert fit.converged
    assert fit.variances["interviewer"] == 0.0
    assert fit.without_spread == ("interviewer",)
    assert (errors > 0.1).all()
    assert (np.abs(contrasts) < errors).all()


def test_with_many_ratings_an_element_is_measured_by_its_mean_within_candidates() -> None:
    ratings, scores = balanced(2)
    fit = fit_reml(build_design(ratings), ("candidate", "interviewer"))
    contrasts, _ = predict_contrasts(fit, "interviewer", np.ones(7, dtype=np.int64))
    plain = scores.mean(axis=0) - scores.mean()
    assert contrasts == pytest.approx(plain, abs=0.12 * np.abs(plain).max())
    assert (np.abs(contrasts) < np.abs(plain)).all()


def test_one_solve_serves_small_and_large_designs_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    design = small(7)
    kept = fit_reml(design, FACETS)
    monkeypatch.setattr("scoring.calibration.design.MOST_KEPT", 0)
    assert fit_reml(design, FACETS).solution.deviance == pytest.approx(kept.solution.deviance, abs=1e-9)


def _below_chance(table: Matrix) -> bool:
    rest = table - table.mean(axis=1)[:, None] - table.mean(axis=0) + table.mean()
    return 12 * table.mean(axis=0).var(ddof=1) < 0.8 * (rest**2).sum() / 66
