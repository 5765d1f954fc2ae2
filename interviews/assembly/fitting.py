"""Which question may stand in which session, by the rules that look at one question alone."""

from uuid import UUID

from .board import unfit
from .shapes import BankQuestion, Request

Alike = tuple[object, ...]


class Fitting:
    """Answers for one request. Questions that are alike in what the rules look at are asked about once."""

    def __init__(self, request: Request) -> None:
        self._open = [need for need in request.sessions if not need.closed]
        pinned = frozenset(choice.question.question for choice in request.pins)
        at_odds: frozenset[UUID] = frozenset().union(*(c.question.enemies for c in request.pins))
        self._out = request.forbidden | request.reserved | request.bans | pinned | at_odds
        self._pinned = pinned
        self._known: dict[Alike, tuple[int, ...]] = {}

    def places(self, row: BankQuestion) -> tuple[int, ...]:
        """The open sessions that it may be added to; none for a pinned one, which stands where it stands."""
        if row.question in self._out or not row.enemies.isdisjoint(self._pinned):
            return ()
        alike = (row.level, row.kind, row.topics, row.topic, row.minutes)
        if alike not in self._known:
            self._known[alike] = tuple(need.position for need in self._open if not unfit(need, row))
        return self._known[alike]
