"""Large programmes: most columns are shown to be in no optimum before the search begins.

Without "whole" the programme is easy, and its dual says of every column what at least is lost by taking one
of it: its reduced cost. What is worth z at most without "whole" is worth at most z minus that cost with the
column. A column whose cost is above z - v, v being the worth of any answer that is known, is in no better
answer and can be left out (reduced-cost fixing; Balas & Zemel 1980 for the core that it leaves).
"""

import time
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from .program import Answer, Program

LARGE = 5000  # columns; fewer are solved as they are
CORE = 1200  # columns of the first search
SLIGHTLY = 1e-6  # what the solver takes for the same


def maximise(program: Program, seconds: float) -> Answer:
    """What `program.maximise` answers, for large programmes sooner.

    Every column has to be whole in some best answer, or follow from those that are.
    """
    if len(program.worth) <= LARGE:
        return program.maximise(seconds)
    until = time.monotonic() + seconds
    relaxed = program.relaxed(seconds)
    if relaxed is None:
        return program.maximise(until - time.monotonic())
    most, costs = relaxed
    core = costs <= np.partition(costs, CORE)[CORE]
    first = _only(program, core).maximise(until - time.monotonic())
    if first.found is None:
        return program.maximise(until - time.monotonic())
    known = float(np.array(program.worth) @ first.found)
    possible = costs <= most - known + SLIGHTLY
    if first.state == "optimal" and not (possible & ~core).any():
        return first
    last = _only(program, possible).maximise(until - time.monotonic())
    worth = -np.inf if last.found is None else float(np.array(program.worth) @ last.found)
    found = first.found if known >= worth else last.found
    # Where nothing is left to search, what is known already is the best.
    state = "cut" if last.state == "cut" else "optimal"
    return Answer(state, found, min(most, max(known, last.bound)))


def _only(program: Program, columns: npt.NDArray[np.bool_]) -> Program:
    upper = np.where(columns, np.array(program.upper), 0.0)
    return replace(program, upper=[float(value) for value in upper])
