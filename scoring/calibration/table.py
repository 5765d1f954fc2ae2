"""A result as text for a terminal."""

from scoring.calibration.result import PLURALS, Measure, Result

ROWS = 30  # elements of a facet shown before "and 3 more"


def format_result(result: Result) -> str:
    """Statements first, then spreads, then a table a facet: harshest or hardest first, candidates by key."""
    parts = [f"{result.n} ratings, model {result.model} ({result.code_version})", *result.statements]
    if result.variance:
        sds = ", ".join(f"{name} {variance**0.5:.3f}" for name, variance in result.variance.items())
        parts.append(f"Spread (standard deviation, points of the scale): {sds}")
    for facet, measures in result.measures.items():
        if measures:
            parts.append(_table(facet, measures))
    return "\n\n".join(parts)


def _table(facet: str, measures: tuple[Measure, ...]) -> str:
    adjusted = "fair" if facet == "candidate" else "severity" if facet == "interviewer" else "difficulty"
    order = sorted(measures, key=lambda m: (not m.enough, -(m.severity or 0.0), m.key))
    width = max([len(facet), *(len(m.key) for m in order[:ROWS])])
    head = f"{facet:<{width}}  {'n':>7}  {'mean':>6}  {'sd':>6}  {adjusted:>10}  {'se':>6}  interval"
    lines = [PLURALS[facet].capitalize(), head, "-" * len(head)]
    lines += [_line(measure, width) for measure in order[:ROWS]]
    if len(order) > ROWS:
        lines.append(f"and {len(order) - ROWS} more")
    return "\n".join(lines)


def _line(measure: Measure, width: int) -> str:
    spread = "" if measure.spread is None else f"{measure.spread:.2f}"
    start = f"{measure.key:<{width}}  {measure.n:>7}  {measure.mean:>6.2f}  {spread:>6}"
    value = measure.fair if measure.facet == "candidate" else measure.severity
    if value is None or measure.se is None:
        return f"{start}  {measure.note}"
    sign = "" if measure.facet == "candidate" else "+"
    interval = f"{measure.low:{sign}.2f} to {measure.high:{sign}.2f}"
    line = f"{start}  {value:>{sign}10.2f}  {measure.se:>6.2f}  {interval}"
    return f"{line}  {measure.note}".rstrip()
