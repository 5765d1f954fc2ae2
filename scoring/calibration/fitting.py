"""Fits the rating-scale model: Newton steps for all elements and thresholds, variances estimated along."""

from dataclasses import dataclass, replace

import numpy as np

from scoring.calibration.design import Design, Floats
from scoring.calibration.fit import SIGNS, Fit, NotFitted
from scoring.calibration.layout import Layout, lay_out
from scoring.calibration.newton import STEPS, Normal, Parts, threshold_prior
from scoring.calibration.passes import Place, Sums, pass_over
from scoring.calibration.variances import next_variance

MOST_ITERATIONS, MOST_HALVINGS = 60, 12
STILL = 1e-4  # logits: a round that moves nothing by more is the last
LOOSE, TIGHT = 0.05, 0.01  # share of the gradient a step may leave, at first and once near
NEAR, FARTHEST_STEP = 0.5, 3.0  # logits
FIRST_VARIANCE = 0.5
ONES = dict.fromkeys(SIGNS, 1.0)


@dataclass(frozen=True, eq=False)
class State:
    """Where the fit stands: the estimates, the variances of the priors, the posterior variances."""

    effects: Parts
    thresholds: Floats
    variances: dict[str, float]
    spread: Parts


def fit_ratings(design: Design) -> Fit:
    """Estimates of all elements, thresholds and variances; errors left to `errors.standard_errors`.

    The mode of the likelihood times the normal priors, with every residual corrected for the curvature of
    the expected score (E + v/2 kappa3, v the posterior variance of the row's location): the second-order
    Gaussian variational estimate, which has not the bias of joint maximum likelihood. Each facet's effects
    sum to 0; thresholds carry the location. Variances as variances.next_variance says. A step that lowers
    the criterion is halved, so the rounds cannot diverge; `converged` says whether they came to rest.
    Same ratings, same bits. Raises NotFitted where there are no ratings or one category alone was used;
    any other design gives finite estimates. About 1 s per million ratings; 30 bytes a rating.
    """
    if not design.n:
        raise NotFitted("there are no ratings")
    if (design.category == design.category[0]).all():
        raise NotFitted("every rating is the same")
    layout = lay_out(design)
    prior = threshold_prior(design.steps)
    state, moved, iterations = _start(design), NEAR, 0
    sums = _pass(design, layout, state)
    normal = Normal(layout, sums, state.effects, _precisions(state), prior)
    while moved > STILL and iterations < MOST_ITERATIONS:
        iterations += 1
        step = normal.solve(sums.slope - prior @ state.thresholds, LOOSE if moved > NEAR else TIGHT)
        state, sums, normal, share = _advance(design, layout, state, step, sums, normal)
        moved = _length(step) if share == 1 else NEAR
        if not share:
            break
    errors = {name: np.sqrt(values) for name, values in state.spread.items()}
    information = normal.information
    return Fit(
        state.effects, state.thresholds, state.variances, information, iterations, moved <= STILL, errors
    )


def _start(design: Design) -> State:
    """Everybody alike; thresholds from the counts of the categories."""
    tally = np.bincount(design.category, minlength=design.steps + 1) + 0.5
    effects = {name: np.zeros(facet.size) for name, facet in design.facets.items()}
    spread = {name: 1 / (0.5 * facet.counts + 1 / FIRST_VARIANCE) for name, facet in design.facets.items()}
    thresholds = np.log(tally[:-1] / tally[1:])
    return State(effects, thresholds, dict.fromkeys(effects, FIRST_VARIANCE), spread)


def _pass(design: Design, layout: Layout, state: State) -> Sums:
    place = Place(
        layout.by_interview(state.effects, SIGNS),
        layout.by_item(state.effects, SIGNS),
        layout.by_interview(state.spread, ONES),
        layout.by_item(state.spread, ONES),
        state.thresholds,
    )
    return pass_over(design, layout, place)


def _precisions(state: State) -> dict[str, float]:
    return {name: 1 / variance for name, variance in state.variances.items()}


def _advance(
    design: Design, layout: Layout, state: State, step: Parts, sums: Sums, normal: Normal
) -> tuple[State, Sums, Normal, float]:
    """The state after the step, or after the largest half of a half of it that does not lower the criterion;
    share 0 and the same state where none does."""
    before = _criterion(state, state, sums, normal)
    share = min(1.0, FARTHEST_STEP / max(_length(step), FARTHEST_STEP))
    for _ in range(MOST_HALVINGS):
        after = _moved(state, step, share, normal)
        found = _pass(design, layout, after)
        there = Normal(layout, found, after.effects, _precisions(after), normal.prior)
        if _criterion(state, after, found, there) >= before - 1e-9 * abs(before):
            return after, found, there, share
        share /= 2
    return state, sums, normal, 0.0


def _length(step: Parts) -> float:
    return max(float(np.abs(values).max()) for values in step.values())


def _moved(state: State, step: Parts, share: float, normal: Normal) -> State:
    effects, thresholds = {}, state.thresholds + share * step[STEPS]
    for name, values in state.effects.items():
        moved = values + share * step[name]
        mean = float(moved.mean())
        effects[name], thresholds = moved - mean, thresholds - SIGNS[name] * mean
    variances = {
        name: next_variance(effects[name], normal.information[name], state.variances[name])
        for name in effects
    }
    spread = {name: 1 / (normal.information[name] + 1 / variances[name]) for name in effects}
    return replace(state, effects=effects, thresholds=thresholds, variances=variances, spread=spread)


def _criterion(prior: State, at: State, sums: Sums, normal: Normal) -> float:
    """What a Newton step lifts: log likelihood, less v/2 of the variances, less the priors (as they were)."""
    total = sums.likelihood - 0.5 * float(at.thresholds @ normal.prior @ at.thresholds)
    for name, effects in at.effects.items():
        total -= 0.5 * float(effects @ effects) / prior.variances[name]
        total -= 0.5 * float(prior.spread[name] @ normal.information[name])
    return total
