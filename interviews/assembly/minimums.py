"""Meets the topic minimums: a depth-first search that proves its answer unless it is cut short.

Questions that are alike in all that the rules look at (where they fit, which quotas they count for,
minutes, own topic) form a group, one with enemies a group of its own; the search decides how many of which
group go where, and takes the least asked first. Each step takes the scarcest open demand and tries its
groups; a group that failed in a session is left out of that session in the rest of the branch; when none is
left the demand is given up. The count of what must be given up at least prunes the rest, so the first full
answer that gives up no more than that is the best one.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from uuid import UUID

from .board import Board, tie, unfit
from .shapes import BankQuestion, Quota, Request

STEPS = 3000  # then the best answer so far stands, unproven


@dataclass
class Group:
    """Interchangeable questions, best first; `used` of them are placed."""

    minutes: int
    topic: UUID | None
    topics: frozenset[UUID]
    sessions: frozenset[int]
    members: list[BankQuestion] = field(default_factory=list)
    used: int = 0

    def left(self) -> int:
        """How many are still to be had."""
        return len(self.members) - self.used


@dataclass(frozen=True)
class Demand:
    """A quota of a session that is short, and the groups that could serve it."""

    session: int
    quota: Quota
    short: int
    groups: list[Group]
    reachable: int  # at most so many of `short` can be had

    def slack(self) -> tuple[int, int, int]:
        """The scarcest first."""
        return (self.reachable - self.short, len(self.groups), self.session)


def grouped(request: Request) -> list[Group]:
    """The bank's questions that fit anywhere and that the candidate has not met, in groups."""
    wanted = frozenset(quota.topic for need in request.sessions for quota in need.quotas)
    groups: dict[tuple[object, ...], Group] = {}
    for row in sorted(request.bank, key=lambda row: (row.asked, tie(request.seed, row.question))):
        sessions = frozenset(need.position for need in request.sessions if not unfit(need, row))
        if not sessions or row.question in request.forbidden:
            continue
        topics = row.topics & wanted
        key = (sessions, topics, row.topic, row.minutes, row.question if row.enemies else None)
        group = groups.setdefault(key, Group(row.minutes, row.topic, topics, sessions))
        group.members.append(row)
    return list(groups.values())


class Search:
    """One search. `best` holds the placements of the best answer, `given_up` how many are short in it."""

    def __init__(self, request: Request) -> None:
        self.request = request
        self.board = Board(request)
        self.groups = grouped(request)
        self.path: list[tuple[int, BankQuestion]] = []
        self.left_out: dict[int, list[Group]] = defaultdict(list)
        self.best: list[tuple[int, BankQuestion]] = []
        self.given_up: int | None = None
        self.steps = 0

    def run(self) -> bool:
        """Searches; true if the answer is proven."""
        self._descend(frozenset(), 0)
        return self.steps <= STEPS

    def _descend(self, closed: frozenset[tuple[int, UUID]], lost: int) -> None:
        self.steps += 1
        demands = self._demands(closed)
        bound = lost + sum(max(0, demand.short - demand.reachable) for demand in demands)
        if self.steps > STEPS and self.given_up is not None:
            return
        if self.given_up is not None and bound >= self.given_up:
            return
        if not demands:
            self.best, self.given_up = list(self.path), lost
            return
        demand = min(demands, key=Demand.slack)
        tried: list[Group] = []
        for group in sorted(demand.groups, key=lambda group: self._rank(demand.session, group)):
            self._try(demand.session, group, closed, lost)
            if self.given_up is not None and self.given_up <= bound:
                break
            self.left_out[demand.session].append(group)
            tried.append(group)
        else:
            self._descend(closed | {(demand.session, demand.quota.topic)}, lost + demand.short)
        for group in tried:
            self.left_out[demand.session].remove(group)

    def _try(self, session: int, group: Group, closed: frozenset[tuple[int, UUID]], lost: int) -> None:
        row = group.members[group.used]
        group.used += 1
        self.board.place(session, row)
        self.path.append((session, row))
        self._descend(closed, lost)
        self.path.pop()
        self.board.remove(session, row)
        group.used -= 1

    def _demands(self, closed: frozenset[tuple[int, UUID]]) -> list[Demand]:
        demands = []
        for need in self.request.sessions:
            open_quotas = [
                pair
                for pair in self.board.unmet(need.position)
                if (need.position, pair[0].topic) not in closed
            ]
            usable = self._usable(need.position) if open_quotas else []
            for quota, short in open_quotas:
                groups = [group for group in usable if quota.topic in group.topics]
                reachable = _reachable(groups, self.board.free(need.position))
                demands.append(Demand(need.position, quota, short, groups, reachable))
        return demands

    def _usable(self, session: int) -> list[Group]:
        left_out = self.left_out[session]
        return [
            group
            for group in self.groups
            if session in group.sessions
            and group.left()
            and not any(group is other for other in left_out)
            and not self.board.full(session, group.members[group.used])
        ]

    def _rank(self, session: int, group: Group) -> tuple[object, ...]:
        serves = sum(quota.topic in group.topics for quota, _ in self.board.unmet(session))
        row = group.members[group.used]
        return (-serves, self.board.same_topic(group.topic), row.asked, tie(self.request.seed, row.question))


def _reachable(groups: list[Group], minutes: int) -> int:
    """How many questions of these groups fit into the minutes, taking the shortest."""
    count = 0
    for group in sorted(groups, key=lambda group: group.minutes):
        fits = min(group.left(), minutes // group.minutes if group.minutes else group.left())
        count += fits
        minutes -= fits * group.minutes
    return count
