"""Makes a plan, and proves that none is better: the start of the assembly.

The loop is a mixed-integer programme (model.py, demands.py) that HiGHS solves to proof. Where no loop keeps
every rule, nearest.py finds the one that gives up least, and explain.py says what stands against the rest.
"""

import time

from .core import maximise
from .demands import demands_of
from .explain import explain
from .model import modelled
from .nearest import Nearest, nearest
from .notes import notes
from .program import Answer
from .reasons import history, ordered
from .shapes import BankQuestion, Plan, Request
from .value import Scale, scale_of

__all__ = ["assemble", "history"]
SECONDS = 10.0
AT_LEAST = 0.5  # share of the seconds that is left for the nearest loop, whatever the first search took


def assemble(request: Request, *, seconds: float = SECONDS) -> Plan:
    """The loop that is worth most under the rules (see Weights, Plan); pins stay, whatever they break.

    Same request, same plan, in whatever order the bank comes: ties are broken by the seed. Where `seconds`
    run out the best loop found so far comes back as "feasible" with a bound on what it may miss; that one
    can differ from machine to machine. Where no loop keeps every rule the nearest one does, as "nearest";
    all that together takes twice the seconds at most.
    """
    until = time.monotonic() + seconds
    scale = scale_of(request)
    model = modelled(request, scale)
    for demand in demands_of(model):
        model.program.row(demand.terms, demand.least)
    answer = maximise(model.program, seconds)
    if answer.found is not None:
        return _kept(request, scale, model.chosen(answer.found), answer)
    found = nearest(request, scale, max(until - time.monotonic(), AT_LEAST * seconds))
    if not found.short and found.placed is not None:
        return _kept(request, scale, found.placed, Answer("cut", None, answer.bound))
    return _nearest(request, scale, found, infeasible=answer.state == "infeasible", until=until)


def _kept(request: Request, scale: Scale, placed: list[tuple[int, BankQuestion]], answer: Answer) -> Plan:
    """A plan that keeps every rule."""
    choices = ordered(request, placed)
    value = scale.of_loop([choice.question for choice in choices])
    return Plan(
        tuple(choices),
        status="optimal" if answer.state == "optimal" else "feasible",
        value=value,
        bound=max(value, answer.bound),
        notes=tuple(notes(request, choices)),
    )


def _nearest(request: Request, scale: Scale, found: Nearest, *, infeasible: bool, until: float) -> Plan:
    choices = ordered(request, found.placed or [])
    value = scale.of_loop([choice.question for choice in choices])
    gaps, relaxations = explain(request, choices, found.short, until - time.monotonic())
    told = list(notes(request, choices))
    if not (found.proven and infeasible):
        told.append("Time ran out before it was proven that nothing nearer exists.")
    return Plan(
        tuple(choices),
        gaps=tuple(gaps),
        status="nearest",
        value=value,
        bound=max(value, found.bound),
        relaxations=tuple(relaxations),
        notes=tuple(told),
        cut_short=not (found.proven and infeasible),
    )
