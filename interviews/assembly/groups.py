"""The bank as the solver needs it: questions that every rule treats alike together, only so many of each.

Why leaving the others out is safe ("dominance"): let the questions of a group be alike in all that the rules
look at, and let K be the most of them that the loop's sessions could hold. Take a question q of the group
with K others before it that have no enemies and are worth at least as much (and are exactly as hard, where a
target asks for hardness). A loop that asks q holds at most K - 1 others of the group, so one of the K is
free. It can take q's place: it has no enemy, every sum that a rule looks at stays as it was, and the loop is
worth at least as much. So some best loop does without q, and, one after the other, without all that are left
out. The same holds for loops that break as few rules as can be.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from .board import tie
from .fitting import Fitting
from .shapes import BankQuestion, Request
from .value import Scale

Key = tuple[tuple[int, ...], UUID | None, frozenset[UUID], str, int, bool]
NO_LIMIT = 1_000_000


@dataclass(frozen=True)
class Group:
    """Questions alike in every rule, the worthiest first. `places`: the most of them that each session holds.

    `topics`: those of theirs that a rule counts.
    """

    places: dict[int, int]
    topic: UUID | None
    topics: frozenset[UUID]
    kind: str
    minutes: int
    pilot: bool
    members: tuple[BankQuestion, ...]


def grouped(request: Request, scale: Scale) -> list[Group]:
    """All groups of the request, without the questions that a best loop can do without.

    A question with an enemy among the others is a group of its own. The order depends on the seed and the
    questions alone, not on the order of the bank.
    """
    counted = _counted(request)
    fitting = Fitting(request)
    alike: dict[Key, list[BankQuestion]] = defaultdict(list)
    for row in request.bank:
        places = fitting.places(row)
        if places:
            topics = row.topics & counted
            alike[places, row.topic, topics, row.kind, row.minutes, row.pilot].append(row)
    at_odds = enemies_among([row for rows in alike.values() for row in rows])
    rooms = _Rooms(request)
    groups = []
    for (places, _, topics, *_), rows in alike.items():
        caps = {place: rooms.of(place, rows[0], topics) for place in places}
        caps = {place: cap for place, cap in caps.items() if cap}
        if caps:
            best = _best(request, scale, rows, sum(caps.values()), at_odds)
            groups += _split(best, caps, topics, at_odds)
    groups.sort(key=lambda group: tie(request.seed, group.members[0].question))
    return groups


def enemies_among(rows: Sequence[BankQuestion]) -> dict[UUID, set[UUID]]:
    """Of these questions those that have enemies among them, each with its enemies, said by either."""
    ids = {row.question for row in rows}
    found: dict[UUID, set[UUID]] = defaultdict(set)
    for row in rows:
        for enemy in (row.enemies & ids) - {row.question} if row.enemies else ():
            found[row.question].add(enemy)
            found[enemy].add(row.question)
    return dict(found)


def _counted(request: Request) -> frozenset[UUID]:
    quotas = [quota for need in request.sessions for quota in need.quotas]
    target = request.target.topics if request.target else ()
    return frozenset(quota.topic for quota in (*quotas, *request.twice, *target))


class _Rooms:
    """How many questions of one sort a session could hold, beside what is pinned there."""

    def __init__(self, request: Request) -> None:
        self._request = request
        self._needs = {need.position: need for need in request.sessions}
        self._pinned: dict[int, list[BankQuestion]] = defaultdict(list)
        for choice in request.pins:
            self._pinned[choice.session].append(choice.question)

    def of(self, place: int, row: BankQuestion, topics: frozenset[UUID]) -> int:
        need, pinned = self._needs[place], self._pinned[place]
        left = need.minutes - sum(other.minutes for other in pinned)
        rooms = [left // row.minutes if row.minutes else NO_LIMIT]
        for quota in need.quotas:
            if quota.topic in topics:
                rooms.append(quota.maximum - sum(quota.topic in other.topics for other in pinned))
        if row.pilot and self._request.most_pilots is not None:
            rooms.append(self._request.most_pilots - sum(other.pilot for other in pinned))
        return max(0, min(rooms))


def _best(
    request: Request, scale: Scale, rows: list[BankQuestion], most: int, at_odds: Collection[UUID]
) -> list[BankQuestion]:
    """Those that are not dominated, the worthiest first (see the module)."""
    rows = sorted(
        rows,
        key=lambda row: (
            -scale.of_question(row),
            row.question in at_odds,
            row.asked,
            tie(request.seed, row.question),
        ),
    )
    before: dict[float, int] = defaultdict(int)
    best = []
    for row in rows:
        sort = row.hardness if request.target is not None else 0.0
        if before[sort] < most:
            best.append(row)
            before[sort] += row.question not in at_odds
    return best


def _split(
    rows: list[BankQuestion], caps: dict[int, int], topics: frozenset[UUID], at_odds: Collection[UUID]
) -> list[Group]:
    """One group of all without enemies, and one of each that has some."""
    together = tuple(row for row in rows if row.question not in at_odds)
    found: list[tuple[BankQuestion, ...]] = [(row,) for row in rows if row.question in at_odds]
    if together:
        found.append(together)
    return [_group(members, caps, topics) for members in found]


def _group(members: tuple[BankQuestion, ...], caps: dict[int, int], topics: frozenset[UUID]) -> Group:
    first = members[0]
    places = {place: min(cap, len(members)) for place, cap in caps.items()}
    return Group(places, first.topic, topics, first.kind, first.minutes, first.pilot, members)
