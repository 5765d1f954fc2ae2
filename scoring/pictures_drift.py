"""Where the marks of a control chart stand. Pure: months in, coordinates as text out. Up is harsher."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from accounts.templatetags.figure_geometry import Axis, text
from scoring.calibration.drift.control import DECISION, ewma_limit
from scoring.wording_people import grade_words

LEFT, RIGHT = 40.0, 352.0
UPPER = (14.0, 92.0)  # from top to floor: the EWMA
LOWER = (112.0, 190.0)  # the CUSUMs
FARTHEST = 3 * DECISION  # where a CUSUM is cut off: beyond it the limits would lie on each other
ROOM = 56.0  # between two names of months
TONES = {"watch": "info", "look": "warn", "act": "bad"}


@dataclass(frozen=True)
class Spot:
    """One month: what is told of it, where it stands in the upper half, and whether it has a grade."""

    month: str
    n: int
    points: float
    ewma: float
    up: float
    down: float
    grade: str
    word: str
    icon: str
    tone: str
    x: str
    y: str
    label: str  # under the axis; empty where there is no room


@dataclass(frozen=True)
class Control:
    """Both halves; paths join the months, an element at rest stays between the two `limits`."""

    spots: list[Spot]
    ewma: str
    limits: tuple[str, str]
    harsher: str
    milder: str
    zeros: tuple[str, str]  # y of the two middles
    lines: tuple[str, str]  # y of the CUSUM's two limits


def control(months: Sequence[dict[str, Any]]) -> Control:
    """Months as control_chart lists them, each with its figures, which are turned: less given is harsher."""
    across = Axis(0, max(len(months) - 1, 1), LEFT + 12, RIGHT - 12)
    limits = ewma_limit(len(months)).item()
    strayed = max([1.25 * limits, *(abs(one["ewma"]) for one in months)])
    upper = Axis(-strayed, strayed, UPPER[1], UPPER[0])
    summed = max(max(one["cusum_up"], one["cusum_down"]) for one in months)
    reach = min(max(1.25 * DECISION, summed), FARTHEST)
    lower = Axis(-reach, reach, LOWER[1], LOWER[0])
    every = max(1, round(ROOM * len(months) / (RIGHT - LEFT - 24) + 0.5))
    places = range(len(months))
    bound = [ewma_limit(place + 1).item() for place in places]

    def path(axis: Axis, values: Sequence[float]) -> str:
        return "".join(
            f"{'L' if place else 'M'}{text(across.at(place))} {text(axis.at(value))}"
            for place, value in enumerate(values)
        )

    return Control(
        spots=[_spot(one, across.at(place), upper, place % every == 0) for place, one in enumerate(months)],
        ewma=path(upper, [-one["ewma"] for one in months]),
        limits=(path(upper, bound), path(upper, [-value for value in bound])),
        harsher=path(lower, [one["cusum_down"] for one in months]),
        milder=path(lower, [-one["cusum_up"] for one in months]),
        zeros=(text(upper.at(0)), text(lower.at(0))),
        lines=(text(lower.at(DECISION)), text(lower.at(-DECISION))),
    )


def _spot(month: dict[str, Any], x: float, upper: Axis, labelled: bool) -> Spot:
    word, icon = grade_words(month["grade"])
    return Spot(
        month=month["month"],
        n=month["n"],
        points=-month["residual"],
        ewma=-month["ewma"],
        up=month["cusum_down"],
        down=month["cusum_up"],
        grade=month["grade"],
        word=word,
        icon=icon,
        tone=TONES.get(month["grade"], ""),
        x=text(x),
        y=text(upper.at(-month["ewma"])),
        label=month["month"] if labelled else "",
    )
