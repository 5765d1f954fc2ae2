"""Places the sessions of a loop, exactly: no better times exist under the rules.

Better is, in this order: fewer days for the candidate, done on an earlier day, fewer minutes of waiting
between two interviews beyond the break, earlier starts, earlier starts of the earlier sessions.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from interviews.timing.day import LARGEST, Job, day_table
from interviews.timing.days import Day, most, whole
from interviews.timing.reasons import why_missing, why_then
from interviews.timing.shapes import Frame, Missing, Person, Placed, Placement, Sitting
from interviews.timing.slots import day_of, minute_of, moment_of, starts_of, week_of


@dataclass(frozen=True)
class Limit:
    """At most `a_day` and `a_week` of the jobs of `counts` for one person.

    What is fixed may be too much already: only sets with a job of `mine` (not fixed, as bits) are judged.
    """

    counts: tuple[int, ...]  # by job: the sessions in it that the person sits in
    mine: int
    a_day: int | None
    a_week: int | None
    other: tuple[date, ...] = ()  # days of their interviews outside this loop

    def holds(self, mask: int, most: int | None, other: int) -> bool:
        """Whether a set is within a limit, with so many others."""
        if most is None or not mask & self.mine:
            return True
        return other + sum(n for place, n in enumerate(self.counts) if mask >> place & 1) <= most


def place(sittings: Sequence[Sitting], people: Mapping[UUID, Person], frame: Frame) -> Placement:
    """Times for all sessions; if they cannot all be had, for as many as can, with the reasons.

    Raises ValueError for more than twelve sessions, or somebody who is not in `people`.
    """
    if len(sittings) > LARGEST:
        raise ValueError(f"At most {LARGEST} sessions are placed at once.")
    for sitting in sittings:
        for key in sitting.people:
            if key not in people:
                raise ValueError(f"{sitting.title}: nobody knows when {key} can.")
    found = _starts(sittings, people, frame)
    placed = [
        Placed(sitting.key, sitting.at or moment_of(found[sitting.key]))
        for sitting in sittings
        if sitting.key in found
    ]
    lost = [sitting for sitting in sittings if sitting.key not in found]
    told = tuple(replace(row, why=why_then(row, placed, sittings, people, frame)) for row in placed)
    missing: tuple[Missing, ...] = tuple(
        why_missing(sitting, told, sittings, people, frame) for sitting in lost
    )
    days = {day_of(minute_of(row.at), frame) for row in placed}
    return Placement(told, missing, len(days), _hints(sittings, people, frame) if lost else ())


def _starts(sittings: Sequence[Sitting], people: Mapping[UUID, Person], frame: Frame) -> dict[UUID, int]:
    """The start of each session that has one."""
    groups = _groups(sittings, frame)
    jobs = tuple(_job(group, people, frame) for group in groups)
    limits = _limits(groups, people, frame)
    loose = sum(sitting.at is None for sitting in sittings)
    fewest = -(-loose // frame.most_a_day) if frame.most_a_day else 1

    def may(week: tuple[int, int], mask: int) -> bool:
        return all(
            row.holds(mask, row.a_week, sum(week_of(day) == week for day in row.other)) for row in limits
        )

    full = (1 << len(jobs)) - 1
    starts = whole(_tables(jobs, limits, frame), full, may, fewest) if full else ()
    if starts is None:
        fixed = sum(1 << place for place, job in enumerate(jobs) if job.fixed)
        mask, starts = most(_tables(jobs, limits, frame), fixed, may)
    else:
        mask = full
    return {
        sitting.key: minute_of(sitting.at) if sitting.at else starts[place]
        for place, group in enumerate(groups)
        if mask >> place & 1
        for sitting in group
    }


def _groups(sittings: Sequence[Sitting], frame: Frame) -> list[list[Sitting]]:
    """Each session alone, but fixed ones that stand closer than the break together."""
    groups = [[sitting] for sitting in sittings if sitting.at is None]
    fixed: list[list[Sitting]] = []
    for sitting in sorted((row for row in sittings if row.at), key=lambda row: (_begin(row), row.key)):
        if fixed and _begin(sitting) < max(_end(row) for row in fixed[-1]) + frame.rest:
            fixed[-1].append(sitting)
        else:
            fixed.append([sitting])
    order = {sitting.key: place for place, sitting in enumerate(sittings)}
    return sorted(groups + fixed, key=lambda group: order[group[0].key])


def _begin(sitting: Sitting) -> int:
    return minute_of(sitting.at) if sitting.at else 0


def _end(sitting: Sitting) -> int:
    return _begin(sitting) + sitting.minutes


def _job(group: list[Sitting], people: Mapping[UUID, Person], frame: Frame) -> Job:
    starts = starts_of(group[0], people, frame)
    if group[0].at is None:
        return Job(group[0].minutes, starts)
    return Job(max(_end(row) for row in group) - starts[0], starts, fixed=True)


def _limits(groups: list[list[Sitting]], people: Mapping[UUID, Person], frame: Frame) -> list[Limit]:
    """The candidate's, then everybody's."""
    mine = sum(1 << place for place, group in enumerate(groups) if group[0].at is None)
    limits = [Limit(tuple(len(group) for group in groups), mine, frame.most_a_day, None)]
    for person in people.values():
        counts = tuple(sum(person.key in row.people for row in group) for group in groups)
        own = sum(1 << place for place, count in enumerate(counts) if count) & mine
        if own and (person.most_a_day is not None or person.most_a_week is not None):
            other = tuple(day_of(minute_of(start), frame) for start, _ in person.busy)
            limits.append(Limit(counts, own, person.most_a_day, person.most_a_week, other))
    return limits


def _tables(jobs: tuple[Job, ...], limits: list[Limit], frame: Frame) -> Iterator[Day]:
    """The candidate's days in order, each calculated when it is asked for."""
    by_day: dict[date, list[list[int]]] = {}
    for place, job in enumerate(jobs):
        for start in job.starts:
            by_day.setdefault(day_of(start, frame), [[] for _ in jobs])[place].append(start)
    for day in sorted(by_day):
        yield Day(week_of(day), day_table(jobs, by_day[day], frame.rest, _may_on(day, limits)))


def _may_on(day: date, limits: list[Limit]) -> Callable[[int], bool]:
    others = [(row, row.other.count(day)) for row in limits]
    return lambda mask: all(row.holds(mask, row.a_day, other) for row, other in others)


def _hints(sittings: Sequence[Sitting], people: Mapping[UUID, Person], frame: Frame) -> tuple[str, ...]:
    """What alone would let everything be placed."""
    unlimited = {key: replace(person, most_a_day=None, most_a_week=None) for key, person in people.items()}
    tries = [
        (f"With no break between interviews instead of {frame.rest} minutes", people, replace(frame, rest=0)),
        (
            f"With more than {frame.most_a_day} a day for {frame.candidate}",
            people,
            replace(frame, most_a_day=None),
        ),
        ("Without the interviewers' own limits a day and a week", unlimited, frame),
    ]
    return tuple(
        f"{words}, all of them fit."
        for words, who, frame_ in tries
        if len(_starts(sittings, who, frame_)) == len(sittings)
    )
