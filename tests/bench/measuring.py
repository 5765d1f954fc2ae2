"""Times things against their baselines, in turns, so that what slows the machine slows both."""

import statistics
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

Call = Callable[[], Any]


@dataclass(frozen=True)
class Line:
    """One line of the table: medians in milliseconds, and how many times the baseline the thing takes."""

    name: str
    baseline: str
    repeats: int
    milliseconds: float
    baseline_milliseconds: float

    @property
    def ratio(self) -> float:
        return self.milliseconds / self.baseline_milliseconds

    def as_json(self) -> dict[str, Any]:
        return {**asdict(self), "ratio": self.ratio}


def compare(things: dict[str, Call], baseline: str, call: Call, *, repeats: int) -> list[Line]:
    """Medians over so many rounds; each round calls the baseline and every thing once. One round warms up."""
    calls = {"": call, **things}
    seconds: dict[str, list[float]] = {name: [] for name in calls}
    for turn in range(repeats + 1):
        for name, one in calls.items():
            begun = time.perf_counter()
            one()
            taken = time.perf_counter() - begun
            if turn:
                seconds[name].append(taken)
    median = {name: statistics.median(taken) * 1000 for name, taken in seconds.items()}
    return [Line(name, baseline, repeats, median[name], median[""]) for name in things]


def table(lines: list[Line]) -> str:
    """The lines as text, in columns."""
    rows = [("what", "ms", "baseline", "ms", "ratio", "of")]
    rows += [
        (
            line.name,
            f"{line.milliseconds:.3f}",
            line.baseline,
            f"{line.baseline_milliseconds:.3f}",
            f"{line.ratio:,.2f}",
            str(line.repeats),
        )
        for line in lines
    ]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    right = (1, 3, 4, 5)
    return "\n".join(
        "  ".join(
            cell.rjust(width) if column in right else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    )
