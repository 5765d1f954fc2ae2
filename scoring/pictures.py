"""Where the marks of the calibration pictures stand. Pure: numbers in, coordinates as text out."""

from collections.abc import Sequence
from dataclasses import dataclass

from accounts.templatetags.figure_geometry import Axis, text

BAR_WIDTH, BAR_STEP, BAR_HEIGHT = 44, 60, 96
LINE_LEFT, LINE_RIGHT, LINE_TOP, LINE_FLOOR = 44.0, 548.0, 12.0, 148.0


@dataclass(frozen=True)
class Bar:
    """One column of a distribution: how many, and where it stands."""

    label: str
    count: int
    x: str
    middle: str
    y: str
    height: str
    over: str  # where the number stands


def bars(counts: Sequence[tuple[str, int]]) -> list[Bar]:
    """Columns side by side, the tallest as high as there is room; none of nothing."""
    tallest = max((count for _, count in counts), default=0) or 1
    drawn = []
    for place, (label, count) in enumerate(counts):
        height = BAR_HEIGHT * count / tallest
        left, top = 8 + place * BAR_STEP, 20 + BAR_HEIGHT - height
        drawn.append(
            Bar(label, count, text(left), text(left + BAR_WIDTH / 2), text(top), text(height), text(top - 5))
        )
    return drawn


@dataclass(frozen=True)
class Point:
    """One run on the line: its interval and value; without them where it stands on the floor."""

    label: str
    x: str
    y: str = ""
    top: str = ""
    bottom: str = ""

    @property
    def known(self) -> bool:
        """Whether the run gave a value."""
        return bool(self.y)


@dataclass(frozen=True)
class History:
    """A line over the runs; `path` breaks where a run gave no value."""

    points: list[Point]
    path: str
    zero: str
    ticks: list[tuple[str, str]]  # y, label


def history(rows: Sequence[tuple[str, float | None, float | None, float | None]], reach: float) -> History:
    """Rows are (label, low, value, high), oldest first; the axis runs from `reach` (top) to its negative."""
    across = Axis(0, max(len(rows) - 1, 1), LINE_LEFT + 16, LINE_RIGHT - 16)
    up = Axis(-reach, reach, LINE_FLOOR, LINE_TOP)
    points, path, pen = [], "", "M"
    for place, (label, low, value, high) in enumerate(rows):
        x = text(across.at(place))
        if low is None or value is None or high is None:
            points.append(Point(label, x))
            pen = "M"
            continue
        y = text(up.at(value))
        points.append(Point(label, x, y, text(up.at(high)), text(up.at(low))))
        path += f"{pen}{x} {y}"
        pen = "L"
    ticks = [(text(up.at(end)), f"{end:+.1f}".replace("-", "−")) for end in (reach, -reach)]
    return History(points, path, text(up.at(0)), [ticks[0], (text(up.at(0)), "0"), ticks[1]])
