"""The rules of a loop as switches: what could be had if this or that rule were not there.

A smaller programme than model.py's: it counts questions and values none, and holds no target. It knows
every question that a rule keeps out, with the rule. Its answers name rules that cannot hold together and
rules whose loosening would help; the loop itself is always made by model.py.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple
from uuid import UUID

import numpy as np

from .cliques import cliques
from .groups import enemies_among
from .place import person_of
from .program import Floats, Program
from .shapes import BankQuestion, Request, SessionNeed

MANY = 10_000  # more than any loop has questions
LONGEST = 480  # minutes that a session may be made longer by


class Rule(NamedTuple):
    """A rule that can be switched off or loosened: kinds of Relaxation, and met, bans, maximum, enemies."""

    kind: str
    session: int = -1
    topic: UUID | None = None


class Kept(NamedTuple):
    """Where a question might stand, and the rules that keep it out of there."""

    session: int
    rules: frozenset[Rule]


@dataclass
class Wide:
    """The programme. `off`: the column that switches a rule off; `more`: by how much it is loosened."""

    request: Request
    program: Program = field(default_factory=Program)
    off: dict[Rule, int] = field(default_factory=dict)
    more: dict[Rule, int] = field(default_factory=dict)
    terms: dict[int, list[tuple[int, BankQuestion]]] = field(default_factory=lambda: defaultdict(list))

    def switch(self, rule: Rule) -> int:
        """The column that is 1 where the rule is given up."""
        if rule not in self.off:
            self.off[rule] = self.program.column(whole=True)
        return self.off[rule]

    def loosened(self, rule: Rule, most: float) -> int:
        """The column that says by how much a rule is loosened; only where it is given up."""
        if rule not in self.more:
            self.more[rule] = self.program.column(upper=most, whole=True)
            self.program.row({self.more[rule]: 1.0, self.switch(rule): -most}, most=0)
        return self.more[rule]

    def solve(self, free: Mapping[Rule, float], seconds: float) -> tuple[str, dict[Rule, float]]:
        """The cheapest rules to give up, out of those in `free` with their costs; a state as Answer's."""
        program = self.program
        worth = np.zeros(len(program.worth))
        upper = list(program.upper)
        for rule, column in self.off.items():
            worth[column] = -free.get(rule, 0.0)
            upper[column] = 1.0 if rule in free else 0.0
        for column in self.more.values():
            worth[column] = -0.01
        answer = Program(
            list(worth), upper, program.whole, program.rows, program.least, program.most
        ).maximise(seconds)
        return answer.state, {} if answer.found is None else self._given_up(answer.found)

    def _given_up(self, found: Floats) -> dict[Rule, float]:
        return {
            rule: round(found[self.more[rule]]) if rule in self.more else 0.0
            for rule, column in self.off.items()
            if found[column] > 0.5
        }


def widened(request: Request) -> Wide:
    """The programme of a request, with every rule on a switch."""
    wide = Wide(request)
    _columns(wide)
    for need in request.sessions:
        if not need.closed:
            _limits(wide, need)
            _minimums(wide, need)
    _twice(wide)
    return wide


def kept_out(request: Request, row: BankQuestion) -> Iterator[Kept]:
    """Each open session that is about the question's topics, with the rules that keep it out of there."""
    everywhere = {
        Rule(kind)
        for kind, held in (("met", request.forbidden), ("reserved", request.reserved), ("bans", request.bans))
        if row.question in held
    }
    for pin in request.pins:
        at_odds = pin.question.question in row.enemies or row.question in pin.question.enemies
        if at_odds or pin.question.question == row.question:
            everywhere.add(Rule("pin", pin.session))
    for need in request.sessions:
        about = not need.quotas or any(quota.topic in row.topics for quota in need.quotas)
        if about and not need.closed:
            yield Kept(need.position, frozenset(everywhere | set(_here(need, row))))


def _here(need: SessionNeed, row: BankQuestion) -> Iterator[Rule]:
    if row.level != need.level and row.level not in need.neighbours:
        yield Rule("level", need.position)
    if need.kinds and row.kind not in need.kinds:
        yield Rule("kinds", need.position)
    if row.topic in need.barred:
        yield Rule("barred", need.position)


def _columns(wide: Wide) -> None:
    request = wide.request
    quotas = [quota for need in request.sessions for quota in need.quotas]
    wanted = frozenset(quota.topic for quota in (*quotas, *request.twice))
    rows = [row for row in request.bank if not row.topics.isdisjoint(wanted)]
    rows.sort(key=lambda row: row.question)
    at_odds = enemies_among(rows)
    alike: dict[tuple[object, ...], tuple[BankQuestion, tuple[Kept, ...], int]] = {}
    for row in rows:
        places = tuple(kept_out(request, row))
        own = row.question if row.question in at_odds else None
        key = (places, row.topics & wanted, row.minutes, row.pilot, own)
        alike[key] = (row, places, alike[key][2] + 1 if key in alike else 1)
    single: dict[UUID, list[int]] = defaultdict(list)
    for row, places, count in alike.values():
        columns = [_place(wide, row, kept, count) for kept in places]
        if columns:
            wide.program.row(dict.fromkeys(columns, 1.0), most=count)
        if row.question in at_odds:
            single[row.question] += columns
    _enemies(wide, at_odds, single)


def _place(wide: Wide, row: BankQuestion, kept: Kept, count: int) -> int:
    column = wide.program.column(upper=count, whole=True)
    wide.terms[kept.session].append((column, row))
    for rule in kept.rules:
        wide.program.row({column: 1.0, wide.switch(rule): -float(count)}, most=0)
    return column


def _enemies(wide: Wide, at_odds: Mapping[UUID, set[UUID]], single: Mapping[UUID, list[int]]) -> None:
    for clique in cliques(at_odds):
        terms = {column: 1.0 for one in clique for column in single[one]}
        wide.program.row({**terms, wide.switch(Rule("enemies")): -float(MANY)}, most=1)


def _limits(wide: Wide, need: SessionNeed) -> None:
    request, here = wide.request, wide.terms[need.position]
    pinned = [choice.question for choice in request.pins if choice.session == need.position]
    longer = wide.loosened(Rule("minutes", need.position), LONGEST)
    minutes = {column: float(row.minutes) for column, row in here}
    _at_most(wide, need, minutes, need.minutes, sum(row.minutes for row in pinned), longer)
    for quota in need.quotas:
        topic = quota.topic
        more = wide.loosened(Rule("maximum", need.position, topic), MANY)
        counted = {column: 1.0 for column, row in here if topic in row.topics}
        _at_most(wide, need, counted, quota.maximum, sum(topic in row.topics for row in pinned), more)
    if request.most_pilots is not None:
        pilots = {column: 1.0 for column, row in here if row.pilot}
        more = wide.loosened(Rule("pilots"), MANY)
        _at_most(wide, need, pilots, request.most_pilots, sum(row.pilot for row in pinned), more)


def _at_most(
    wide: Wide, need: SessionNeed, terms: dict[int, float], most: float, pinned: float, more: int
) -> None:
    left = max(0.0, most - pinned)
    terms = {**terms, more: -1.0}
    if left < most:
        terms[wide.switch(Rule("pin", need.position))] = left - most
    wide.program.row(terms, most=left)


def _minimums(wide: Wide, need: SessionNeed) -> None:
    for quota in need.quotas:
        if quota.minimum:
            terms, there = _met(wide, [need.position], quota.topic)
            terms[wide.switch(Rule("minimum", need.position, quota.topic))] = float(quota.minimum)
            wide.program.row(terms, least=quota.minimum - there)


def _twice(wide: Wide) -> None:
    people: dict[object, list[int]] = defaultdict(list)
    for need in wide.request.sessions:
        people[person_of(need)].append(need.position)
    for quota in wide.request.twice:
        both: dict[int, float] = {}
        for places in people.values():
            terms, there = _met(wide, places, quota.topic)
            met = wide.program.column()
            wide.program.row({**terms, met: -1.0}, least=-there)
            both[met] = 1.0
        wide.program.row({**both, wide.switch(Rule("twice", topic=quota.topic)): 2.0}, least=2)


def _met(wide: Wide, places: Collection[int], topic: UUID) -> tuple[dict[int, float], int]:
    """The terms that count the topic's questions in these sessions, and how many are pinned there."""
    terms: dict[int, float] = {}
    there = 0
    for place in places:
        terms |= {column: 1.0 for column, row in wide.terms[place] if topic in row.topics}
        pinned = sum(topic in pin.question.topics for pin in wide.request.pins if pin.session == place)
        closed = any(need.closed for need in wide.request.sessions if need.position == place)
        there += pinned
        if pinned and not closed:
            terms[wide.switch(Rule("pin", place))] = -float(pinned)
    return terms, there
