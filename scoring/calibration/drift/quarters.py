"""The use of the scale in the last three months against the year before them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from scoring.calibration.drift.shift import Shift, shift_of

NOW, BEFORE = 3, 12  # months


@dataclass(frozen=True, slots=True)
class Quarter:
    """Counts of the categories, lowest first, and how far they differ. Months as "2026-03", both counted."""

    first: str
    last: str
    now: tuple[int, ...]
    before: tuple[int, ...]
    shift: Shift


def last_quarter(months: Iterable[Mapping[str, Any]]) -> Quarter | None:
    """From months as control_chart lists them, of as many elements as there are; None of nothing.

    The quarter ends with the last month that occurs, the year with the month before the quarter.
    """
    use: dict[int, list[int]] = {}
    for one in months:
        counts = use.setdefault(_number(one["month"]), [0] * len(one["use"]))
        for place, count in enumerate(one["use"]):
            counts[place] += count
    if not use:
        return None
    last = max(use)
    first = last - NOW + 1
    now = _sum(use, range(first, last + 1))
    before = _sum(use, range(first - BEFORE, first))
    return Quarter(_name(first), _name(last), now, before, shift_of(before, now))


def _sum(use: Mapping[int, list[int]], months: range) -> tuple[int, ...]:
    rows = [use[month] for month in months if month in use]
    width = len(next(iter(use.values())))
    return tuple(sum(row[place] for row in rows) for place in range(width))


def _number(month: str) -> int:
    year, _, within = month.rpartition("-")
    return int(year) * 12 + int(within) - 1


def _name(number: int) -> str:
    return f"{number // 12:04d}-{number % 12 + 1:02d}"
