"""A result as text for a terminal."""

from collections.abc import Sequence

import numpy as np

from scoring.calibration.result import PLURALS, Elements, Measure, Result

ROWS = 30  # elements of a facet shown before "and 3 more"
ADJUSTED = {"candidate": "fair", "interviewer": "severity"}  # the others have a difficulty


def format_result(result: Result) -> str:
    """Statements first, then spreads and steps, then a table a facet: harshest or hardest first, candidates
    by their place on the ruler.
    """
    parts = [
        f"{result.n} ratings, model {result.settings.model} ({result.code_version})",
        *result.statements,
    ]
    if result.variance:
        parts.append(f"Spread (standard deviation, logits): {_named(result)}")
        parts.append(f"Steps of the scale (logits): {_numbers(result.thresholds)}")
    parts += [_table(elements) for elements in result.elements.values() if len(elements)]
    return "\n\n".join(parts)


def _named(result: Result) -> str:
    return ", ".join(f"{name} {variance**0.5:.3f}" for name, variance in result.variance.items())


def _numbers(values: Sequence[float]) -> str:
    return ", ".join(f"{value:+.2f}" for value in values)


def _table(elements: Elements) -> str:
    name = elements.facet
    order = np.lexsort([np.nan_to_num(-elements.logit), ~elements.enough])[:ROWS].tolist()
    rows = [elements.measure(place) for place in order]
    width = max([len(name), *(len(row.key) for row in rows)])
    adjusted = ADJUSTED.get(name, "difficulty")
    head = (
        f"{name:<{width}}  {'n':>7}  {'mean':>6}  {'sd':>6}  {adjusted:>10}  {'interval':<14}  "
        f"{'logit':>6}  {'se':>5}  {'infit':>5}  {'outfit':>6}"
    )
    lines = [PLURALS[name].capitalize(), head, "-" * len(head), *(_line(row, width) for row in rows)]
    if len(elements) > ROWS:
        lines.append(f"and {len(elements) - ROWS} more")
    return "\n".join(lines)


def _line(measure: Measure, width: int) -> str:
    start = f"{measure.key:<{width}}  {measure.n:>7}  {measure.mean:>6.2f}  {_text(measure.spread, 6)}"
    value = measure.fair if measure.facet == "candidate" else measure.severity
    if value is None or measure.low is None or measure.high is None:
        return f"{start}  {measure.note}".rstrip()
    sign = "" if measure.facet == "candidate" else "+"
    interval = f"{measure.low:{sign}.2f} to {measure.high:{sign}.2f}"
    fit = f"{_text(measure.infit, 5)}  {_text(measure.outfit, 6)}"
    logits = f"{_text(measure.logit, 6, '+')}  {_text(measure.logit_se, 5)}"
    return f"{start}  {value:>{sign}10.2f}  {interval:<14}  {logits}  {fit}  {measure.note}".rstrip()


def _text(value: float | None, width: int, sign: str = "") -> str:
    return " " * width if value is None else f"{value:>{sign}{width}.2f}"
