"""The fit against what shares nothing with it: dense matrices, closed forms, published fits, statsmodels."""

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy import optimize
from statsmodels.regression.mixed_linear_model import MixedLM, VCSpec

from scoring.calibration.coefficients.generalisability import crossed_components
from scoring.calibration.crossed import counts as counting
from scoring.calibration.crossed.counts import count_crossings
from scoring.calibration.crossed.effects import predict_effects
from scoring.calibration.crossed.reml import RemlFit, fit_reml, solve
from tests.scoring.calibration.published import DYESTUFF

Matrix = NDArray[np.float64]
Codes = dict[str, NDArray[np.int32]]


def sparse(seed: int, *, n: int = 160, sizes: tuple[int, ...] = (14, 6, 9)) -> tuple[Codes, Matrix]:
    """Codes of random crossings, each element occurring, and values with effects of every facet."""
    rng = np.random.default_rng(seed)
    codes, values = {}, rng.normal(3, 1, n)
    for place, size in enumerate(sizes):
        column = rng.permutation(np.append(np.arange(size), rng.integers(0, size, n - size)))
        codes[f"facet {place}"] = column.astype(np.int32)
        values += rng.normal(0, 0.4 + 0.3 * place, size)[column]
    return codes, values


def indicators(codes: Codes) -> list[Matrix]:
    return [np.eye(int(column.max()) + 1)[column] for column in codes.values()]


def covariance(variances: Matrix, z: list[Matrix]) -> Matrix:
    parts = [variance * part @ part.T for variance, part in zip(variances[:-1], z, strict=True)]
    return sum(parts) + variances[-1] * np.eye(z[0].shape[0])


def dense_criterion(variances: Matrix, y: Matrix, z: list[Matrix]) -> float:
    """-2 log restricted likelihood by its definition, with the covariance of all values written out."""
    v = covariance(variances, z)
    inverse, ones = np.linalg.inv(v), np.ones(y.size)
    information = ones @ inverse @ ones
    residual = y - (ones @ inverse @ y) / information
    terms = np.linalg.slogdet(v)[1] + np.log(information) + residual @ inverse @ residual
    return float(terms + (y.size - 1) * np.log(2 * np.pi))


def in_order(fit: RemlFit, codes: Codes) -> Matrix:
    return np.array([*(fit.variances[name] for name in codes), fit.error_variance])


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_variances_and_criterion_equal_a_dense_fit(seed: int) -> None:
    codes, y = sparse(seed, n=80)
    z = indicators(codes)
    fit = fit_reml(codes, y)
    found = optimize.minimize(
        lambda logs: dense_criterion(np.exp(logs), y, z),
        np.log(np.full(4, y.var() / 4)),
        method="Nelder-Mead",
        options={"xatol": 1e-7, "fatol": 1e-10, "maxiter": 5000, "maxfev": 5000},
    )
    assert fit.converged and not fit.exact
    assert fit.criterion == pytest.approx(dense_criterion(in_order(fit, codes), y, z), abs=1e-7)
    assert fit.criterion == pytest.approx(found.fun, abs=1e-6)
    assert in_order(fit, codes) == pytest.approx(np.exp(found.x), rel=1e-3)
    assert fit.iterations <= 8


@pytest.mark.parametrize("seed", range(15))
def test_values_without_any_effect_end_at_the_best_boundary(seed: int) -> None:
    # Found once: a facet on its way to no spread took the others' steps with it and stopped them short.
    rng = np.random.default_rng(seed)
    sizes = tuple(int(size) for size in rng.integers(2, 15, 3))
    codes, _ = sparse(seed, n=90, sizes=sizes)
    y = rng.normal(0, 1, 90)
    counts = count_crossings(codes, y)
    best = min(
        optimize.minimize(
            lambda logs: solve(counts, np.exp(logs / 2)).criterion,
            np.full(3, np.log(start)),
            jac=lambda logs: solve(counts, np.exp(logs / 2)).slope(),
            method="L-BFGS-B",
            bounds=[(np.log(1e-10), np.log(1e4))] * 3,
        ).fun
        for start in (0.01, 0.5)
    )
    fit = fit_reml(codes, y)
    assert fit.converged
    assert fit.criterion <= best + 1e-6


def test_effects_and_errors_equal_the_dense_predictions() -> None:
    codes, y = sparse(4)
    z = indicators(codes)
    fit = fit_reml(codes, y)
    variances = in_order(fit, codes)
    inverse, ones = np.linalg.inv(covariance(variances, z)), np.ones(y.size)
    projection = inverse - np.outer(inverse @ ones, ones @ inverse) / (ones @ inverse @ ones)
    for variance, part, effects in zip(
        variances, z, (predict_effects(fit)[name] for name in codes), strict=False
    ):
        assert effects.value == pytest.approx(variance * part.T @ projection @ y, abs=1e-8)
        whole = variance - variance**2 * np.diag(part.T @ projection @ part)
        given = variance - variance**2 * np.diag(part.T @ inverse @ part)
        assert effects.se == pytest.approx(np.sqrt(whole), rel=1e-7)
        assert effects.conditional_sd == pytest.approx(np.sqrt(given), rel=1e-7)
    assert fit.mean == pytest.approx(float(ones @ inverse @ y / (ones @ inverse @ ones)))


def test_the_slope_and_its_direction_are_the_criterions() -> None:
    codes, y = sparse(5)
    counts = count_crossings(codes, y)
    logs = np.log(np.array([0.3, 0.2, 0.5]))
    slope, step = solve(counts, np.exp(logs / 2)).slope(), 1e-5
    for place in range(3):
        ends = [solve(counts, np.exp((logs + sign * step * np.eye(3)[place]) / 2)) for sign in (1, -1)]
        numeric = (ends[0].criterion - ends[1].criterion) / (2 * step)
        assert slope[place] == pytest.approx(numeric, rel=1e-5, abs=1e-5)


def test_the_average_information_is_the_curvature_on_average() -> None:
    rng = np.random.default_rng(6)
    codes, _ = sparse(6, n=900, sizes=(30, 25))
    total, numeric = np.zeros((2, 2)), np.zeros((2, 2))
    for _ in range(20):
        y = sum((rng.normal(0, 0.7, int(c.max()) + 1)[c] for c in codes.values()), rng.normal(0, 1, 900))
        counts = count_crossings(codes, np.asarray(y))
        logs, step = np.log(np.full(2, 0.49)), 1e-4
        total += solve(counts, np.exp(logs / 2)).curvature()
        for place in range(2):
            ends = [solve(counts, np.exp((logs + s * step * np.eye(2)[place]) / 2)).slope() for s in (1, -1)]
            numeric[place] += (ends[0] - ends[1]) / (2 * step)
    assert total == pytest.approx(numeric, rel=0.25, abs=10)


def test_a_balanced_table_has_the_variances_of_analysis_of_variance() -> None:
    rng = np.random.default_rng(7)
    scores = rng.normal(0, 1, (12, 1)) + rng.normal(0, 0.7, (1, 8)) + rng.normal(0, 0.9, (12, 8))
    codes = {"unit": np.repeat(np.arange(12), 8), "rater": np.tile(np.arange(8), 12)}
    fit = fit_reml(codes, scores.ravel())
    expected = crossed_components(scores, ("unit", "rater"))
    assert fit.variances == pytest.approx({name: expected[name] for name in codes}, rel=1e-5)
    assert fit.error_variance == pytest.approx(expected["unit*rater"], rel=1e-5)


def test_the_dyestuff_of_lme4() -> None:
    # lme4 and MixedModels.jl (its tests): REML 319.654276842; Bates et al. 2015: 1764.05 and 2451.25.
    fit = fit_reml({"batch": np.repeat(np.arange(6), 5)}, DYESTUFF.ravel())
    assert fit.criterion == pytest.approx(319.65427684225216, abs=1e-8)
    assert (fit.variances["batch"], fit.error_variance) == pytest.approx((1764.05, 2451.25), abs=0.005)


def test_two_crossed_facets_as_statsmodels_fits_them() -> None:
    codes, y = sparse(8, n=120, sizes=(10, 7))
    z = indicators(codes)
    labels = [[[f"element {number}" for number in range(part.shape[1])]] for part in z]
    parts = VCSpec(list(codes), labels, [[part] for part in z])
    model = MixedLM(y, np.ones((y.size, 1)), groups=np.zeros(y.size), exog_vc=parts)
    expected = model.fit(reml=True, method=["lbfgs"])
    fit = fit_reml(codes, y)
    assert list(fit.variances.values()) == pytest.approx(expected.vcomp.tolist(), rel=5e-4)
    assert fit.error_variance == pytest.approx(float(expected.scale), rel=1e-4)
    assert fit.criterion == pytest.approx(-2 * float(expected.llf), abs=1e-6)


def test_a_facet_without_spread_has_variance_nought() -> None:
    codes, y = sparse(9)
    wave = np.tile([0, 1], y.size // 2).astype(np.int32)
    # Both waves have the same mean: less spread than chance would make.
    y = y - np.where(wave == 0, y[wave == 0].mean(), y[wave == 1].mean())
    fit = fit_reml(codes | {"wave": wave}, y)
    assert fit.variances["wave"] == 0
    assert fit.criterion == pytest.approx(fit_reml(codes, y).criterion, abs=1e-6)
    assert predict_effects(fit)["wave"].se == pytest.approx(0)


def test_a_facet_far_below_the_others_is_found() -> None:
    rng = np.random.default_rng(10)
    unit, rater = np.repeat(np.arange(300), 20), np.tile(np.arange(20), 300)
    y = rng.normal(0, 3, 300)[unit] + rng.normal(0, 0.05, 20)[rater] + rng.normal(0, 0.5, 6000)
    fit = fit_reml({"unit": unit, "rater": rater}, y)
    assert fit.converged
    assert fit.variances["rater"] ** 0.5 == pytest.approx(0.05, rel=0.4)
    assert fit.variances["unit"] ** 0.5 == pytest.approx(3, rel=0.15)


def test_values_without_error_are_called_exact() -> None:
    unit, rater = np.repeat(np.arange(6), 5), np.tile(np.arange(5), 6)
    y = np.array([1.0, 4, 2, 5, 3, 2])[unit] + np.array([0.0, 1, 3, 2, 5])[rater]
    assert fit_reml({"unit": unit, "rater": rater}, y).exact


def test_too_many_pairs_to_gather_give_the_same_fit(monkeypatch: pytest.MonkeyPatch) -> None:
    codes, y = sparse(11)
    gathered = fit_reml(codes, y)
    monkeypatch.setattr(counting, "MOST_PAIRS", 10)
    anew = fit_reml(codes, y)
    assert anew.criterion == pytest.approx(gathered.criterion, abs=1e-9)
    assert anew.variances == pytest.approx(gathered.variances, rel=1e-6)


def test_order_of_rows_and_labels_of_elements_change_nothing() -> None:
    codes, y = sparse(12)
    rng = np.random.default_rng(13)
    rows = rng.permutation(y.size)
    renamed = {name: rng.permutation(int(c.max()) + 1)[c][rows] for name, c in reversed(codes.items())}
    one, other = fit_reml(codes, y), fit_reml(renamed, y[rows])
    assert other.criterion == pytest.approx(one.criterion, abs=1e-8)
    assert other.variances == pytest.approx(one.variances, rel=1e-5)


def test_variances_grow_with_the_square_of_the_unit() -> None:
    codes, y = sparse(14)
    one, other = fit_reml(codes, y), fit_reml(codes, 100 + 10 * y)
    assert in_order(other, codes) == pytest.approx(100 * in_order(one, codes), rel=1e-5)
    assert other.mean == pytest.approx(100 + 10 * one.mean)
