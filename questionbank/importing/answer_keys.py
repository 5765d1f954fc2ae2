"""The key of all questions printed in one place: '1. B  2. C  3. A' below a quiz or a part of it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .reading import Mark, Section
from .source import Source

PAIR = re.compile(
    r"(?P<number>\d{1,3})\s*[.):=–—|-][.):=–—|\s-]*[(\[*]*(?P<letters>[A-Ha-h](?:\s*[,&/]\s*[A-Ha-h])*)"
    r"(?![^\W_])\W*"
)
WHY = "key of the questions"
MIN_PAIRS, MAX_LINE = 3, 400


@dataclass(frozen=True)
class KeyTable:
    """Lines (from 0, both included) that hold nothing but numbers and letters, and what they say."""

    first: int
    last: int
    letters: dict[int, str]


def key_tables(source: Source) -> tuple[KeyTable, ...]:
    """Return the runs of such lines with at least three pairs, the numbers going up."""
    return source.once(_find)


def _find(source: Source) -> tuple[KeyTable, ...]:
    tables: list[KeyTable] = []
    run: list[int] = []
    for at, line in enumerate(source.lines):
        if source.blank[at]:
            continue
        if not source.fenced[at] and len(line) <= MAX_LINE and _pairs(line):
            run.append(at)
            continue
        tables += _table(source, run)
        run = []
    return (*tables, *_table(source, run))


def _pairs(line: str) -> list[tuple[int, str]]:
    """Return the pairs of a line that holds nothing else, else an empty list."""
    found: list[tuple[int, str]] = []
    at = len(line) - len(line.lstrip(" \t|*-+>"))
    while at < len(line):
        match = PAIR.match(line, at)
        if not match:
            return []
        found.append((int(match["number"]), match["letters"].lower()))
        at = match.end()
    return found


def _table(source: Source, run: list[int]) -> list[KeyTable]:
    pairs = [pair for at in run for pair in _pairs(source.lines[at])]
    numbers = [number for number, _ in pairs]
    if len(pairs) < MIN_PAIRS or numbers != sorted(set(numbers)):
        return []
    return [KeyTable(run[0], run[-1], dict(pairs))]


def letters_by_mark(source: Source, marks: Sequence[Mark]) -> dict[int, str]:
    """Return the letters that a table gives to each prompt above it, by the prompt's first line."""
    found: dict[int, str] = {}
    above = 0
    for table in key_tables(source):
        for mark in marks:
            if above <= mark.first < table.first and (mark.number or "").isdigit():
                letters = table.letters.get(int(mark.number or 0))
                if letters:
                    found[mark.first] = letters
        above = table.last
    return found


def outside_keys(source: Source, marks: list[Mark]) -> list[Mark]:
    """Return the prompts that are no line of such a table: '1. B' is none."""
    lines = {at for table in key_tables(source) for at in range(table.first, table.last + 1)}
    return [mark for mark in marks if mark.first not in lines]


def as_sections(source: Source, marks: Sequence[Mark]) -> list[Section]:
    """Return the tables that stand below a prompt, as passages that end its answer."""
    first = min((mark.first for mark in marks), default=len(source))
    return [
        Section(table.first, table.last, "", foreign=WHY)
        for table in key_tables(source)
        if table.first > first
    ]
