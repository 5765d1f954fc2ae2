"""The loop as a mixed-integer programme.

Whole variables say how many questions of a group stand in a session; of a group of several, further
variables say which: the first, the second and so on. Those need not be whole: as the worthier come first,
the best answer takes whole ones by itself. Only where a target asks for hardness must they be. Further
variables between 0 and 1 say whether a topic, a kind, or a topic by a person is met.

Pinned questions are sums that are already there. What they exceed by themselves counts as allowed.

After van der Linden, W. J. (2005), Linear Models for Optimal Test Design: quantities as sums with limits,
enemy sets as "one at most", a target as a sum within a tolerance.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from .cliques import cliques
from .groups import Group, enemies_among, grouped
from .program import Floats, Program
from .shapes import BankQuestion, Request
from .value import Scale

Counted = Callable[[Group], float]


@dataclass
class Model:
    """A programme with the meaning of its columns. It holds what always holds; demands.py adds to it."""

    request: Request
    scale: Scale
    groups: list[Group]
    program: Program = field(default_factory=Program)
    counts: list[dict[int, int]] = field(default_factory=list)  # group -> session -> column
    picks: list[list[int]] = field(default_factory=list)  # group -> member -> column; of several only
    pinned: dict[int, list[BankQuestion]] = field(default_factory=lambda: defaultdict(list))

    def sum(self, value: Counted, sessions: Sequence[int] | None = None) -> dict[int, float]:
        """The terms of a sum over all questions of these sessions (all sessions where not said)."""
        terms = {}
        for group, columns in zip(self.groups, self.counts, strict=True):
            each = value(group)
            if each:
                terms.update(
                    {c: each for place, c in columns.items() if sessions is None or place in sessions}
                )
        return terms

    def each(self, value: Callable[[BankQuestion], float]) -> dict[int, float]:
        """The terms of a sum over all questions where those of a group differ."""
        terms = {}
        for group, columns, picks in zip(self.groups, self.counts, self.picks, strict=True):
            if picks:
                terms.update({pick: value(row) for pick, row in zip(picks, group.members, strict=True)})
            else:
                terms.update(dict.fromkeys(columns.values(), value(group.members[0])))
        return terms

    def there(self, value: Callable[[BankQuestion], float], sessions: Sequence[int] | None = None) -> float:
        """The same sum over what is pinned."""
        places = self.pinned if sessions is None else sessions
        return sum(value(row) for place in places for row in self.pinned.get(place, ()))

    def chosen(self, found: Floats) -> list[tuple[int, BankQuestion]]:
        """The questions that an answer puts into sessions, beside the pinned ones."""
        chosen = []
        for group, columns, picks in zip(self.groups, self.counts, self.picks, strict=True):
            places = [place for place, column in columns.items() for _ in range(round(found[column]))]
            rows = group.members
            if picks and self.request.target is not None:
                rows = self._first_of_their_sort(group, [found[pick] > 0.5 for pick in picks])
            chosen += list(zip(places, rows, strict=False))
        return chosen

    def _first_of_their_sort(self, group: Group, picked: Sequence[bool]) -> tuple[BankQuestion, ...]:
        """The picked members, or those before them that are as worthy and as hard: the seed decides."""
        sorts = [(self.scale.of_question(row), row.hardness) for row in group.members]
        left = Counter(sort for sort, here in zip(sorts, picked, strict=True) if here)
        rows = []
        for row, sort in zip(group.members, sorts, strict=True):
            if left[sort]:
                left[sort] -= 1
                rows.append(row)
        return tuple(rows)


def modelled(request: Request, scale: Scale) -> Model:
    """The model of a request: its columns and the rules that no loop breaks."""
    model = Model(request, scale, grouped(request, scale))
    for choice in request.pins:
        model.pinned[choice.session].append(choice.question)
    _columns(model)
    _limits(model)
    _enemies(model)
    _shares(model)
    return model


def _columns(model: Model) -> None:
    program, aimed = model.program, model.request.target is not None
    for group in model.groups:
        worths = [model.scale.of_question(row) for row in group.members]
        one = len(group.members) == 1
        columns = {
            place: program.column(worths[0] if one else 0.0, upper=most, whole=True)
            for place, most in group.places.items()
        }
        picks = [] if one else [program.column(worth, whole=aimed) for worth in worths]
        model.counts.append(columns)
        model.picks.append(picks)
        total = dict.fromkeys(columns.values(), 1.0)
        if picks:
            program.row(total | dict.fromkeys(picks, -1.0), 0, 0)
        elif len(total) > 1:
            program.row(total, most=1)


def _limits(model: Model) -> None:
    """Minutes, maximums and pilots of each open session."""
    request = model.request
    for need in request.sessions:
        here = [need.position]
        if need.closed:
            continue
        _at_most(model, here, need.minutes, lambda row: row.minutes, lambda group: group.minutes)
        for quota in need.quotas:
            topic = quota.topic
            _at_most(model, here, quota.maximum, *of_topic(topic))
        if request.most_pilots is not None:
            _at_most(model, here, request.most_pilots, lambda row: row.pilot, lambda group: group.pilot)


def of_topic(topic: UUID) -> tuple[Callable[[BankQuestion], float], Counted]:
    """1 for a question of the topic, sub-topics included; for a row and for a group."""
    return (lambda row: topic in row.topics), (lambda group: topic in group.topics)


def _at_most(
    model: Model,
    here: Sequence[int],
    most: float,
    of_row: Callable[[BankQuestion], float],
    of_group: Counted,
) -> None:
    terms = model.sum(of_group, here)
    left = max(0.0, most - model.there(of_row, here))
    if sum(terms[column] * model.program.upper[column] for column in terms) > left:
        model.program.row(terms, most=left)


def _enemies(model: Model) -> None:
    """Of questions that are all enemies of each other, one at most."""
    single = {
        group.members[0].question: (group, columns)
        for group, columns in zip(model.groups, model.counts, strict=True)
        if len(group.members) == 1
    }
    for clique in cliques(enemies_among([group.members[0] for group, _ in single.values()])):
        columns = [column for one in clique for column in single[one][1].values()]
        model.program.row(dict.fromkeys(columns, 1.0), most=1)


def _shares(model: Model) -> None:
    """Which topics and kinds are met; those that are pinned are met already."""
    pinned = [choice.question for choice in model.request.pins]
    met = {row.topic for row in pinned}, {row.kind for row in pinned}
    by_topic: dict[UUID, list[int]] = defaultdict(list)
    by_kind: dict[str, list[int]] = defaultdict(list)
    for group, places in zip(model.groups, model.counts, strict=True):
        if group.topic is not None and group.topic not in met[0]:
            by_topic[group.topic] += places.values()
        if group.kind not in met[1]:
            by_kind[group.kind] += places.values()
    shares = [(model.scale.topic, columns) for columns in by_topic.values()]
    shares += [(model.scale.kind, columns) for columns in by_kind.values()]
    for worth, columns in shares:
        if worth:
            model.program.row({model.program.column(worth): -1.0, **dict.fromkeys(columns, 1.0)}, least=0)
