"""A result as plain values: the JSON of the command, of exports, of kept runs."""

from dataclasses import asdict
from typing import Any

from scoring.calibration.result import Result


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
        "thresholds": list(result.thresholds),
        "variance": dict(result.variance),
        "subsets": [asdict(subset) | {"keys": list(subset.keys)} for subset in result.subsets],
        "elements": {
            name: [elements.measure(place).as_json() for place in range(len(elements))]
            for name, elements in result.elements.items()
        },
    }
