"""Small pictures of numbers as inline SVG: `{% scale_dots %}` and `{% interval_bar %}`.

Each carries a title and a description in words; the page shows the same numbers in a table beside it.
"""

from collections.abc import Iterable
from typing import Any

from django import template
from django.template.defaultfilters import floatformat

from accounts.templatetags.figure_geometry import Axis, mean_of, stacked_dots, text

register = template.Library()

DOTS_FLOOR, DOTS_CEILING = 38.0, 20.0


@register.inclusion_tag("components/scale_dots.html")
def scale_dots(values: Iterable[float | None], lowest: int = 1, highest: int = 4) -> dict[str, Any]:
    """The spread of ratings as dots on their scale, the mean as a plumb line through them.

    None among the values is a rating that was not given: counted apart, never drawn.
    """
    everything = list(values)
    given = [float(value) for value in everything if value is not None]
    axis = Axis(lowest, highest, 16, 168)
    mean = mean_of(given)
    middle = None if mean is None else axis.at(mean)
    return {
        "lowest": lowest,
        "highest": highest,
        "ticks": [(text(axis.at(point)), point) for point in range(lowest, highest + 1)],
        "dots": stacked_dots(given, axis, floor=DOTS_FLOOR, ceiling=DOTS_CEILING),
        "values": ", ".join(text(value) for value in sorted(given)),
        "count": len(given),
        "missing": len(everything) - len(given),
        "mean": None if mean is None else floatformat(mean, 2),
        "mean_x": middle and text(middle),
        "bob": middle and _bob(middle),
    }


@register.inclusion_tag("components/interval.html")
def interval_bar(
    low: float | None,
    value: float | None,
    high: float | None,
    axis_low: float,
    axis_high: float,
    reference: float | None = 0.0,
) -> dict[str, Any]:
    """A measure (dot) with its interval (line) on an axis; an arrow where the interval leaves the axis.

    Without a value the picture says "too little data". `reference` is the dashed line, None for none.
    """
    axis = Axis(float(axis_low), float(axis_high), 8, 192)
    context: dict[str, Any] = {"axis_low": text(axis.low), "axis_high": text(axis.high), "known": False}
    if reference is not None and axis.low <= reference <= axis.high:
        context["reference"] = text(axis.at(reference))
    if low is None or value is None or high is None:
        return context
    return context | {
        "known": True,
        "low": text(low),
        "value": text(value),
        "high": text(high),
        "low_x": text(axis.at(low)),
        "value_x": text(axis.at(value)),
        "high_x": text(axis.at(high)),
        "beyond_low": low < axis.low,
        "beyond_high": high > axis.high,
    }


def _bob(x: float) -> str:
    """The kite at the end of the plumb line, its point on the axis below the dots."""
    return f"M{text(x)} 46l3.5 4-3.5 6-3.5-6z"
