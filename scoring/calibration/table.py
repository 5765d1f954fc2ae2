"""A result as text for a terminal."""

import textwrap
from collections.abc import Sequence

import numpy as np

from scoring.calibration.design import Ints
from scoring.calibration.result import PLURALS, Elements, Measure, Result

ROWS = 30  # elements of a facet shown before "and 3 more"
WIDTH = 110
ADJUSTED = {"candidate": "fair", "interviewer": "severity"}  # the others have a difficulty


def format_result(result: Result) -> str:
    """Statements first, then spreads and steps, then a table a facet: harshest or hardest first, candidates
    by their place on the ruler; those without figures last, with the reason.
    """
    parts = [f"{result.n} ratings, model {result.settings.model} ({result.code_version})"]
    parts += [textwrap.fill(statement, WIDTH) for statement in result.statements]
    if result.variance:
        parts.append(f"Spread (standard deviation, logits): {_spreads(result)}")
        parts.append(f"Steps of the scale (logits): {_numbers(result.thresholds)}")
    if result.diagnostics and result.diagnostics.agreement.get("pairs"):
        parts.append(_agreement(result.diagnostics.agreement))
    parts += [_table(elements) for elements in result.elements.values() if len(elements)]
    return "\n\n".join(parts)


def _spreads(result: Result) -> str:
    return ", ".join(f"{name} {variance**0.5:.3f}" for name, variance in result.variance.items())


def _numbers(values: Sequence[float]) -> str:
    return ", ".join(f"{value:+.2f}" for value in values)


def _agreement(found: dict[str, float]) -> str:
    return (
        f"Exact agreement of {found['pairs']} pairs of ratings: {found['observed']:.1%}, "
        f"{found['expected']:.1%} expected"
    )


def _order(elements: Elements) -> Ints:
    return np.lexsort([np.nan_to_num(-elements.logit), ~elements.enough])


def _table(elements: Elements) -> str:
    name, apart = elements.facet, int(elements.subset.max(initial=0)) > 1
    rows = [elements.measure(place) for place in _order(elements)[:ROWS].tolist()]
    width = max([len(name), *(len(row.key) for row in rows)])
    adjusted = ADJUSTED.get(name, "difficulty")
    head = (
        f"{name:<{width}}  {'n':>7}  {'mean':>6}  {'sd':>6}  {adjusted:>10}  {'interval':<14}  "
        f"{'logit':>6}  {'se':>5}  {'infit':>5}  {'outfit':>6}{'  subset' if apart else ''}"
    )
    lines = [PLURALS[name].capitalize(), head, "-" * len(head), *(_line(row, width, apart) for row in rows)]
    if len(elements) > ROWS:
        lines.append(f"and {len(elements) - ROWS} more (all with --json)")
    return "\n".join(lines)


def _line(measure: Measure, width: int, apart: bool) -> str:
    start = f"{measure.key:<{width}}  {measure.n:>7}  {measure.mean:>6.2f}  {_text(measure.spread, 6)}"
    value = measure.fair if measure.facet == "candidate" else measure.severity
    if value is None or measure.low is None or measure.high is None:
        return f"{start}  {measure.note}".rstrip()
    sign = "" if measure.facet == "candidate" else "+"
    interval = f"{measure.low:{sign}.2f} to {measure.high:{sign}.2f}"
    logits = f"{_text(measure.logit, 6, '+')}  {_text(measure.logit_se, 5)}"
    fit = f"{_text(measure.infit, 5)}  {_text(measure.outfit, 6)}"
    subset = f"  {measure.subset:>6}" if apart else ""
    line = f"{start}  {value:>{sign}10.2f}  {interval:<14}  {logits}  {fit}{subset}"
    return f"{line}  {measure.note.partition('compared within')[0].rstrip('; ')}".rstrip()


def _text(value: float | None, width: int, sign: str = "") -> str:
    return " " * width if value is None else f"{value:>{sign}{width}.2f}"
