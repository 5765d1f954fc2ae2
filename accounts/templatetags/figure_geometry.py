"""Where the marks of the small pictures stand. Pure: numbers in, coordinates as text out.

Coordinates are text because a template would write the number 12.5 as "12,5" in some languages.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean


def text(number: float) -> str:
    """At most two decimals, none that say nothing, no minus before zero: 2.0 → "2", 2.666 → "2.67"."""
    short = f"{number:.2f}".rstrip("0").rstrip(".")
    return "0" if short == "-0" else short


@dataclass(frozen=True)
class Axis:
    """A line from `left` to `right` (picture units) that stands for the values `low` to `high`."""

    low: float
    high: float
    left: float
    right: float

    def __post_init__(self) -> None:
        if not self.low < self.high:
            raise ValueError(f"An axis needs low < high, not {self.low} and {self.high}.")

    def at(self, value: float) -> float:
        """The place of a value; values beyond an end stand at that end."""
        share = (min(max(value, self.low), self.high) - self.low) / (self.high - self.low)
        return self.left + share * (self.right - self.left)


@dataclass(frozen=True)
class Dot:
    """The centre of one rating."""

    x: str
    y: str


def stacked_dots(values: Sequence[float], axis: Axis, *, floor: float, ceiling: float) -> list[Dot]:
    """One dot a value, equal values on top of each other from `floor` up, closer together when many.

    y grows downwards as in SVG, so `ceiling` < `floor`.
    """
    counts = Counter(values)
    tallest = max(counts.values(), default=1)
    step = min(11.0, (floor - ceiling) / max(tallest - 1, 1))
    return [
        Dot(text(axis.at(value)), text(floor - level * step))
        for value in sorted(counts)
        for level in range(counts[value])
    ]


def mean_of(values: Sequence[float]) -> float | None:
    """The plain mean, or None where there is nothing: never a 0."""
    return fmean(values) if values else None
