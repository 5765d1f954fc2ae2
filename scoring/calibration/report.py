"""A result as plain values: the JSON of the command, of exports, of kept runs."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

import numpy as np

from scoring.calibration.diagnosis.diagnostics import Diagnostics
from scoring.calibration.result import Elements, Result

FAR = 40.0  # logits: a step that nobody takes, as FACETS writes a threshold at infinity
SHOWN = 50  # interactions and unexpected ratings

# JSON's name of each column of Elements.
COLUMNS = {
    "measure": "logit",
    "se": "logit_se",
    "real_se": "real_se",
    "n": "n",
    "infit": "infit",
    "outfit": "outfit",
    "fair_average": "fair",
    "subset": "subset",
    "points": "severity",
    "points_low": "low",
    "points_high": "high",
    "mean": "mean",
    "spread": "spread",
    "candidates": "candidates",
    "interviewers": "interviewers",
    "enough": "enough",
}


def as_json(result: Result) -> dict[str, Any]:
    """Plain values fit for json.dumps, never NaN or infinity. The keys are an interface, see the docs."""
    return {
        "model": result.settings.model,
        "code_version": result.code_version,
        "settings": result.settings.as_json(),
        "n": result.n,
        "refused": result.refused,
        "statements": list(result.statements),
        "iterations": result.iterations,
        "seconds": round(result.seconds, 3),
        "points": list(result.points),
        "thresholds": list(result.thresholds),
        "raw_thresholds": raw_thresholds(result),
        "variance": dict(result.variance),
        "subsets": [asdict(subset) | {"keys": list(subset.keys)} for subset in result.subsets],
        "connections": [list(seating) for seating in result.connections],
        **_found(result.diagnostics or Diagnostics()),
        "elements": {name: elements_as_json(elements) for name, elements in result.elements.items()},
    }


def _found(found: Diagnostics) -> dict[str, Any]:
    return {
        "agreement": found.agreement,
        "reliability": found.reliability,
        "categories": found.categories,
        "halo": found.halo,
        "interactions": found.interactions[:SHOWN],
        "unexpected": found.unexpected[:SHOWN],
        "down_weighted": list(found.down_weighted),
    }


def elements_as_json(elements: Elements) -> list[dict[str, Any]]:
    """One dictionary an element, in order of key; None where nothing may be said."""
    columns = [_plain(name, getattr(elements, column)) for name, column in COLUMNS.items()]
    return [
        {"id": key, **dict(zip(COLUMNS, values, strict=True)), "note": elements.notes.get(place, "")}
        for place, (key, values) in enumerate(zip(elements.keys, zip(*columns, strict=True), strict=True))
    ]


def _plain(name: str, values: Any) -> list[Any]:
    if values.dtype.kind == "f":
        return list(np.where(np.isfinite(values), values.astype(object), None))
    return [value or None for value in values.tolist()] if name == "subset" else list(values.tolist())


def raw_thresholds(result: Result) -> list[float]:
    """One a step of the whole scale, not centred, as a standing fit needs them.

    Points at the ends that nobody used are put out of reach. Empty without a fit, and where nobody used a
    point in the middle: what was fitted then skips it, which no thresholds of the whole scale can say.
    """
    points, settings = result.points, result.settings
    if result.fit is None or points[-1] - points[0] >= len(points):
        return []
    below, above = points[0] - settings.lowest, settings.highest - points[-1]
    return [-FAR] * below + result.fit.thresholds.tolist() + [FAR] * above


def takes_increments(summary: Mapping[str, Any]) -> bool:
    """Whether the fit that this JSON tells of can be carried on: every point of the scale was used in it."""
    steps = summary.get("raw_thresholds") or []
    return bool(steps) and all(abs(step) < FAR for step in steps)
