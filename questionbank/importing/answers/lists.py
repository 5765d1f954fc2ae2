"""Lists with any sign and any indent written as Markdown lists, nested as in the source."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from ..shapes import bullet

MAX_DEPTH = 12


@dataclass
class Item:
    """One item of a list: how far it is indented, its number ('' for a bullet), its text, further lines."""

    indent: int
    number: str
    text: str
    more: list[str] = field(default_factory=list)


def read_items(lines: Sequence[str]) -> list[Item]:
    """Return the items of a list; the first line is an item, lines that are none belong to the item above."""
    items: list[Item] = []
    for line in lines:
        match = bullet(line)
        if match:
            sign = match["sign"]
            indent = len(match["indent"].expandtabs(4))
            items.append(
                Item(indent, sign.replace(")", ".") if sign[0].isdigit() else "", match["text"].rstrip())
            )
        elif items and line.strip():
            items[-1].more.append(line.strip())
    return items


def as_markdown(items: Sequence[Item]) -> str:
    """Return items as a Markdown list; an indent of one blank more than the item above is a slip, not a
    level.
    """
    lines: list[str] = []
    open_levels: list[
        tuple[int, int]
    ] = []  # (indent in the source, column of the text written), outermost first
    for item in items:
        while open_levels and item.indent < open_levels[-1][0]:
            open_levels.pop()
        deeper = open_levels and item.indent > open_levels[-1][0] + 1 and len(open_levels) < MAX_DEPTH
        if open_levels and not deeper:
            open_levels.pop()
        column = open_levels[-1][1] if open_levels else 0
        sign = item.number or "-"
        open_levels.append((item.indent, column + len(sign) + 1))
        lines.append(f"{' ' * column}{sign} {item.text}")
        lines += [f"{' ' * open_levels[-1][1]}{more}" for more in item.more]
    return "\n".join(lines)
