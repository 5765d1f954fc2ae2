"""What differs between two revisions of a blueprint. Pure: words in, changes out."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

ALIKE = 0.5  # share of equal facts from which an interview of another name counts as the same one, renamed


@dataclass(frozen=True)
class Fact:
    """One thing a blueprint says: `key` tells it from its like, label and value are words for people."""

    key: str
    label: str
    value: str


@dataclass(frozen=True)
class StageText:
    """One interview in words; `facts` are its purpose, level and so on, `topics` how many of each."""

    name: str
    facts: tuple[Fact, ...] = ()
    topics: tuple[Fact, ...] = ()


@dataclass(frozen=True)
class BlueprintText:
    """A revision in words: its interviews in order, the rules of the loop, the bar by criterion."""

    stages: tuple[StageText, ...] = ()
    rules: tuple[Fact, ...] = ()
    bars: tuple[Fact, ...] = ()


@dataclass(frozen=True)
class Change:
    """A fact that is another one now; an empty text where it was, or is, not there."""

    label: str
    old: str
    new: str


@dataclass(frozen=True)
class StageChange:
    """What became of an interview: "added", "removed", "changed" or "same"; places count from 1."""

    name: str
    kind: str
    changes: tuple[Change, ...] = ()
    topics: tuple[Change, ...] = ()
    old_place: int | None = None
    new_place: int | None = None
    moved: bool = False  # among those that are in both, so that one added above moves nobody


@dataclass(frozen=True)
class Changes:
    """All that differs between two revisions."""

    stages: tuple[StageChange, ...]
    rules: tuple[Change, ...]
    bars: tuple[Change, ...]

    @property
    def nothing(self) -> bool:
        """Whether both say the same."""
        same = all(stage.kind == "same" and not stage.moved for stage in self.stages)
        return same and not self.rules and not self.bars


def compare(old: BlueprintText, new: BlueprintText) -> Changes:
    """What is another in `new` than in `old`: its interviews in their new order, then those removed.

    An interview is the same one if it has the same name, else if at least half of its facts are equal.
    """
    pairs = _pairs(old.stages, new.stages)
    kept = _longest_rising([pairs[place] for place in sorted(pairs)])
    stages = []
    for place, stage in enumerate(new.stages):
        before = pairs.get(place)
        if before is None:
            stages.append(StageChange(stage.name, "added", new_place=place + 1))
        else:
            moved = before not in kept
            stages.append(_stage_change(old.stages[before], stage, before + 1, place + 1, moved))
    gone = set(range(len(old.stages))) - set(pairs.values())
    stages += [StageChange(old.stages[n].name, "removed", old_place=n + 1) for n in sorted(gone)]
    return Changes(tuple(stages), _changed(old.rules, new.rules), _changed(old.bars, new.bars))


def _stage_change(old: StageText, new: StageText, before: int, after: int, moved: bool) -> StageChange:
    renamed = (Change("Name", old.name, new.name),) if old.name != new.name else ()
    changes = renamed + _changed(old.facts, new.facts)
    topics = _changed(old.topics, new.topics)
    kind = "changed" if changes or topics else "same"
    return StageChange(new.name, kind, changes, topics, before, after, moved)


def _changed(old: Iterable[Fact], new: Iterable[Fact]) -> tuple[Change, ...]:
    before, after = {fact.key: fact for fact in old}, {fact.key: fact for fact in new}
    return tuple(
        Change(
            fact.label,
            before[key].value if key in before else "",
            after[key].value if key in after else "",
        )
        for key, fact in (before | after).items()
        if before.get(key) != after.get(key)
    )


def _pairs(old: Sequence[StageText], new: Sequence[StageText]) -> dict[int, int]:
    """Place in `new` -> place in `old` of the same interview."""
    pairs: dict[int, int] = {}
    free = set(range(len(old)))
    for place, stage in enumerate(new):
        same = [n for n in sorted(free) if old[n].name.casefold() == stage.name.casefold()]
        if same:
            pairs[place] = same[0]
            free.remove(same[0])
    alike = [
        (-_likeness(old[n], stage), abs(n - place), place, n)
        for place, stage in enumerate(new)
        if place not in pairs
        for n in free
    ]
    for likeness, _, place, n in sorted(alike):
        if -likeness >= ALIKE and place not in pairs and n in free:
            pairs[place] = n
            free.remove(n)
    return pairs


def _likeness(one: StageText, other: StageText) -> float:
    mine, theirs = {*one.facts, *one.topics}, {*other.facts, *other.topics}
    return len(mine & theirs) / max(len(mine | theirs), 1)


def _longest_rising(numbers: Sequence[int]) -> set[int]:
    """A longest rising subsequence of different numbers: what kept its order, so that the rest has moved.

    Patience sorting: Aldous and Diaconis, "Longest increasing subsequences", Bull. AMS 36 (1999).
    """
    ends: list[int] = []
    before: dict[int, int | None] = {}
    for number in numbers:
        pile = bisect_left(ends, number)
        before[number] = ends[pile - 1] if pile else None
        ends[pile : pile + 1] = [number]
    found: set[int] = set()
    here = ends[-1] if ends else None
    while here is not None:
        found.add(here)
        here = before[here]
    return found
