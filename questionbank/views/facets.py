"""The filters of the bank as a page shows them: each value with how many questions it gives."""

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from questionbank.enums import Difficulty, Health, Kind, State, Used
from questionbank.forms_search import NONE
from questionbank.models import Level, Topic
from questionbank.searching import FACETS, Counts, Search

LABELS = {
    "topic": "Topic",
    "level": "Level",
    "kind": "Kind",
    "state": "State",
    "difficulty": "Difficulty",
    "health": "Health",
    "used": "Use",
}
OPEN = ("topic", "level", "kind", "state")  # the others open when they narrow


@dataclass(frozen=True)
class Option:
    """One value of a facet."""

    facet: str
    value: str
    label: str
    count: str
    checked: bool
    depth: int = 0

    @property
    def id(self) -> str:
        """The checkbox's id on the page; `count-` before it is the count's."""
        return f"{self.facet}-{self.value}"


@dataclass(frozen=True)
class Facet:
    """One filter; `without` is how many there would be if it did not narrow."""

    name: str
    label: str
    options: list[Option]
    without: str

    @property
    def checked(self) -> list[Option]:
        """What is chosen of it."""
        return [option for option in self.options if option.checked]

    @property
    def is_open(self) -> bool:
        """Whether its values show at once."""
        return self.name in OPEN or bool(self.checked)


def facets_of(
    search: Search, counts: Counts, topics: Iterable[Topic], levels: Iterable[Level]
) -> list[Facet]:
    """All filters with their counts."""
    values: dict[str, list[tuple[Hashable, str, int]]] = {
        "topic": [(topic.pk, topic.name, depth) for topic, depth in _tree(topics)] + [(None, "No topic", 0)],
        "level": [(level.pk, level.name, 0) for level in levels] + [(None, "No level", 0)],
        "kind": [(*choice, 0) for choice in Kind.choices],
        "state": [(*choice, 0) for choice in State.choices],
        "difficulty": [*((*choice, 0) for choice in Difficulty.choices), (None, "Not said", 0)],
        "health": [(*choice, 0) for choice in Health.choices],
        "used": [(*choice, 0) for choice in Used.choices],
    }
    by = counts.by | {"topic": _with_those_below(counts.by["topic"], topics)}
    return [
        Facet(
            name,
            LABELS[name],
            [
                Option(
                    name,
                    NONE if value is None else str(value),
                    label,
                    shown(by[name].get(value, 0), exact=counts.exact),
                    value in getattr(search, name),
                    depth,
                )
                for value, label, depth in values[name]
            ],
            shown(counts.without(name), exact=counts.exact),
        )
        for name in FACETS
    ]


def shown(n: int, *, exact: bool) -> str:
    """A number as the page says it; with a plus where there may be more."""
    return f"{n:,}" if exact else f"{n:,}+"


def _tree(topics: Iterable[Topic]) -> Iterator[tuple[Topic, int]]:
    below: dict[Hashable, list[Topic]] = defaultdict(list)
    for topic in topics:
        below[topic.parent_id].append(topic)
    waiting = [(topic, 0) for topic in reversed(below[None])]
    while waiting:
        topic, depth = waiting.pop()
        yield topic, depth
        waiting += [(child, depth + 1) for child in reversed(below[topic.pk])]


def _with_those_below(own: Mapping[Hashable, int], topics: Iterable[Topic]) -> dict[Hashable, int]:
    whole = dict(own)
    above: dict[Hashable, Hashable] = {topic.pk: topic.parent_id for topic in topics}
    for topic_id, n in own.items():
        parent = above.get(topic_id)
        while parent is not None:
            whole[parent] = whole.get(parent, 0) + n
            parent = above.get(parent)
    return whole


def active(facets: Collection[Facet]) -> list[Facet]:
    """Those that narrow."""
    return [facet for facet in facets if facet.checked]
