"""Finds the pairs that ask the same, in a collection or of one question against others."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import Any

import numpy as np

from .candidates import candidates
from .measures import Embed, Pairs, Table
from .rarity import Rarity
from .reading import Entry, Reading, read
from .verdicts import Pair, scores, verdict_of, why

ALL_OF = 10  # so many prompts that are alike word for word are paired each with each; more, with the first


def find_pairs(
    entries: Iterable[Entry], *, rarity: Rarity | None = None, embed: Embed | None = None
) -> list[Pair]:
    """All pairs that ask the same or nearly so, best first.

    Depends on nothing but the entries, whatever their order; keys must differ. Without `rarity` terms are
    weighed by how many of these entries have them. `embed` turns texts into vectors, one row each: pairs that
    share meaning and few words are then found, too. Time and memory grow about linearly with the entries.
    """
    ordered = sorted(entries, key=lambda entry: entry.key)
    readings = [read(entry.prompt, entry.answer) for entry in ordered]
    rarity = rarity or Rarity.of(readings)
    table = Table(readings, rarity)
    vectors = _vectors(ordered, embed)
    pairs = _with_repeats(candidates(table, vectors), readings)
    return _judge(ordered, readings, rarity, pairs, table, vectors)


def compare_with(
    one: Entry, others: Sequence[Entry], *, rarity: Rarity, embed: Embed | None = None
) -> list[Pair]:
    """Those of the others that ask the same as this one or nearly so, best first: each is compared."""
    which = [(one.key, other.key) for other in others]
    return compare_pairs([one, *others], which, rarity=rarity, embed=embed)


def compare_pairs(
    entries: Sequence[Entry],
    which: Iterable[tuple[Any, Any]],
    *,
    rarity: Rarity,
    embed: Embed | None = None,
) -> list[Pair]:
    """Of these pairs of keys those that ask the same or nearly so, best first."""
    ordered = sorted(entries, key=lambda entry: entry.key)
    readings = [read(entry.prompt, entry.answer) for entry in ordered]
    place = {entry.key: number for number, entry in enumerate(ordered)}
    both = sorted({tuple(sorted((place[one], place[two]))) for one, two in which})
    if not both:
        return []
    ones, twos = np.array(both, dtype=np.int64).T
    vectors = _vectors(ordered, embed)
    return _judge(ordered, readings, rarity, (ones, twos), Table(readings, rarity), vectors)


def _judge(
    entries: list[Entry],
    readings: list[Reading],
    rarity: Rarity,
    pairs: Pairs,
    table: Table,
    vectors: np.ndarray | None,
) -> list[Pair]:
    found = []
    for one, two, score in zip(*pairs, scores(table.measure(pairs, vectors)), strict=True):
        left, right = readings[one], readings[two]
        alike = 1.0 if left.digest and left.digest == right.digest else float(score)
        verdict = verdict_of(alike)
        if verdict:
            reason = why((entries[one], left), (entries[two], right), rarity)
            found.append(Pair(entries[one].key, entries[two].key, alike, verdict, reason))
    return sorted(found, key=lambda pair: (-pair.score, pair.first, pair.second))


def _with_repeats(pairs: Pairs, readings: list[Reading]) -> Pairs:
    """The candidates and all that are alike word for word."""
    groups: dict[str, list[int]] = defaultdict(list)
    for place, reading in enumerate(readings):
        if reading.digest:
            groups[reading.digest].append(place)
    repeats = [
        pair
        for places in groups.values()
        for pair in (
            combinations(places, 2) if len(places) <= ALL_OF else ((places[0], other) for other in places[1:])
        )
    ]
    if not repeats:
        return pairs
    both = np.unique(np.concatenate([np.column_stack(pairs), np.array(repeats)]), axis=0)
    return both[:, 0], both[:, 1]


def _vectors(entries: list[Entry], embed: Embed | None) -> np.ndarray | None:
    if embed is None or not entries:
        return None
    made = np.asarray(embed([f"{entry.prompt}\n\n{entry.answer}" for entry in entries]), dtype=float)
    lengths = np.linalg.norm(made, axis=1, keepdims=True)
    return made / np.where(lengths > 0, lengths, 1)
