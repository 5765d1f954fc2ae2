"""The items of all lists of a document with their depth: by indent, and by a sign below another sign."""

import re
from dataclasses import dataclass

from .shapes import MAX_PROMPT, bullet
from .source import Source

SENTENCE_END = re.compile(r"[.?!:。？！：;]\W*$")
MAX_GOES_ON = 3


@dataclass(frozen=True)
class ListItem:
    """An item: its lines (from 0), as far as its first sentence runs, depth, number ('' for none), text."""

    line: int
    last: int
    depth: int
    number: str
    text: str


def list_items(source: Source, headings: frozenset[int]) -> tuple[ListItem, ...]:
    """Return the items outside code, in order; depths start again below each heading (lines from 0)."""
    found: list[ListItem] = []
    open_levels: list[tuple[int, bool]] = []  # indent, whether numbered
    for at, line in enumerate(source.lines):
        if at in headings:
            open_levels = []
            continue
        match = bullet(line) if not source.fenced[at] and len(line) < MAX_PROMPT else None
        if not match:
            continue
        level = (len(match["indent"].expandtabs(4)), match["sign"][0].isdigit())
        _enter(open_levels, level)
        last, text = _whole(source, at, match["text"].strip())
        number = match["sign"].rstrip(".)") if level[1] else ""
        found.append(ListItem(at, last, len(open_levels) - 1, number, text))
    return tuple(found)


def _enter(open_levels: list[tuple[int, bool]], level: tuple[int, bool]) -> None:
    """Close what the level ends. A bullet as far left as a numbered item stands below it, and the reverse."""
    while open_levels and open_levels[-1][0] > level[0] + 1:
        open_levels.pop()
    near = [place for place, known in enumerate(open_levels) if abs(known[0] - level[0]) <= 1]
    same = [place for place in near if open_levels[place][1] == level[1]]
    if same:
        del open_levels[same[0] + 1 :]
    else:
        open_levels.append(level)


def _whole(source: Source, at: int, text: str) -> tuple[int, str]:
    """Add the lines below on which the item's first sentence goes on."""
    last = at
    while last - at < MAX_GOES_ON and last + 1 < len(source) and not SENTENCE_END.search(text):
        more = source.lines[last + 1]
        goes_on = more[:1] in (" ", "\t") and not bullet(more) and not source.fenced[last + 1]
        if source.blank[last + 1] or not goes_on or len(text) + len(more) > MAX_PROMPT:
            break
        last += 1
        text = f"{text} {more.strip()}"
    return last, text
