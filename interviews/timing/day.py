"""The best ways to hold sessions on one day: for every set of them that fits, exactly.

The candidate is in every session, so a day is a sequence. For a first start and an order, to begin each next
session as early as can be is best for everything that is looked at: only sets and their ends are searched.
Minutes are counted from the epoch.
"""

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass

Starts = tuple[int, ...]  # by session, in order; 0 for one that has none
Cost = tuple[int, int, Starts]  # minutes of gaps beyond the breaks; the starts added up; the starts
State = tuple[int, int, Starts]  # end, the starts added up, the starts
LARGEST = 12  # sessions; sets of more are too many


@dataclass(frozen=True)
class Job:
    """What is placed as one: a session, or fixed ones that stand too close to be told apart."""

    minutes: int
    starts: tuple[int, ...]  # where it may begin, in order
    fixed: bool = False


def day_table(
    jobs: tuple[Job, ...], starts: list[list[int]], rest: int, may: Callable[[int], bool]
) -> dict[int, Cost]:
    """For each set of jobs (bits) that fits and `may` be: the cheapest way to hold it on this day.

    `starts` are each job's possible ones of the day. What `may` be, may be with fewer jobs too.
    """
    best: dict[int, Cost] = {}
    for first, job in enumerate(jobs):
        if not may(1 << first):
            continue
        for begin in starts[first]:
            row = (begin + job.minutes, begin, _with((0,) * len(jobs), first, begin))
            _grow(jobs, starts, rest, may, begin, {1 << first: [row]}, best)
    return best


def _grow(
    jobs: tuple[Job, ...],
    starts: list[list[int]],
    rest: int,
    may: Callable[[int], bool],
    begin: int,
    layer: dict[int, list[State]],
    best: dict[int, Cost],
) -> None:
    """From sets of one job to sets of two and on, all begun at the same moment."""
    while layer:
        larger: dict[int, list[State]] = {}
        for mask, states in layer.items():
            least = sum(job.minutes for place, job in enumerate(jobs) if mask >> place & 1)
            least += rest * (mask.bit_count() - 1)
            cost = min((end - begin - least, added, times) for end, added, times in states)
            if mask not in best or cost < best[mask]:
                best[mask] = cost
            for place, job in enumerate(jobs):
                wider = mask | 1 << place
                if wider == mask or not may(wider):
                    continue
                for end, added, times in states:
                    here = bisect_left(starts[place], end + rest)
                    if here < len(starts[place]):
                        at = starts[place][here]
                        row = (at + job.minutes, added + at, _with(times, place, at))
                        _keep(larger.setdefault(wider, []), row)
        layer = larger


def _keep(rows: list[State], new: State) -> None:
    """Adds it unless another ends as early and begins as early; drops what it beats so."""
    if any(row[0] <= new[0] and row[1:] <= new[1:] for row in rows):
        return
    rows[:] = [row for row in rows if not (new[0] <= row[0] and new[1:] <= row[1:])]
    rows.append(new)


def _with(times: Starts, place: int, at: int) -> Starts:
    return (*times[:place], at, *times[place + 1 :])
