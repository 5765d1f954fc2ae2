"""Where the marks of a packet's small picture stand. Pure: numbers in, coordinates as text out."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.template.defaultfilters import floatformat

from accounts.templatetags.figure_geometry import Axis, Dot, mean_of, stacked_dots, text
from scoring.enums import POINT_WORDS

LEFT, RIGHT, LINE, CEILING = 14.0, 154.0, 46.0, 20.0
LOWEST, HIGHEST = min(POINT_WORDS), max(POINT_WORDS)


@dataclass(frozen=True)
class Dots:
    """Ratings as dots on their scale, the mean as a plumb line, the bar as a dashed one."""

    dots: list[Dot]
    ticks: list[tuple[str, int]]
    mean_x: str
    bob: str
    bar_x: str
    words: str  # the same for who does not see it

    @property
    def known(self) -> bool:
        """Whether anything was rated."""
        return bool(self.dots)


def dots(values: Sequence[float | None], bar: int | None) -> Dots:
    """None among the values is a criterion that was not assessed: told in words, never drawn."""
    given = sorted(float(value) for value in values if value is not None)
    axis = Axis(LOWEST, HIGHEST, LEFT, RIGHT)
    mean = mean_of(given)
    x = "" if mean is None else text(axis.at(mean))
    return Dots(
        dots=stacked_dots(given, axis, floor=LINE - 8, ceiling=CEILING),
        ticks=[(text(axis.at(point)), point) for point in POINT_WORDS],
        mean_x=x,
        bob=x and f"M{x} {text(LINE)}l3.5 4-3.5 6-3.5-6z",
        bar_x="" if bar is None else text(axis.at(bar)),
        words=_words(given, len(values) - len(given), mean, bar),
    )


def _words(given: Sequence[float], missing: int, mean: float | None, bar: int | None) -> str:
    if not given:
        said = "No ratings"
    else:
        count = f"{len(given)} rating{'' if len(given) == 1 else 's'}"
        said = f"{count}: {', '.join(text(value) for value in given)}; mean {floatformat(mean, 2)}"
    said += "" if bar is None else f"; the bar is {bar}"
    return said + (f"; {missing} not assessed" if missing else "")
