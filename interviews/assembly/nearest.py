"""The loop that gives up least, where none keeps every rule.

Three steps, each proven, each within what the one before left: as few of the blueprint's questions missing
as can be; among those the least apart from the opening's other loops; among those the one worth most. Rules
that forbid something (minutes, maximums, pilots, enemies) are never given up here.
"""

import time
from dataclasses import dataclass

import numpy as np

from .demands import Demand, demands_of
from .model import Model, modelled
from .program import Answer, Floats
from .shapes import BankQuestion, Request
from .value import Scale, scale_of

SLIGHTLY = 1e-6  # what the solver takes for the same


@dataclass(frozen=True)
class Nearest:
    """What was placed beside the pins (None: nothing found in time), and by how much each demand is short.

    `bound`: none of the nearest loops is worth more. `proven`: whether none is nearer.
    """

    placed: list[tuple[int, BankQuestion]] | None
    short: list[tuple[Demand, float]]
    bound: float
    proven: bool


def nearest(request: Request, scale: Scale, seconds: float) -> Nearest:
    """The nearest loop; where time runs out, the nearest that was found, which may keep every rule."""
    until = time.monotonic() + seconds
    model = modelled(request, scale)
    demands = demands_of(model)
    worth = np.array(model.program.worth)
    slack = [_elastic(model, demand) for demand in demands]
    worth = np.concatenate([worth, np.zeros(len(slack))])
    best: Floats | None = None
    proven = True
    for of_target in (False, True):
        parts = {
            column: 1 / demand.unit
            for column, demand in zip(slack, demands, strict=True)
            if demand.of_target is of_target
        }
        if not parts or not proven:
            continue
        answer = model.program.maximise(until - time.monotonic(), -_dense(parts, len(worth)))
        best, proven = (best if answer.found is None else answer.found), answer.state == "optimal"
        if best is not None:
            least = sum(best[column] * each for column, each in parts.items())
            model.program.row(parts, most=least + SLIGHTLY if of_target else round(least))
    last = model.program.maximise(until - time.monotonic(), worth) if proven else None
    if last is not None and last.found is not None:
        best = last.found
    return _nearest(model, demands, slack, best, last, proven)


def possible(request: Request, seconds: float) -> bool:
    """Whether a loop that keeps every rule was found in the time; what it is worth is not asked."""
    model = modelled(request, scale_of(request))
    for demand in demands_of(model):
        model.program.row(demand.terms, demand.least)
    return model.program.maximise(seconds, np.zeros(len(model.program.worth))).found is not None


def _elastic(model: Model, demand: Demand) -> int:
    """Puts the demand into the programme with a column for what it is short of; its number."""
    reach = sum(abs(value) * model.program.upper[column] for column, value in demand.terms.items())
    column = model.program.column(upper=abs(demand.least) + reach)
    model.program.row({**demand.terms, column: 1.0}, demand.least)
    return column


def _dense(parts: dict[int, float], size: int) -> Floats:
    dense = np.zeros(size)
    for column, value in parts.items():
        dense[column] = value
    return dense


def _nearest(
    model: Model,
    demands: list[Demand],
    slack: list[int],
    best: Floats | None,
    last: Answer | None,
    proven: bool,
) -> Nearest:
    bound = last.bound if last is not None else float(np.maximum(model.program.worth, 0).sum())
    if best is None:
        short = [(demand, demand.least) for demand in demands if demand.least > 0]
        return Nearest(None, short, bound, proven=False)
    short = [
        (demand, float(best[column]) if demand.of_target else float(round(best[column])))
        for column, demand in zip(slack, demands, strict=True)
        if best[column] > (10 * SLIGHTLY if demand.of_target else 0.5)
    ]
    return Nearest(model.chosen(best), short, bound, proven)
