"""Where the dots of an exercise's small picture stand. Pure: numbers in, coordinates as text out."""

from collections.abc import Sequence
from dataclasses import dataclass

from accounts.templatetags.figure_geometry import Axis, Dot, stacked_dots, text
from scoring.enums import POINT_WORDS

LEFT, RIGHT, LINE, CEILING = 14.0, 154.0, 46.0, 20.0


@dataclass(frozen=True)
class ExerciseDots:
    """Values as dots on their scale, the median as a plumb line; the reader's own dot is filled."""

    dots: list[Dot]
    own: Dot | None
    ticks: list[tuple[str, int]]
    median_x: str
    bob: str
    words: str  # the same for who does not see it


def exercise_dots(values: Sequence[int], own: int | None, median: float | None) -> ExerciseDots:
    """`values` are all that were given, `own` one of them or None."""
    axis = Axis(min(POINT_WORDS), max(POINT_WORDS), LEFT, RIGHT)
    dots = stacked_dots([float(value) for value in values], axis, floor=LINE - 8, ceiling=CEILING)
    place = text(axis.at(own)) if own is not None else ""
    x = "" if median is None else text(axis.at(median))
    return ExerciseDots(
        dots=dots,
        own=next((dot for dot in dots if dot.x == place), None),
        ticks=[(text(axis.at(point)), point) for point in POINT_WORDS],
        median_x=x,
        bob=x and f"M{x} {text(LINE)}l3.5 4-3.5 6-3.5-6z",
        words=_words(values, own, median),
    )


def _words(values: Sequence[int], own: int | None, median: float | None) -> str:
    if median is None:
        return "No ratings"
    count = f"{len(values)} rating{'' if len(values) == 1 else 's'}"
    said = f"{count}: {', '.join(str(value) for value in values)}; median {text(median)}"
    return said if own is None else f"{said}; yours is {own}"
