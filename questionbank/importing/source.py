"""A document as the readers see it: its lines, and what every reader would otherwise work out again."""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from functools import cached_property
from types import MappingProxyType
from typing import TypeVar, cast

Result = TypeVar("Result")

FENCE = re.compile(r"^\s{0,12}(`{3,}|~{3,})\s*([\w+#.-]*)[^`]*$")
WORD = re.compile(r"[^\W_][\w&/.'-]*")


class Source:
    """Lines of one document, numbered from 0; derived facts are computed once, in linear time.

    ``columns`` is which column of a table is which field, where a person has said so.
    """

    def __init__(
        self, name: str, lines: tuple[str, ...], columns: Mapping[str, str] = MappingProxyType({})
    ) -> None:
        self.name = name
        self.lines = lines
        self.columns = columns

        self.unclosed: set[int] = set()
        self._done: dict[object, object] = {}

    def once(self, work: Callable[["Source"], Result]) -> Result:
        """Return what a function of the document alone returns, working it out only the first time."""
        if work not in self._done:
            self._done[work] = work(self)
        return cast(Result, self._done[work])

    def __len__(self) -> int:
        return len(self.lines)

    @cached_property
    def text(self) -> str:
        """The whole document with plain line ends."""
        return "\n".join(self.lines)

    @cached_property
    def blank(self) -> tuple[bool, ...]:
        """For each line, whether it shows nothing."""
        return tuple(not line.strip().strip("\u200b\ufeff") for line in self.lines)

    @cached_property
    def fences(self) -> dict[int, int]:
        """First line of each fenced block to its last: the closing fence, or the last line of one never
        closed.
        """
        found: dict[int, int] = {}
        opened: tuple[int, str] | None = None
        for index, line in enumerate(self.lines):
            match = FENCE.match(line) if "```" in line or "~~~" in line else None
            if not match:
                continue
            if opened is None:
                opened = (index, match[1])
            elif match[1].startswith(opened[1]) and not match[2]:
                found[opened[0]] = index
                opened = None
            elif match[1] == opened[1]:
                self._end_unclosed(opened[0], index, found)
                opened = (index, match[1])
        if opened:
            self._end_unclosed(opened[0], len(self.lines), found)
        return found

    def _end_unclosed(self, first: int, stop: int, found: dict[int, int]) -> None:
        """A fence never closed ends at the next blank line, so that it cannot swallow the
        questions after it.
        """
        last = first
        while last + 1 < stop and not self.blank[last + 1]:
            last += 1
        if last > first:
            found[first] = last
            self.unclosed.add(first)

    def fence_body(self, first: int) -> tuple[str, ...]:
        """Return the lines inside the fence that starts at ``first``."""
        last = self.fences[first]
        return self.lines[first + 1 : last + 1 if first in self.unclosed else last]

    @cached_property
    def fenced(self) -> tuple[bool, ...]:
        """For each line, whether it is a fence or inside one."""
        inside = [False] * len(self.lines)
        for first, last in self.fences.items():
            inside[first : last + 1] = [True] * (last - first + 1)
        return tuple(inside)

    @cached_property
    def words(self) -> Counter[str]:
        """How often each word stands in the document."""
        return Counter(word.rstrip(".'/-&") for line in self.lines for word in WORD.findall(line))

    def next_text(self, index: int, limit: int | None = None) -> int | None:
        """Return the first line at or after ``index`` that is not blank, before ``limit``, else None."""
        for at in range(max(index, 0), len(self.lines) if limit is None else limit):
            if not self.blank[at]:
                return at
        return None

    def last_text(self, index: int, limit: int = 0) -> int | None:
        """Return the last line at or before ``index`` that is not blank, not before ``limit``, else None."""
        for at in range(min(index, len(self.lines) - 1), limit - 1, -1):
            if not self.blank[at]:
                return at
        return None
