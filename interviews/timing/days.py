"""Days put together: the fewest, then done the earliest, then the fewest gaps, then the earliest starts.

Days come in order, in weeks. Limits of a week hold for what is placed within it.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from interviews.timing.day import Cost, Starts

Total = tuple[int, int, int, Starts]  # days, gaps, the starts added up, the starts
Table = dict[int, Total]


@dataclass(frozen=True)
class Day:
    """A day's ways, and the week that it lies in."""

    week: tuple[int, int]
    table: dict[int, Cost]


def whole(
    days: Iterable[Day], full: int, may: Callable[[tuple[int, int], int], bool], fewest: int
) -> Starts | None:
    """The best starts of all jobs of the set `full`; None if they do not all fit.

    `may` says whether a set may be held within a week. No plan has fewer than `fewest` days: with as many,
    no later day is looked at.
    """
    best: tuple[int, int, int, int, Starts] | None = None
    for number, before, today in _days(days, may):
        for part, cost in today.items():
            rest = before.get(full ^ part) if part & full == part else None
            if rest is not None:
                days_, gaps, added, starts = _add(rest, cost)
                found = (days_, number, gaps, added, starts)
                best = found if best is None else min(best, found)
        if best and best[0] <= fewest:
            break
    return best[-1] if best else None


def most(days: Iterable[Day], must: int, may: Callable[[tuple[int, int], int], bool]) -> tuple[int, Starts]:
    """The largest set that fits and holds the jobs of `must`, with its starts; `must` itself always does."""
    found: Table = {0: (0, 0, 0, ())}
    for _, before, today in _days(days, may):
        for other, rest in before.items():
            for part, cost in today.items():
                if not other & part:
                    _better(found, other | part, _add(rest, cost))
    rows = [(-mask.bit_count(), total, mask) for mask, total in found.items() if mask & must == must]
    _, total, mask = min(rows)
    return mask, total[-1]


def _days(
    days: Iterable[Day], may: Callable[[tuple[int, int], int], bool]
) -> Iterator[tuple[int, Table, Table]]:
    """Of each day: its number, the best before its week, and the best within its week that end on it."""
    nothing: Total = (0, 0, 0, ())
    before: Table = {0: nothing}
    within: Table = {}
    week = None
    for number, day in enumerate(days):
        if day.week != week:
            before, within, week = _joined(before, within), {0: nothing}, day.week
        today: Table = {}
        for earlier, total in within.items():
            for part, cost in day.table.items():
                if not earlier & part and may(day.week, earlier | part):
                    _better(today, earlier | part, _add(total, (1, *cost)))
        yield number, before, today
        within = dict(within)
        for mask, total in today.items():
            _better(within, mask, total)


def _joined(before: Table, within: Table) -> Table:
    found = dict(before)
    for mask, total in before.items():
        for part, more in within.items():
            if not mask & part:
                _better(found, mask | part, _add(total, more))
    return found


def _better(table: Table, mask: int, total: Total) -> None:
    if mask not in table or total < table[mask]:
        table[mask] = total


def _add(one: Total, other: Total) -> Total:
    return (one[0] + other[0], one[1] + other[1], one[2] + other[2], _side_by_side(one[3], other[3]))


def _side_by_side(one: Starts, other: Starts) -> Starts:
    """Both are of all jobs, with 0 where the other may have a start; () has none at all."""
    return tuple(a or b for a, b in zip(one, other, strict=True)) if one and other else one or other
