"""Fits the rating-scale model: Newton steps for all elements and thresholds, variances estimated along."""

import numpy as np

from scoring.calibration.design import Design
from scoring.calibration.model.fit import Fit, NotFitted
from scoring.calibration.model.layout import Layout, lay_out
from scoring.calibration.model.newton import STEPS, Normal, Parts, dot
from scoring.calibration.model.severity import free_severities
from scoring.calibration.model.state import LENGTHENED, STILL, State, length

MOST_ITERATIONS, MOST_HALVINGS = 60, 12
LOOSE, TIGHT = 0.05, 0.03  # share of the gradient a step may leave, at first and once near
NEAR, FARTHEST_STEP = 0.5, 3.0  # logits
FIRST_VARIANCE = 0.5


def fit_ratings(design: Design) -> Fit:
    """Estimates of all elements, thresholds and variances; errors left to `errors.standard_errors`.

    The mode of the likelihood times the normal priors, with every residual corrected for the curvature of
    the expected score (E + v/2 kappa3, v the posterior variance of the row's location): the second-order
    Gaussian variational estimate, which has not the bias of joint maximum likelihood. Each facet's effects
    sum to 0; thresholds carry the location. Variances as variances.next_variance says. Severities last, as
    severity.free_severities says. A step that lowers the criterion is halved, so the rounds cannot diverge;
    `converged` says whether they came to rest. Same ratings, same bits. Raises NotFitted where there are no
    ratings or one category alone was used; any other design gives finite estimates. About 1.5 s per million
    ratings; 60 bytes a rating. `errors` here rest on information alone.
    """
    if not design.n:
        raise NotFitted("there are no ratings")
    if (design.category == design.category[0]).all():
        raise NotFitted("every rating is the same")
    layout = lay_out(design)
    state, normal, iterations, converged = _rounds(design, layout)
    if "interviewer" in design.facets and design.facets["interviewer"].size > 1:
        state, normal, rested = free_severities(design, layout, state, normal)
        converged = converged and rested
    errors = {name: np.sqrt(values) for name, values in state.spread.items()}
    information = normal.information
    return Fit(state.effects, state.thresholds, state.variances, information, iterations, converged, errors)


def _rounds(design: Design, layout: Layout) -> tuple[State, Normal, int, bool]:
    state, moved, iterations, last = _start(design), FARTHEST_STEP, 0, np.zeros(design.steps)
    normal = state.look(design, layout)
    names = [name for name in design.facets if name != "candidate"] + [STEPS]
    while moved > STILL and iterations < MOST_ITERATIONS:
        iterations += 1
        step = normal.solve(names, LOOSE if moved > NEAR else TIGHT)
        normal.forget_rows()
        # Thresholds that swing back by a quarter or more: their curvature is taken anew, the step shortened.
        turned = float(step[STEPS] @ last) < -0.25 * float(last @ last)
        near = normal if moved <= NEAR and not turned else None
        last = step[STEPS]
        share, state, normal = _advance(design, layout, state, step, normal, near)
        moved = length(step) if share >= 1 else NEAR if share >= 0.5 else FARTHEST_STEP
        if not share:
            break
    normal.forget_rows()
    return state, normal, iterations, moved <= STILL


def _start(design: Design) -> State:
    """Everybody alike; thresholds from the counts of the categories."""
    tally = np.bincount(design.category, minlength=design.steps + 1) + 0.5
    effects = {name: np.zeros(facet.size) for name, facet in design.facets.items()}
    spread = {name: 1 / (0.5 * facet.counts + 1 / FIRST_VARIANCE) for name, facet in design.facets.items()}
    thresholds = np.log(tally[:-1] / tally[1:])
    return State(effects, thresholds, dict.fromkeys(effects, FIRST_VARIANCE), spread)


def _advance(
    design: Design, layout: Layout, state: State, step: Parts, normal: Normal, near: Normal | None
) -> tuple[float, State, Normal]:
    """The state after the step, or after the largest half of a half of it that does not lower the criterion;
    share 0 and the same state where none does."""
    before = _criterion(state, state, normal)
    share = LENGTHENED if near else min(1.0, FARTHEST_STEP / max(length(step), FARTHEST_STEP))
    for _ in range(MOST_HALVINGS):
        after = state.moved(step, share).weighed(normal.information, list(state.effects))
        found = after.look(design, layout, near)
        if _criterion(state, after, found) >= before - 1e-9 * abs(before):
            return share, after, found
        share /= 2
    return 0.0, state, normal


def _criterion(prior: State, at: State, normal: Normal) -> float:
    """What a Newton step lifts: log likelihood, less v/2 of the variances, less the priors (as they were)."""
    total = normal.likelihood - 0.5 * float(at.thresholds @ normal.prior @ at.thresholds)
    for name, effects in at.effects.items():
        total -= 0.5 * dot(effects, effects) / prior.variances[name]
        total -= 0.5 * dot(prior.spread[name], normal.information[name])
    return total
