"""The fit: against the same equations written out, against another optimiser, and on what is hard to fit."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as runs
from hypothesis import strategies as some
from scipy import optimize

from scoring.calibration.design import Design, build_design
from scoring.calibration.model.fit import SIGNS, Fit, NotFitted
from scoring.calibration.model.fitting import fit_ratings
from scoring.calibration.model.layout import lay_out
from scoring.calibration.model.newton import STEPS, Normal
from scoring.calibration.model.passes import Place, pass_over
from scoring.calibration.model.state import State
from scoring.calibration.ratings import Ratings
from scoring.calibration.settings import Settings
from tests.scoring.calibration import dense
from tests.scoring.calibration.simulator import simulate


def small(seed: int = 1, **shape: int) -> Design:
    world = simulate(seed, **{"candidates": 25, "interviewers": 6, "questions": 12, "criteria": 2} | shape)
    return build_design(world.ratings, world.settings)


def with_no_correction(design: Design, fit: Fit) -> Normal:
    layout = lay_out(design)
    nothing = {name: np.zeros(facet.size) for name, facet in design.facets.items()}
    at = Place(
        layout.by_interview(fit.effects, SIGNS),
        layout.by_item(fit.effects, SIGNS),
        layout.by_interview(nothing, SIGNS),
        layout.by_item(nothing, SIGNS),
        fit.thresholds,
    )
    precisions = {name: 1 / variance for name, variance in fit.variances.items()}
    return Normal(layout, pass_over(design, layout, at), fit.effects, fit.thresholds, precisions)


def test_its_equations_are_solved() -> None:
    design = small()
    fit = fit_ratings(design)
    assert fit.converged
    assert 5 <= fit.iterations <= 20
    scale = {name: np.sqrt(values + 1 / fit.variances[name]) for name, values in fit.information.items()}
    # Severities come from equations of their own, and questions were settled before that last touch.
    assert np.abs(dense.slopes(design, fit, "candidate") / scale["candidate"]).max() < 1e-3
    assert np.abs(dense.slopes(design, fit, "question") / scale["question"]).max() < 0.3


def test_without_interviewers_every_equation_is_solved() -> None:
    world = simulate(2, candidates=40)
    kept = {name: world.ratings.facets[name] for name in ("candidate", "question", "criterion")}
    design = build_design(Ratings(kept, world.ratings.score), world.settings)
    fit = fit_ratings(design)
    for name in design.facets:
        assert np.abs(dense.slopes(design, fit, name)).max() < 0.01


def test_a_newton_step_is_the_dense_one() -> None:
    design = small()
    fit = fit_ratings(design)
    shifted = {name: values + 0.1 * np.cos(np.arange(values.size)) for name, values in fit.effects.items()}
    away = Fit(shifted, fit.thresholds - 0.2, fit.variances, {}, 0, False)
    normal = with_no_correction(design, away)
    step = normal.solve(["interviewer", "question", "criterion", STEPS], 1e-10)
    names = [*design.facets, STEPS]
    gradient = np.concatenate([normal.gradient[name] for name in names])
    exact = np.linalg.solve(dense.information(design, away), gradient)
    np.testing.assert_allclose(np.concatenate([step[name] for name in names]), exact, atol=1e-6)


def test_a_pass_gives_the_likelihood_and_its_slopes() -> None:
    """Against the penalised likelihood's own differences, by an optimiser that knows nothing of it."""
    design = small(candidates=8, questions=9)
    fit = fit_ratings(design)
    layout = lay_out(design)
    names = list(design.facets)
    ends = np.cumsum([design.facets[name].size for name in names])
    spread = {name: np.full(design.facets[name].size, 0.05) for name in names}

    def state(values: np.ndarray) -> State:
        *parts, thresholds = np.split(values, ends)
        return State(dict(zip(names, parts, strict=True)), thresholds, fit.variances, spread)

    def criterion(values: np.ndarray) -> float:
        at = state(values)
        normal = at.look(design, layout)
        penalty = sum(float(part @ part) / fit.variances[name] for name, part in at.effects.items())
        variance = sum(float(spread[name] @ normal.information[name]) for name in names)
        thresholds = float(at.thresholds @ normal.prior @ at.thresholds)
        return normal.likelihood - (penalty + variance + thresholds) / 2

    start = np.concatenate([fit.effects[name] for name in names] + [fit.thresholds + 0.1])
    numeric = optimize.approx_fprime(start, criterion, 1e-6)
    normal = state(start).look(design, layout)
    exact = np.concatenate([normal.gradient[name] for name in [*names, STEPS]])
    np.testing.assert_allclose(numeric, exact, atol=2e-3)


def test_thresholds_are_where_another_optimiser_puts_them() -> None:
    """The penalised likelihood less v/2 of the variances, with v and the priors' variances given."""
    world = simulate(5, candidates=12, questions=9, criteria=1)
    kept = {name: world.ratings.facets[name] for name in ("candidate", "question")}
    design = build_design(Ratings(kept, world.ratings.score), world.settings)
    fit = fit_ratings(design)
    state, layout = State.of(fit), lay_out(design)
    ends = np.cumsum([design.facets[name].size for name in design.facets])

    def lost(values: np.ndarray) -> tuple[float, np.ndarray]:
        *parts, thresholds = np.split(values, ends)
        effects = dict(zip(design.facets, parts, strict=True))
        normal = State(effects, thresholds, fit.variances, state.spread).look(design, layout)
        penalty = sum(float(part @ part) / fit.variances[name] for name, part in effects.items())
        variance = sum(float(values @ normal.information[name]) for name, values in state.spread.items())
        penalty += float(thresholds @ normal.prior @ thresholds)
        slope = np.concatenate([normal.gradient[name] for name in [*design.facets, STEPS]])
        return (penalty + variance) / 2 - normal.likelihood, -slope

    found = optimize.minimize(lost, np.zeros(ends[-1] + design.steps), jac=True, method="BFGS", tol=1e-6)
    np.testing.assert_allclose(found.x[ends[-1] :], fit.thresholds, atol=1e-3)


def same(first: Fit, second: Fit) -> bool:
    return (
        first.variances == second.variances
        and first.iterations == second.iterations
        and np.array_equal(first.thresholds, second.thresholds)
        and all(np.array_equal(first.effects[name], second.effects[name]) for name in first.effects)
    )


def test_the_order_of_the_rows_changes_no_bit() -> None:
    world = simulate(6)
    order = np.random.default_rng(0).permutation(len(world.ratings))
    one = fit_ratings(build_design(world.ratings, world.settings))
    assert same(one, fit_ratings(build_design(world.ratings.take(order), world.settings)))


def test_a_scale_that_starts_elsewhere_changes_no_bit() -> None:
    world = simulate(7)
    shifted = Ratings(world.ratings.facets, (world.ratings.score + 10).astype(np.int16))
    one = fit_ratings(build_design(world.ratings, world.settings))
    assert same(one, fit_ratings(build_design(shifted, Settings(lowest=11, highest=14))))


def test_new_labels_in_the_same_order_change_no_bit() -> None:
    world = simulate(8)
    labels = {name: [f"x{key}" for key in column.labels()] for name, column in world.ratings.facets.items()}
    renamed = Ratings.of(score=world.ratings.score, **labels)
    one = fit_ratings(build_design(world.ratings, world.settings))
    assert same(one, fit_ratings(build_design(renamed, world.settings)))


def test_a_scale_turned_over_turns_everything_over() -> None:
    world = simulate(9)
    turned = Ratings(world.ratings.facets, (5 - world.ratings.score).astype(np.int16))
    one = fit_ratings(build_design(world.ratings, world.settings))
    other = fit_ratings(build_design(turned, world.settings))
    np.testing.assert_allclose(one.thresholds, -other.thresholds[::-1], atol=2e-3)
    for name, values in one.effects.items():
        np.testing.assert_allclose(values, -other.effects[name], atol=2e-3)


def test_every_facet_is_centred_and_the_thresholds_carry_the_location() -> None:
    fit = fit_ratings(small(3))
    for values in fit.effects.values():
        assert values.mean() == pytest.approx(0, abs=1e-9)


@pytest.mark.parametrize("categories", range(2, 11))
def test_any_number_of_categories_is_fitted(categories: int) -> None:
    thresholds = tuple(np.linspace(-1.5, 1.5, categories - 1)) if categories > 2 else (0.0,)
    world = simulate(categories, thresholds=thresholds, candidates=120)
    fit = fit_ratings(build_design(world.ratings, world.settings))
    assert fit.converged
    assert fit.thresholds.size == categories - 1
    np.testing.assert_allclose(fit.thresholds - fit.thresholds.mean(), thresholds, atol=0.3)


def test_a_category_nobody_used_has_finite_thresholds() -> None:
    world = simulate(10, candidates=40)
    score = np.where(world.ratings.score == 2, 3, world.ratings.score).astype(np.int16)
    fit = fit_ratings(build_design(Ratings(world.ratings.facets, score), world.settings))
    assert fit.converged
    assert fit.thresholds[0] > 3 > -3 > fit.thresholds[1]
    assert np.abs(fit.thresholds).max() < 20


def test_one_category_or_no_ratings_are_not_fitted() -> None:
    with pytest.raises(NotFitted, match="every rating is the same"):
        fit_ratings(build_design(Ratings.of(candidate=["a", "b"], score=[2, 2]), Settings()))
    with pytest.raises(NotFitted, match="no ratings"):
        fit_ratings(build_design(Ratings.of(candidate=[], score=[]), Settings()))


def test_candidates_who_had_nothing_but_the_ends_of_the_scale_stay_finite() -> None:
    rows = [(candidate, rater) for candidate in range(6) for rater in range(4)]
    score = [4 if candidate % 2 else 1 for candidate, _ in rows]
    candidate, interviewer = zip(*rows, strict=True)
    fit = fit_ratings(
        build_design(Ratings.of(candidate=candidate, interviewer=interviewer, score=score), Settings())
    )
    assert np.isfinite(fit.effects["candidate"]).all()
    assert 5 < fit.variances["candidate"] <= 25  # nearly as far apart as the model allows


LABELS = some.integers(0, 5)


@runs(max_examples=25, deadline=None)
@given(
    rows=some.lists(
        some.tuples(LABELS, LABELS, LABELS, LABELS, some.integers(1, 10)), min_size=2, max_size=40
    ),
    facets=some.sets(some.sampled_from(["interviewer", "question", "criterion"])),
    categories=some.integers(2, 10),
)
def test_whatever_is_given_the_answer_is_finite_or_a_reason(
    rows: list[tuple[int, ...]], facets: set[str], categories: int
) -> None:
    columns = dict(
        zip(("candidate", "interviewer", "question", "criterion"), zip(*rows, strict=True), strict=False)
    )
    labels = {name: column for name, column in columns.items() if name in facets | {"candidate"}}
    score = [(row[4] - 1) % categories + 1 for row in rows]
    design = build_design(Ratings.of(score=score, **labels), Settings(lowest=1, highest=categories))
    try:
        fit = fit_ratings(design)
    except NotFitted as reason:
        assert str(reason) == "every rating is the same"
        return
    parts = [*fit.effects.values(), *fit.information.values(), *fit.errors.values(), fit.thresholds]
    assert all(np.isfinite(part).all() for part in parts)
    assert all(1e-4 <= variance <= 25 for variance in fit.variances.values())
