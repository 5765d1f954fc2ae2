"""Where the marks of a chart by month stand. Pure: months of a measure's details in, coordinates as text out.

Up is harsher: a month's residual is what was given beyond expectation, so its sign is turned here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from accounts.templatetags.figure_geometry import Axis, text
from scoring.wording_people import grade_words

LEFT, RIGHT, TOP, FLOOR = 44.0, 548.0, 14.0, 148.0
ROOM = 46.0  # between two names of months


@dataclass(frozen=True)
class Month:
    """One month: what is told of it, and where it stands; without a value on the floor only."""

    name: str
    n: int
    harsher: float | None
    grade: str
    word: str
    icon: str
    label: str  # under the axis, empty where there is no room
    x: str
    y: str = ""


@dataclass(frozen=True)
class Chart:
    """All months, oldest first; `path` joins those that have a value."""

    months: list[Month]
    path: str
    zero: str
    ticks: list[tuple[str, str]]

    @property
    def worst(self) -> Month | None:
        """The last month with the gravest grade there is; None where every month is steady."""
        graded = [month for month in self.months if month.grade != "none"]
        order = ("watch", "look", "act")
        return max(graded, key=lambda month: (order.index(month.grade), month.name), default=None)


def months(rows: Sequence[dict[str, Any]]) -> Chart:
    """Rows as in a measure's details: month, n, residual, grade. The axis reaches half a point at least."""
    values = [-row["residual"] if row.get("residual") is not None else None for row in rows]
    reach = max([0.5, *(abs(value) for value in values if value is not None)])
    across = Axis(0, max(len(rows) - 1, 1), LEFT + 16, RIGHT - 16)
    up = Axis(-reach, reach, FLOOR, TOP)
    every = max(1, round(ROOM * len(rows) / (RIGHT - LEFT - 32) + 0.5))
    drawn = []
    for place, (row, value) in enumerate(zip(rows, values, strict=True)):
        grade = row.get("grade") or "none"
        word, icon = grade_words(grade)
        label = row["month"] if place % every == 0 else ""
        x, y = text(across.at(place)), "" if value is None else text(up.at(value))
        drawn.append(Month(row["month"], row.get("n") or 0, value, grade, word, icon, label, x, y))
    known = [month for month in drawn if month.y]
    path = "".join(f"{'L' if place else 'M'}{month.x} {month.y}" for place, month in enumerate(known))
    ticks = [(text(up.at(end)), f"{end:+.1f}".replace("-", "−")) for end in (reach, -reach)]
    return Chart(drawn, path, text(up.at(0)), [ticks[0], (text(up.at(0)), "0"), ticks[1]])
