"""What is kept of each element beside its measure: use of the scale, fit, signals, months."""

from math import isfinite
from typing import Any

import numpy as np

from scoring.calibration.design import Floats
from scoring.calibration.diagnosis.diagnostics import Diagnostics
from scoring.calibration.diagnosis.signal_words import signal_words
from scoring.calibration.diagnosis.signals import NAMES, UNITS
from scoring.calibration.result import Result

Detail = dict[str, Any]
FIT = ("infit_z", "outfit_z", "point_measure", "point_measure_expected")
DISCRIMINATION = ("value", "low", "high", "z")


def details_of(result: Result, facet: str) -> list[Detail]:
    """One dict an element, in order of Elements.keys, ready for JSON; a figure that is missing is None.

    Keys: use (ratings by category, from the lowest), infit_z, outfit_z, point_measure,
    point_measure_expected, agreement {pairs, observed, expected} of interviewers, signals {name: {value,
    unit, z, flagged, words}} of interviewers, discrimination {value, low, high, z, flagged} of questions,
    months (see control_chart) of interviewers and questions. What does not belong to the facet is None;
    topics and levels have nothing else. KeyError for a facet the result does not hold.
    """
    found = result.diagnostics or Diagnostics()
    size = len(result.elements[facet])
    use = found.use.get(facet)
    uses = [None] * size if use is None else use.tolist()
    statistics = found.fit.get(facet)
    figures = [listed(getattr(statistics, name, None), size) for name in FIT]
    return [
        {
            "use": used,
            **dict(zip(FIT, fit, strict=True)),
            "agreement": _agreement(found, facet, place),
            "signals": _signals(found, place, n) if facet == "interviewer" else None,
            "discrimination": _discrimination(found, place) if facet == "question" else None,
            "months": found.months[facet][place] if found.months.get(facet) else None,
        }
        for place, (used, n, fit) in enumerate(
            zip(uses, result.elements[facet].n.tolist(), zip(*figures, strict=True), strict=True)
        )
    ]


def details_as_json(result: Result) -> dict[str, Any]:
    """`signals` by interviewer, `discrimination` by question, as details_of has them; empty without a fit."""
    return {
        "signals": _by_key(result, "interviewer", "signals"),
        "discrimination": _by_key(result, "question", "discrimination"),
    }


def _by_key(result: Result, facet: str, name: str) -> Detail:
    if result.diagnostics is None or facet not in result.elements:
        return {}
    details = details_of(result, facet)
    return {key: detail[name] for key, detail in zip(result.elements[facet].keys, details, strict=True)}


def listed(values: Floats | None, size: int) -> list[float | None]:
    """A column as plain values, None where a figure is missing."""
    if values is None:
        return [None] * size
    return [value if isfinite(value) else None for value in values.tolist()]


def plain(values: Floats | None, place: int) -> float | None:
    """One figure of a column, None where it is missing."""
    return None if values is None or not np.isfinite(values[place]) else float(values[place])


def _agreement(found: Diagnostics, facet: str, place: int) -> Detail | None:
    return found.agreement_of[place] if facet == "interviewer" and found.agreement_of else None


def _signals(found: Diagnostics, place: int, n: int) -> Detail:
    return {name: _signal(found, name, place, n) for name in NAMES}


def _signal(found: Diagnostics, name: str, place: int, n: int) -> Detail:
    signal = found.signals.get(name)
    value = None if signal is None else plain(signal.value, place)
    flagged = value is not None and signal is not None and bool(signal.flagged[place])
    return {
        "value": value,
        "unit": UNITS[name],
        "z": None if signal is None or value is None else plain(signal.z_empirical, place),
        "flagged": flagged,
        "words": signal_words(name, value, flagged, n, looked_for=signal is not None),
    }


def _discrimination(found: Diagnostics, place: int) -> Detail:
    said: Detail = {name: plain(found.discrimination.get(name), place) for name in DISCRIMINATION}
    flagged = found.discrimination.get("flagged")
    return said | {"flagged": flagged is not None and bool(flagged[place])}
