"""Where in the document a question stands: its section, and the level that a heading gives it."""

import re

from . import words
from .badges import INSIDE, Labels, of_word
from .shapes import HEADING

PLAIN = 7  # a heading without a Markdown sign stands below all that have one
HEADING_NOISE = re.compile(
    r"<[^<>]{1,120}>|\[[^\]]{0,40}\]\(#[^)]*\)|[(\[]\s*\d+[^)\]]{0,30}[)\]]|^\s*\d+[.):]"
)
FILLING = frozenset(f"{words.FILLER}|{words.QUESTION}".split("|"))


def heading_labels(name: str) -> Labels | None:
    """Return the level or difficulty that a heading such as 'Junior questions' is, or None for a topic."""
    if len(name) > 80:
        return None
    bare = HEADING_NOISE.sub(" ", name)
    matches = [match for match in INSIDE.finditer(bare) if match["word"].lower() not in words.TOPICS]
    if not matches:
        return None
    left = re.findall(r"[^\W\d_]+", INSIDE.sub(" ", bare).lower())
    if any(word not in FILLING for word in left):
        return None
    first, last = matches[0], matches[-1]
    printed = bare[first.start() : last.end()]
    return of_word(printed if len(printed) <= 40 else first["word"])


class Place:
    """The headings above the line that is being read, outermost first."""

    def __init__(self) -> None:
        self._open: list[tuple[int, str, Labels | None]] = []

    def enter(self, name: str, line: str) -> None:
        """Go below a heading: ``name`` is what it says, ``line`` how it is printed."""
        match = HEADING.match(line)
        depth = len(match["depth"]) if match else PLAIN
        while self._open and self._open[-1][0] >= depth:
            self._open.pop()
        self._open.append((depth, name, heading_labels(name)))

    @property
    def section(self) -> str | None:
        """The nearest heading that is a topic; a level such as 'Junior' only where there is no topic."""
        topics = [name for _, name, labels in self._open if labels is None]
        return topics[-1] if topics else self._open[0][1] if self._open else None

    @property
    def labels(self) -> Labels:
        """What the headings say of all questions below them, the nearest first."""
        said = Labels()
        for _, _, labels in reversed(self._open):
            said = said.over(labels or Labels())
        return said
