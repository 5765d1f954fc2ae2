"""A document as the readers see it: its lines, and what every reader would otherwise work out again."""

import re
from collections import Counter
from functools import cached_property

FENCE = re.compile(r"^\s{0,12}(`{3,}|~{3,})\s*([\w+#.-]*)[^`]*$")
WORD = re.compile(r"[^\W_][\w&/.'-]*")


class Source:
    """Lines of one document, numbered from 0; derived facts are computed once, in linear time."""

    def __init__(self, name: str, lines: tuple[str, ...]) -> None:
        self.name = name
        self.lines = lines

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
        """Opening line of each fenced block to its closing line; a fence that is never closed is none."""
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
        return found

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
