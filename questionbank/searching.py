"""What is searched for, and how many there are of what: plain values. No database."""

import uuid
from collections import Counter
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field

from questionbank.enums import Order

# Around a hit in a text: control characters, so that no ordinary text can fake a hit.
START, STOP = "\x02", "\x03"

# By these questions are narrowed; within one, several choices mean "or".
FACETS = ("topic", "level", "kind", "state", "difficulty", "health", "used")


@dataclass(frozen=True)
class Search:
    """What is looked for; empty means all. `text` is in the syntax of web searches: "a phrase", or, -not.

    None among topics, levels or difficulties means "without one". A topic includes those below it.
    """

    text: str = ""
    topic: tuple[uuid.UUID | None, ...] = ()
    level: tuple[uuid.UUID | None, ...] = ()
    kind: tuple[str, ...] = ()
    state: tuple[str, ...] = ()
    difficulty: tuple[int | None, ...] = ()
    health: tuple[str, ...] = ()
    used: tuple[str, ...] = ()
    order: str = ""

    @property
    def words(self) -> str:
        """The text as the database takes it."""
        return self.text.replace("\x00", " ").strip()

    @property
    def sorted_by(self) -> Order:
        """The order that holds: by topic where none is chosen and no text could match better or worse."""
        if not self.order or (self.order == Order.BEST and not self.words):
            return Order.BEST if self.words else Order.TOPIC
        return Order(self.order)

    def chosen(self) -> dict[str, frozenset[Hashable]]:
        """The facets that narrow, each with its values."""
        return {name: frozenset(getattr(self, name)) for name in FACETS if getattr(self, name)}

    def is_empty(self) -> bool:
        """True when nothing is asked for, whatever the order."""
        return not self.words and not self.chosen()


Cell = tuple[Hashable, ...]  # one value for each of FACETS


@dataclass
class Counts:
    """How many questions match, and how many each value of a facet would give beside the other facets.

    Where `exact` is false, counting stopped: every number is the least that there is.
    """

    total: int = 0
    exact: bool = True
    by: dict[str, Counter[Hashable]] = field(default_factory=lambda: {name: Counter() for name in FACETS})

    def __add__(self, other: "Counts") -> "Counts":
        """Both together, of questions that are in one of the two only."""
        by = {name: self.by[name] + other.by[name] for name in FACETS}
        return Counts(self.total + other.total, self.exact and other.exact, by)

    def without(self, facet: str) -> int:
        """How many there would be if this facet did not narrow."""
        return sum(self.by[facet].values())


def tally(cells: Mapping[Cell, int], chosen: Mapping[str, frozenset[Hashable]]) -> Counts:
    """Counts what matches. A facet counts what all the others let through, itself left out."""
    counts = Counts()
    tests = [(place, name, chosen[name]) for place, name in enumerate(FACETS) if name in chosen]
    for cell, n in cells.items():
        failed = [name for place, name, values in tests if cell[place] not in values]
        if len(failed) > 1:
            continue
        counts.total += 0 if failed else n
        for name in failed or FACETS:
            counts.by[name][cell[FACETS.index(name)]] += n
    return counts


@dataclass(frozen=True)
class Place:
    """Where a page ends: in which of a search's lists, and the sort key of its last row."""

    ranked: bool
    part: int
    key: tuple[str, ...]


def pieces(text: str) -> list[tuple[str, bool]]:
    """A text with hits cut into pieces, each with whether it is a hit."""
    found: list[tuple[str, bool]] = []
    for part in text.split(START):
        hit, _, rest = part.rpartition(STOP)
        found += [(hit, True)] if hit else []
        found += [(rest, False)] if rest else []
    return found


def shorten(text: str, longest: int) -> str:
    """At most so many characters, cut between words; hits are not counted and stay whole."""
    left, kept = longest, []
    for piece, hit in pieces(text):
        if len(piece) > left:
            kept.append(piece[:left].rsplit(" ", 1)[0] + " …" if not hit else "…")
            break
        kept.append(f"{START}{piece}{STOP}" if hit else piece)
        left -= len(piece)
    return "".join(kept)
