"""Severities free of who was interviewed: interviewers compared on the candidates they share."""

from dataclasses import replace

from scoring.calibration.design import Design
from scoring.calibration.model.layout import Layout
from scoring.calibration.model.newton import Normal
from scoring.calibration.model.state import LENGTHENED, STILL, State, length

TOLERANCE = 0.03  # share of the gradient a step may leave
MOST_ROUNDS, FARTHEST_STEP = 60, 3.0  # a candidate with top ratings only, being free, drifts for long


def free_severities(
    design: Design, layout: Layout, state: State, normal: Normal
) -> tuple[State, Normal, bool]:
    """The state with severities, and then candidates, estimated again; whether both came to rest.

    A normal prior draws all candidates towards one mean, so where strong candidates go to some interviewers
    it takes part of their strength for leniency. Severities are therefore estimated with candidates as fixed
    unknowns (Mundlak 1978, Econometrica 46), all else held; then the candidates, with their prior, given
    those severities. Where assignment is random nothing changes beyond a wider error of some 3 %.
    """
    flat, rested = state.flat(normal.information), False
    for _ in range(MOST_ROUNDS):
        flat_normal = flat.look(design, layout, normal)
        step = flat_normal.solve(["interviewer"], TOLERANCE)
        flat_normal.forget_rows()
        flat = flat.moved(step, min(1.0, FARTHEST_STEP / max(length(step), FARTHEST_STEP)))
        flat = flat.flat(flat_normal.information)
        if rested := length({"interviewer": step["interviewer"]}) <= STILL:
            break
    effects = state.effects | {"interviewer": flat.effects["interviewer"]}
    state, normal, settled = _settle_candidates(design, layout, replace(state, effects=effects), normal)
    return state, normal, rested and settled


def _settle_candidates(
    design: Design, layout: Layout, state: State, near: Normal
) -> tuple[State, Normal, bool]:
    normal = state.look(design, layout, near)
    for _ in range(MOST_ROUNDS):
        step = normal.solve([], TOLERANCE)
        normal.forget_rows()
        state = state.moved(step, min(LENGTHENED, FARTHEST_STEP / max(length(step), FARTHEST_STEP)))
        state = state.weighed(normal.information, ["candidate"])
        normal = state.look(design, layout, near)
        if length(step) <= STILL:
            return state, normal, True
    return state, normal, False
