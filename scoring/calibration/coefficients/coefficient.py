"""What every coefficient of agreement answers with: a value and how sure it is, or why there is none."""

import math
from dataclasses import dataclass
from typing import Any

from scipy import stats


@dataclass(frozen=True)
class Coefficient:
    """A coefficient with its standard error and interval; all None where `refused` says why.

    The error alone may be missing (one unit only). `units` is how many units it rests on. No field is ever
    NaN or infinite.
    """

    value: float | None = None
    se: float | None = None
    lower: float | None = None
    upper: float | None = None
    units: int = 0
    refused: str = ""

    def as_json(self) -> dict[str, Any]:
        """Plain values, fit for json.dumps."""
        return {
            "value": self.value,
            "se": self.se,
            "lower": self.lower,
            "upper": self.upper,
            "units": self.units,
            "refused": self.refused,
        }


def refuse(reason: str) -> Coefficient:
    """No coefficient, for that reason."""
    return Coefficient(refused=reason)


def with_interval(
    value: float, variance: float, units: int, *, level: float = 0.95, normal: bool = False
) -> Coefficient:
    """A value with the interval of Student's t on units - 1 degrees (or the normal), cut at -1 and 1."""
    if units < 2:
        return Coefficient(value=value, units=units)
    se = math.sqrt(max(variance, 0.0))
    freedom = math.inf if normal else units - 1
    half = float(stats.t.ppf(0.5 + level / 2, freedom)) * se
    # A coefficient itself may lie below -1; its interval then is not cut.
    return Coefficient(value, se, max(value - half, min(value, -1.0)), min(value + half, 1.0), units)
